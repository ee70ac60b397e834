"""The table of settings; its order is that in which an operator meets them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from preview.settings import parse

PROJECT_PAGE = "https://example.org/paper-preview"


class Row(NamedTuple):
    name: str  # without PREVIEW_; the field of Settings is the same in lower case
    unit: str
    default: str  # as one would write it into the environment
    parse: Callable[[str], Any]
    reason: str  # what it is for, and why this default

    @property
    def field(self) -> str:
        return self.name.lower()


ROWS = (
    Row(
        "CACHE_URL",
        "URL",
        "disk://",
        parse.cache,
        "Where answers are kept: `disk:///path`, `redis://host:port/db` (also Valkey, `rediss://`),"
        " `memory://`. `disk://` alone is the user's cache folder: works without any set-up.",
    ),
    Row(
        "CACHE_MAX_MB",
        "MB",
        "1024",
        parse.whole(1, 10_000_000),
        "Size bound of the disk cache; Redis has a bound of its own (`maxmemory`).",
    ),
    Row(
        "DEADLINE_S",
        "s",
        "8",
        parse.seconds(0.1, 60),
        "The whole fetch: DNS, connect, TLS, headers, body, all redirects and all rungs of a"
        " ladder. A person waits for the card.",
    ),
    Row(
        "BATCH_DEADLINE_S",
        "s",
        "30",
        parse.seconds(0.1, 300),
        "The same for a whole batch of `/previews`.",
    ),
    Row(
        "MAX_BYTES",
        "bytes",
        "1048576",
        parse.whole(1024, 64 * 1024 * 1024),
        "Decoded bytes kept of a page; cut, not refused. Some sites have their tags half a"
        " megabyte into the page.",
    ),
    Row("MAX_REDIRECTS", "hops", "5", parse.whole(0, 20), "doi.org alone needs two or three."),
    Row(
        "ALLOW_PORTS",
        "ports",
        "80,443",
        parse.ports,
        "Ports that may be connected to; others are doors to services that are no web sites.",
    ),
    Row(
        "ALLOW_NETWORKS",
        "CIDRs",
        "",
        parse.networks,
        "Networks that count as public: tests, an intranet. Empty: no private address is reached.",
    ),
    Row(
        "DENY_HOSTS",
        "hosts",
        "",
        parse.hosts,
        "Never fetched; `.example.org` covers its subdomains.",
    ),
    Row("ALLOW_HOSTS", "hosts", "", parse.hosts, "Where set, nothing else is fetched."),
    Row(
        "PROXY",
        "URL",
        "",
        parse.web,
        "Egress proxy for every fetch. The environment's own proxy variables are ignored: they"
        " would go round the address guard.",
    ),
    Row("CA_BUNDLE", "file", "", parse.file, "Trusted certificates; empty: certifi's."),
    Row(
        "CONTACT",
        "URL or mailto:",
        PROJECT_PAGE,
        parse.contact,
        "In the User-Agent and in polite-pool parameters, so that a site's owner can reach you.",
    ),
    Row(
        "FETCH_SLOTS",
        "fetches a worker",
        "24",
        parse.whole(1, 1000),
        "A worker has eight threads more than this, so that cached answers never wait behind a"
        " slow web. A batch takes at most a quarter.",
    ),
    Row(
        "MIN_REFRESH_S",
        "s",
        "60",
        parse.seconds(0, 86_400),
        "A client's `Cache-Control: no-cache` fetches one work at most this often.",
    ),
    Row(
        "API_KEYS",
        "keys",
        "",
        parse.keys,
        "Comma-separated; `Authorization: Bearer …` or `key=`. Empty: open to everyone.",
    ),
    Row(
        "RATE_LIMIT",
        "fetches a period",
        "300/minute",
        parse.rate,
        "For each client (IPv6: each /64); counts only fetches, over all workers; `off` for none.",
    ),
    Row(
        "CORS_ORIGINS",
        "origins",
        "*",
        parse.origins,
        "Whose pages may read answers; unset with `ALLOW_NETWORKS` or `API_KEYS`: none.",
    ),
    Row(
        "PUBLIC_URL",
        "URL",
        "",
        parse.web,
        "For links to ourselves; empty: relative ones. A Host header is never believed.",
    ),
    Row("FRAME_ANCESTORS", "CSP sources", "*", parse.ancestors, "Who may frame `/card`."),
    Row(
        "TRUSTED_PROXIES",
        "hops",
        "0",
        parse.whole(0, 10),
        "Reverse proxies of yours whose X-Forwarded-For is believed; anyone can send the header.",
    ),
    Row(
        "REPLAY",
        "folder",
        "",
        parse.folder,
        "Recorded answers (`index.json`: url → answer) instead of the network: demo and tests.",
    ),
    Row("S2_API_KEY", "key", "", str, "Raises Semantic Scholar's limits."),
    Row("OPENALEX_API_KEY", "key", "", str, "Turns OpenAlex on."),
    Row("NCBI_API_KEY", "key", "", str, "Raises the limits of PubMed."),
    Row("UNPAYWALL_EMAIL", "address", "", str, "Turns Unpaywall on, which asks for an address."),
)
