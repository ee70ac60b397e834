"""A small world for a service under attack; Python imports this file by itself at its start.

With this folder on PYTHONPATH and `ATTACK_WORLD` naming a JSON file, names and addresses mean what
that file says.  The service runs unchanged and its guard stays on: it sees public addresses, and
below it, in `connect`, they lead to servers on loopback.

    {"names": {"a.test": [["93.184.215.14"], ["127.0.0.1"]]},  one list for each look-up in turn
     "hosts": {"93.184.215.14": 40001},                         where a public address leads: a port
     "clock": "/…/offset"}                                      seconds to add to the time of day

Each look-up and each connect of the service is a line in `<the file>.log`.  Any name that is not in
`names` does not exist; any address that is not in `hosts` refuses the connection, and what is not
below `hosts` is in the log, so that a test can see that nobody tried.
"""

import json
import os
import socket
import threading
import time

_FILE = os.environ.get("ATTACK_WORLD")


def _enter(file: str) -> None:
    with open(file, encoding="utf-8") as opened:
        world = json.load(opened)
    names, hosts = world.get("names", {}), world.get("hosts", {})
    lock, asked = threading.Lock(), {}
    log = os.open(f"{file}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    getaddrinfo, connect = socket.getaddrinfo, socket.socket.connect
    getpeername, getsockname = socket.socket.getpeername, socket.socket.getsockname

    def note(kind: str, what: object) -> None:
        os.write(log, f"{kind} {what}\n".encode())

    def look_up(host, port, family=0, type=0, proto=0, flags=0):
        if host in (None, "", "localhost", "127.0.0.1"):  # gunicorn's own
            return getaddrinfo(host, port, family, type, proto, flags)
        note("lookup", host)
        if host.startswith("slow-dns"):
            time.sleep(60)
        answers = names.get(host) or names.get("*." + host.partition(".")[2])
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        with lock:
            turn = asked[host] = asked.get(host, -1) + 1
        found = answers[min(turn, len(answers) - 1)]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0))
            if ":" in ip
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in found
        ]

    routed = {}  # file descriptor → the address that the service believes in

    def reach(self, address):
        if self.family not in (socket.AF_INET, socket.AF_INET6) or self.type & socket.SOCK_DGRAM:
            return connect(self, address)
        note("connect", f"{address[0]} {address[1]}")
        port = hosts.get(address[0])
        if port == "silent":  # a host that drops packets
            time.sleep(self.gettimeout() or 60)
            raise TimeoutError("timed out")
        if port is None or self.family != socket.AF_INET:
            raise ConnectionRefusedError(111, "Connection refused")
        routed[self.fileno()] = tuple(address)
        return connect(self, ("127.0.0.1", port))

    def peer(self):
        return routed.get(self.fileno()) or getpeername(self)

    def own(self):
        if self.fileno() in routed:
            return ("198.51.100.7", 40000)
        return getsockname(self)

    socket.getaddrinfo = look_up
    socket.socket.connect = reach
    socket.socket.getpeername = peer
    socket.socket.getsockname = own
    if "clock" in world:
        _shift(world["clock"])


def _shift(file: str) -> None:
    real = time.time

    def shifted() -> float:
        try:
            with open(file, encoding="ascii") as opened:
                return real() + float(opened.read())
        except OSError:  # nobody has set it yet
            return real()

    time.time = shifted


if _FILE:
    _enter(_FILE)
