"""A ladder keeps what was told, asks no more than it must, and says the most telling failure."""

from __future__ import annotations

import pytest

from preview import errors
from preview.identity import identify
from preview.identity.names import RANK
from preview.model import Candidate, Fetched, Request
from preview.providers import Access, discover
from preview.providers.ladder import ALWAYS, KNOWN, Rung, climb

LINK = identify("doi:10.5555/trees.1")


def telling(*fields, failure=None):
    """A source that states *fields*, and then fails."""

    def load(ask):
        yield from (Candidate(field, "x", "test:x") for field in fields)
        if failure is not None:
            raise failure

    return load


def never(ask):
    raise AssertionError("this rung must not be asked")
    yield


def fields(*rungs):
    found = climb(rungs, LINK, lambda request: None, Access())
    return [candidate.field for candidate in found]


BLOCKED = errors.UpstreamBlocked("blocked")
SLOW = errors.UpstreamTimeout("slow")
GONE = errors.NotFound("gone")
BROKEN = errors.UpstreamError("broken")
CLOSED = errors.UpstreamUnreachable(None, None)


def test_a_whole_card_ends_the_climb():
    assert fields(
        Rung("a", telling("title", "author", "abstract")), Rung("b", never), Rung("c", never)
    ) == ["title", "author", "abstract"]


def test_what_came_before_a_failure_stays():
    assert fields(
        Rung("a", telling("title", failure=SLOW)), Rung("b", telling("author", failure=GONE))
    ) == ["title", "author"]


def test_a_rung_is_asked_while_one_of_its_fields_is_missing():
    first = Rung("a", telling("title", "author"))
    assert fields(first, Rung("b", never, unless=KNOWN), Rung("c", telling("abstract")))[-1] == (
        "abstract"
    )
    assert fields(first, Rung("b", telling("image"), unless=ALWAYS))[-1] == "image"


def test_each_rung_knows_what_was_told_before_it():
    seen = []

    def load(ask):
        seen.append((ask.has(KNOWN), ask.texts("title")))
        return iter(())

    fields(Rung("a", telling("title")), Rung("b", load))
    assert seen == [(False, ["x"])]


@pytest.mark.parametrize(
    ("failures", "told"),
    [
        ((GONE, GONE), GONE),
        ((GONE, SLOW), SLOW),  # who was not heard may know it
        ((GONE, CLOSED), CLOSED),
        ((CLOSED, BROKEN), BROKEN),
        ((SLOW, BLOCKED, GONE), BLOCKED),
    ],
)
def test_not_found_is_said_only_where_the_last_one_says_it(failures, told):
    rungs = [Rung(str(n), telling(failure=failure)) for n, failure in enumerate(failures)]
    with pytest.raises(type(told)):
        fields(*rungs)


def test_a_fault_of_ours_is_no_failure_of_a_source():
    with pytest.raises(ZeroDivisionError):
        fields(Rung("a", telling("title", failure=ZeroDivisionError())), Rung("b", never))


def test_a_rungs_share_is_of_each_of_its_requests():
    shares = []

    def get(request):
        shares.append(request.share)
        return Fetched(request.url, 200, {}, b"")

    def load(ask):
        ask.get(Request("https://a.example/"))
        ask.get(Request("https://b.example/", share=0.5))
        return iter(())

    list(climb([Rung("a", load, 0.4)], LINK, get, Access()))
    assert shares == [0.4, 0.2]


def test_each_scheme_of_names_has_a_provider():
    catalogue = discover()
    assert set(catalogue.by_scheme) == set(RANK) - {"url"}


@pytest.mark.parametrize(
    ("link", "name"),
    [
        ("https://en.wikipedia.org/wiki/Tree", "wikipedia"),
        ("https://de.m.wikipedia.org/wiki/Baum", "wikipedia"),
        ("https://notwikipedia.org/wiki/Tree", "website"),
        ("https://wikipedia.org.evil.example/wiki/Tree", "website"),
        ("https://www.github.com/oak/rings", "github"),
        ("https://gist.github.com/oak/1", "website"),
        ("https://arxiv.org/abs/2301.01234", "arxiv"),
        ("https://arxiv.org/list/math.CO/new", "website"),
    ],
)
def test_the_work_is_chosen_first_and_the_host_second(link, name):
    assert discover().choose(identify(link)).name == name
