"""Redirects to where nobody should go."""

from __future__ import annotations

from .speech import (
    PAGE,
    Behaviour,
    answer,
    moved,
    page,
    say,
)

# fmt: off
INSIDE = (
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/",
    "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[fe80::1%25eth0]/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/",
    "http://168.63.129.16/", "http://192.0.0.192/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://100.64.0.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://metadata.google.internal/",
    "http://metadata.goog/", "http://kubernetes.default.svc/", "http://kubernetes.default.svc.cluster.local/",
    "http://printer.local/", "http://router.lan/", "http://nas.home.arpa/", "http://db/", "http://x.onion/",
    "http://a.consul/", "http://127.0.0.1.:80/", "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://%31%32%37.0.0.1/",
    "http://user:pw@127.0.0.1/", "http://good.attack.test@127.0.0.1/", "http://127.0.0.1\\@good.attack.test/",
    "http://good.attack.test:22/", "http://good.attack.test:6379/", "http://good.attack.test:8080/",
    "https://good.attack.test:80000/", "http://good.attack.test:0x50/",
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_FLUSHALL", "dict://127.0.0.1:11211/",
    "data:text/html,<title>x</title>", "javascript:alert(1)", "ht\ttp://127.0.0.1/", "http:///127.0.0.1/",
    "http:127.0.0.1/", "//127.0.0.1/", "\\\\127.0.0.1\\", "http://inside.attack.test/", "http://mixed.attack.test/",
    "http://mapped.attack.test/", "http://six.attack.test/", "http://nowhere.attack.example/", "",
)

_HARMLESS = ("", "\\\\127.0.0.1\\", "ht\ttp://127.0.0.1/")  # no address: a path of the same site

REDIRECTS = (
    *(
        Behaviour(f"to-inside-{i}", moved(where), "any" if where in _HARMLESS else "upstream_unreachable", f"redirects to {where!r}")
        for i, where in enumerate(INSIDE)
    ),
    Behaviour("location-none", say(answer(b"", status="302 Found")), "upstream_error", "to nowhere"),
    Behaviour("location-two", moved("/a", "Location: http://127.0.0.1/"), "upstream_error", "parsers disagree"),
    Behaviour("location-long", moved("/" + "a" * 5000), "upstream_unreachable", "over-long"),
    Behaviour("location-300", moved("/a", status="300 Many"), "upstream_error", "no one place to go"),
    Behaviour("location-305", moved("http://127.0.0.1/", status="305 Use Proxy"), "upstream_error", "a proxy of its choice"),
    Behaviour("meta-refresh", page("<title>A page</title><meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"), "card", "is not followed"),
    Behaviour("header-refresh", page(PAGE, "Refresh: 0; url=http://127.0.0.1/"), "card", "is not followed"),
)
