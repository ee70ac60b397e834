"""How often we ask whom: a table, with reason and source in each row."""

from __future__ import annotations

from typing import NamedTuple

from preview.fetch.policy import Target


class Limit(NamedTuple):
    """What the requests that this row is about may do together, over all workers and machines.

    Attributes:
        hosts: exact names; none means every host, each for itself.
        marker: text that the query must hold for the row to count: what makes us a known caller.
        interval_s: seconds between the starts of two requests.
        at_once: requests in flight.
        key: the account that all *hosts* share.
        reason: why, with the source.
    """

    hosts: tuple[str, ...]
    marker: str
    interval_s: float
    at_once: int
    key: str
    reason: str


# The first row that fits counts, so a row with a marker stands before the one without.
LIMITS = (
    Limit(
        ("export.arxiv.org", "oaipmh.arxiv.org"), "", 3.1, 1, "arxiv",
        "one request each 3 s and one connection, over all machines and interfaces; 0.1 s for the "
        "way there: https://info.arxiv.org/help/api/tou.html",
    ),
    Limit(
        ("api.crossref.org",), "mailto=", 0.1, 3, "crossref-polite",
        "10/s and 3 at once for callers who say who they are: "
        "https://doi.org/10.64000/wadve-3tj60",
    ),
    Limit(("api.crossref.org",), "", 0.2, 1, "crossref", "5/s and 1 at once; source as above"),
    Limit(
        ("api.datacite.org",), "mailto=", 0.3, 2, "datacite-polite",
        "1000 in 5 min with an e-mail: https://support.datacite.org/docs/rate-limit",
    ),
    Limit(("api.datacite.org",), "", 0.6, 2, "datacite", "500 in 5 min; source as above"),
    Limit(
        ("eutils.ncbi.nlm.nih.gov",), "api_key=", 0.1, 3, "ncbi-key",
        "10/s with a key: https://www.ncbi.nlm.nih.gov/books/NBK25497/",
    ),
    Limit(("eutils.ncbi.nlm.nih.gov",), "", 0.34, 3, "ncbi", "3/s without; source as above"),
    Limit(
        ("api.semanticscholar.org",), "", 1.0, 1, "semanticscholar",
        "1/s with a key; without, one pool for all the world: "
        "https://www.semanticscholar.org/product/api",
    ),
    Limit(
        ("api.openalex.org",), "", 0.01, 4, "openalex",
        "100/s: https://docs.openalex.org/how-to-use-the-api/rate-limits-and-authentication",
    ),
    Limit(("www.ebi.ac.uk",), "", 0.1, 2, "europepmc", "no stated limit; 10/s is held gentle"),
    Limit(
        ("inspirehep.net",), "", 0.34, 2, "inspire",
        "15 in 5 s: https://github.com/inspirehep/rest-api-doc#rate-limiting",
    ),
    Limit(
        ("zenodo.org",), "", 1.0, 2, "zenodo",
        "60/min for guests: https://developers.zenodo.org/#rate-limiting",
    ),
    Limit(
        ("dblp.org",), "", 1.0, 1, "dblp",
        "fine with one or two seconds between requests: https://dblp.org/faq/1474706.html",
    ),
    Limit((), "", 0.0, 2, "", "anyone else: many links to one site must not be a load to it"),
)  # fmt: skip


def limit_for(target: Target, limits: tuple[Limit, ...] = LIMITS) -> Limit:
    """Return the row for *target*, its key filled in.

    Raises:
        LookupError: no row is for every host.
    """
    query = target.path_and_query.partition("?")[2]
    for row in limits:
        if (not row.hosts or target.host in row.hosts) and row.marker in query:
            return row if row.key else row._replace(key=target.host)
    raise LookupError("the table has no row for every host")
