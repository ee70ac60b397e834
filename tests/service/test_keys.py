"""Keys of registries: sent to the registry that gave them, and told to nobody else."""

from __future__ import annotations

import logging

import pytest

from preview.cache.flight import Cache, Slots
from preview.cache.store import open_store
from preview.fetch.client import Fetcher
from preview.fetch.policy import Policy
from preview.providers import Access, discover
from preview.service import Loader, Previewer

KEYS = {"s2_key": "hush-s2", "openalex_key": "hush-oa", "ncbi_key": "hush-ncbi"}
LINKS = ("https://doi.org/10.5555/trees.1", "PMID: 32015507")


@pytest.fixture
def headers():
    return []


@pytest.fixture
def previewer(web, clock, headers):
    """A previewer with keys; of each hop the host and the key in its headers are kept."""

    class Watched:
        def hop(self, target, sent, **more):
            headers.append((target.host, sent.get("x-api-key")))
            return web.hop(target, sent, **more)

    store = open_store("memory://", 16)
    fetcher = Fetcher(Watched(), Policy(), user_agent="test")
    access = Access(**KEYS, unpaywall_email="hush@example.org")
    loader = Loader(fetcher.get, discover(), access, clock=clock)
    previewer = Previewer(
        fetcher, Cache(store, Slots(4), clock), loader, store, deadline_s=5, clock=clock
    )
    yield previewer
    previewer.close()


@pytest.mark.parametrize("link", LINKS)
def test_neither_explain_nor_problem_nor_log_shows_one(previewer, web, link, caplog):
    caplog.set_level(logging.DEBUG)
    explained = previewer.explain(link)  # nothing is known in this web, so all rungs are climbed
    assert any("hush" in url for url in web.asked)
    problem = explained.problem
    assert problem is not None
    shown = repr(explained) + repr((problem.message, problem.reason)) + caplog.text
    assert "hush" not in shown


def test_the_header_goes_to_semantic_scholar_and_to_nobody_else(previewer, headers):
    previewer.explain(LINKS[0])
    assert {host for host, key in headers if key} == {"api.semanticscholar.org"}


def test_without_keys_nobody_of_them_is_asked(web, clock):
    fetcher = Fetcher(web, Policy(), user_agent="test")
    loader = Loader(fetcher.get, discover(), Access(), clock=clock)
    store = open_store("memory://", 16)
    previewer = Previewer(fetcher, Cache(store, Slots(4), clock), loader, store, deadline_s=5)
    previewer.explain(LINKS[0])
    previewer.close()
    assert not any(
        name in url for url in web.asked for name in ("openalex", "semanticscholar", "unpaywall")
    )


def test_who_we_are_is_not_in_a_representation():
    assert "hush" not in repr(Access(**KEYS))
