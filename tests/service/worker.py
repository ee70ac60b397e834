"""A process like a gunicorn worker's, in front of a web in which arXiv's pages are blocked.

    worker.py STORE LOG ID…

It asks for all works at once.  Each request that reaches a registry is a line in LOG: host, and
POSIX seconds of its start and end.  Each work is a line of output: its id, and the source of its
title or the problem's code.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time

from preview.cache.flight import Cache, Slots
from preview.cache.store import open_store
from preview.errors import PreviewError
from preview.fetch.client import Fetcher
from preview.fetch.policy import Policy
from preview.fetch.polite import Polite
from preview.fetch.transport import Answer
from preview.providers import Access, discover
from preview.service import Loader, Previewer

DEADLINE_S = 8  # as PREVIEW_DEADLINE_S is by default
ANSWERS_S = 0.2  # how long the registry takes

OAI = """<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><header>
<identifier>oai:arXiv.org:{0}</identifier></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{0}</id><title>On trees</title>
<authors><author><keyname>Oak</keyname><forenames>Ann</forenames></author></authors>
<abstract>All about trees.</abstract></arXiv></metadata></record></GetRecord></OAI-PMH>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/{0}v1</id>
<title>On trees</title><summary>All about trees.</summary><author><name>Ann Oak</name></author>
</entry></feed>"""


def datacite(number: str) -> str:
    attributes = {
        "doi": f"10.48550/arxiv.{number}",
        "titles": [{"title": "On trees"}],
        "creators": [{"name": "Oak, Ann"}],
        "descriptions": [{"descriptionType": "Abstract", "description": "All about trees."}],
    }
    return json.dumps({"data": {"attributes": attributes}})


BODIES = {
    "oaipmh.arxiv.org": OAI.format,
    "export.arxiv.org": ATOM.format,
    "api.datacite.org": datacite,
}


class Web:
    def __init__(self, log: str) -> None:
        self.log = log

    def hop(self, target, headers, *, until, max_bytes):
        if target.host not in BODIES:
            return Answer(403)
        began = time.time()
        time.sleep(ANSWERS_S)
        with open(self.log, "a") as file:
            file.write(f"{target.host} {began} {time.time()}\n")
        number = re.search("[0-9]{4}[.][0-9]{5}", target.path_and_query)[0]
        return Answer(200, (), BODIES[target.host](number).encode())


def main(url: str, log: str, *numbers: str) -> None:
    store = open_store(url, 16)
    fetcher = Fetcher(Polite(Web(log), store), Policy(), user_agent="test")
    loader = Loader(fetcher.get, discover(), Access(contact="mailto:ops@example.org"))
    cache = Cache(store, Slots(24))
    previewer = Previewer(fetcher, cache, loader, store, deadline_s=DEADLINE_S)

    def ask(number: str) -> None:
        try:
            preview = previewer.preview(f"https://arxiv.org/abs/{number}").preview
            print(number, preview.provenance["title"], flush=True)
        except PreviewError as error:
            print(number, error.code, flush=True)

    print("ready", flush=True)
    sys.stdin.readline()
    asking = [threading.Thread(target=ask, args=(number,)) for number in numbers]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    previewer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
