"""A server with every behaviour of the threat table, and the table.

One `Behaviour` a row: what it does, what a client of the preview service must then be told, and
why.  Each has a host name of its own, `<name>.attack.test`, so that no row's failures (breaker,
places, Retry-After) touch another row's.  Standard library only.
"""

from __future__ import annotations

import socket
import threading

from .answers import ENDLESS, FRAMING, SLOW
from .pages import PAGES
from .redirects import INSIDE, REDIRECTS
from .speech import PAGE, Act, Behaviour, answer, page, say, silent

__all__ = [
    "BEHAVIOURS",
    "ENDLESS",
    "FRAMING",
    "GOOD",
    "INSIDE",
    "PAGES",
    "REDIRECTS",
    "SLOW",
    "Act",
    "Behaviour",
    "Hostile",
    "answer",
    "page",
    "say",
    "url_of",
    "world",
]

ZONE = "attack.test"

GOOD = Behaviour("good", page(PAGE, 'ETag: "good"'), "card", "an honest page")

BEHAVIOURS = (*SLOW, *ENDLESS, *FRAMING, *REDIRECTS, *PAGES)


class Hostile:
    """Serves all behaviours on one port of loopback, by the Host that is asked for."""

    def __init__(self) -> None:
        self._by_name = {it.name: it.act for it in (*BEHAVIOURS, GOOD)}
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port: int = self._listener.getsockname()[1]
        self.asked: dict[str, int] = {}
        self.heads: list[str] = []
        self._closed = False
        self._peers: set[socket.socket] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def will(self, name: str, act: Act) -> None:
        """From now on the host *name* behaves so."""
        self._by_name[name] = act

    def close(self) -> None:
        self._closed = True
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for peer in self._peers:
                peer.close()

    def _accept(self) -> None:
        while not self._closed:
            try:
                peer, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with self._lock:
            self._peers.add(peer)
        try:
            peer.settimeout(20)
            peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            head = b""
            while b"\r\n\r\n" not in head and (part := peer.recv(65536)):
                head += part
                if part.startswith(b"\x16"):  # a TLS hello: nobody here answers it
                    return silent(peer, "")
            text = head.decode("latin-1")
            name = text.lower().partition("\nhost:")[2].partition("\r")[0].strip().partition(".")[0]
            with self._lock:
                self.asked[name] = self.asked.get(name, 0) + 1
                self.heads.append(text)
            self._by_name.get(name, silent)(peer, text)
        except OSError:
            pass  # the service hung up, which is what it should do
        finally:
            with self._lock:
                self._peers.discard(peer)
            peer.close()


def url_of(behaviour: Behaviour) -> str:
    scheme = "https" if behaviour.name == "stall-tls" else "http"
    return f"{scheme}://{behaviour.name}.{ZONE}/"


PUBLIC = "93.184.215.14"


def world(port: int) -> dict[str, object]:
    """What `world/sitecustomize.py` is told: every name leads to one public address, but these."""
    return {
        "names": {
            f"*.{ZONE}": [[PUBLIC]],
            f"silent-host.{ZONE}": [["93.184.215.99"]],
            # names that lead inside
            f"inside.{ZONE}": [["10.1.2.3"]],
            f"mixed.{ZONE}": [[PUBLIC, "127.0.0.1"]],
            f"mapped.{ZONE}": [["::ffff:127.0.0.1"]],
            f"six.{ZONE}": [["fd00:ec2::254"]],
            f"refused.{ZONE}": [["93.184.215.77"]],
            # DNS rebinding: public when it is checked, ours when it is used
            f"rebind.{ZONE}": [[PUBLIC], ["127.0.0.1"]],
            f"rebind-back.{ZONE}": [["127.0.0.1"], [PUBLIC]],
        },
        "hosts": {PUBLIC: port, "93.184.215.99": "silent"},
    }
