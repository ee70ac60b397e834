"""Politeness with a gate in memory and a clock that only sleeping moves; no test waits."""

import contextlib
import itertools
import threading

import pytest

from preview import errors
from preview.fetch.limits import LIMITS, Limit, limit_for
from preview.fetch.policy import Policy, check_url
from preview.fetch.polite import Polite
from preview.fetch.transport import Answer


class Time:
    """POSIX and monotonic at once; starts far from zero."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.now += seconds


class MemoryGate:
    """The gate's contract in its simplest form."""

    def __init__(self, clock: Time) -> None:
        self.clock = clock
        self.places: dict[str, dict[str, float]] = {}
        self.turns: dict[str, float] = {}
        self.values: dict[str, tuple[bytes, float]] = {}
        self.tokens = itertools.count()
        self.lock = threading.Lock()

    def acquire(self, key, limit, ttl_s):
        with self.lock:
            held = self.places.setdefault(key, {})
            for token in [token for token, end in held.items() if end <= self.clock()]:
                del held[token]
            if len(held) >= limit:
                return None
            token = str(next(self.tokens))
            held[token] = self.clock() + ttl_s
            return token

    def release(self, key, token):
        self.places.get(key, {}).pop(token, None)

    def reserve(self, key, interval_s, within_s):
        with self.lock:
            turn = max(self.clock(), self.turns.get(key, 0.0) + interval_s)
            if turn - self.clock() > within_s:
                return None
            self.turns[key] = turn
            return turn - self.clock()

    def get(self, key):
        value, end = self.values.get(key, (None, 0.0))
        return value if end > self.clock() else None

    def set(self, key, value, ttl_s):
        self.values[key] = (value, self.clock() + ttl_s)


class Web:
    """A transport that answers what it is told, notes when it was asked, and takes its time."""

    def __init__(self, clock: Time) -> None:
        self.clock = clock
        self.asked: list[tuple[str, float]] = []
        self.answer: Answer | Exception = Answer(200)
        self.takes_s = 0.0

    def hop(self, target, headers, *, until, max_bytes):
        self.asked.append((target.url, self.clock()))
        self.clock.sleep(self.takes_s)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def clock():
    return Time()


@pytest.fixture
def gate(clock):
    return MemoryGate(clock)


@pytest.fixture
def web(clock):
    return Web(clock)


@pytest.fixture
def ask(web, gate, clock):
    """Ask one URL as one worker would; all share the gate."""

    def hop(url: str, within_s: float = 8.0) -> Answer:
        polite = Polite(web, gate, clock=clock, monotonic=clock, sleep=clock.sleep)
        return polite.hop(check_url(url, Policy()), {}, until=clock() + within_s, max_bytes=1)

    return hop


# -- limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "key", "interval_s", "at_once"),
    [
        ("https://export.arxiv.org/api/query?id_list=1", "arxiv", 3.1, 1),
        ("https://oaipmh.arxiv.org/oai?verb=GetRecord", "arxiv", 3.1, 1),  # the same account
        ("https://arxiv.org/abs/1", "arxiv.org", 0.0, 2),
        ("https://api.crossref.org/works/10.1/x?mailto=a@b.c", "crossref-polite", 0.1, 3),
        ("https://api.crossref.org/works/10.1/x", "crossref", 0.2, 1),
        ("https://api.crossref.org/works/mailto=x", "crossref", 0.2, 1),  # in the path: no claim
        ("https://eutils.ncbi.nlm.nih.gov/e?api_key=k", "ncbi-key", 0.1, 3),
        ("https://example.org/", "example.org", 0.0, 2),
    ],
)
def test_whose_limit_is_whose(url, key, interval_s, at_once):
    limit = limit_for(check_url(url, Policy()))
    assert (limit.key, limit.interval_s, limit.at_once) == (key, interval_s, at_once)


def test_every_row_has_a_reason_and_the_last_is_for_all():
    assert all(row.reason for row in LIMITS)
    assert [row.hosts for row in LIMITS].index(()) == len(LIMITS) - 1


def test_a_table_without_a_row_for_all_is_refused():
    with pytest.raises(LookupError):
        limit_for(check_url("https://a.test/", Policy()), (Limit(("b.test",), "", 1, 1, "b", "x"),))


# -- turns and places -----------------------------------------------------------------------------


def test_arxiv_is_asked_once_each_three_seconds(ask, web):
    for number in range(4):
        ask(f"https://export.arxiv.org/api/query?id_list={number}")
        ask(f"https://oaipmh.arxiv.org/oai?identifier={number}")
    starts = [at for _, at in web.asked]
    assert all(later - sooner >= 3.0 for sooner, later in itertools.pairwise(starts))


def test_slow_answers_do_not_bring_two_turns_together(ask, web, gate, clock):
    """Who waited for the place missed the turn, and takes a new one."""
    url = "https://export.arxiv.org/api/query"
    ask(url)
    token = gate.acquire("place:arxiv", 1, 5.0)  # another worker's, slow
    ask(url)
    assert token not in gate.places["place:arxiv"]
    ask(url)
    starts = [at for _, at in web.asked]
    assert starts[1] >= starts[0] + 5.0
    assert starts[2] >= starts[1] + 3.0


def test_a_turn_that_lies_too_late_fails_at_once(ask, web, clock):
    url = "https://export.arxiv.org/api/query"
    ask(url)
    before = clock()
    with pytest.raises(errors.OutOfTime):
        ask(url, within_s=2.0)
    assert clock() == before
    assert len(web.asked) == 1


def test_a_turn_that_leaves_no_time_for_the_hop_is_not_taken(ask, web, gate):
    url = "https://export.arxiv.org/api/query"
    ask(url)
    with pytest.raises(errors.OutOfTime):
        ask(url, within_s=3.3)
    assert ask(url, within_s=3.7).status == 200


def test_a_free_turn_is_taken_however_little_time_there_is(ask, web):
    assert ask("https://export.arxiv.org/api/query", within_s=0.2).status == 200


def test_no_more_than_two_at_once_and_the_third_waits_its_time(ask, web, gate, clock):
    for _ in range(2):
        gate.acquire("place:site.test", 2, 100.0)
    before = clock()
    with pytest.raises(errors.OutOfTime):
        ask("https://site.test/", within_s=1.0)
    assert clock() - before == pytest.approx(1.0)
    ask("https://other.test/")
    assert [url for url, _ in web.asked] == ["https://other.test/"]


def test_a_place_is_given_back_whatever_comes(ask, web, gate):
    for answer in (Answer(200), Answer(500), errors.UpstreamError("x"), KeyError("a bug")):
        web.answer = answer
        if isinstance(answer, Exception):
            with pytest.raises(type(answer)):
                ask("https://site.test/")
        else:
            ask("https://site.test/")
        assert gate.places["place:site.test"] == {}


def test_a_dead_workers_place_is_free_again(ask, gate, clock):
    for _ in range(2):
        gate.acquire("place:site.test", 2, 0.5)
    assert ask("https://site.test/").status == 200


# -- Retry-After ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "kind"), [(429, errors.UpstreamBlocked), (503, errors.UpstreamError)]
)
def test_retry_after_holds_the_host_and_nobody_sleeps(ask, web, clock, status, kind):
    web.answer = Answer(status, (("retry-after", "120"),))
    assert ask("https://site.test/").status == status
    web.answer = Answer(200)
    before = clock()
    with pytest.raises(kind) as caught:
        ask("https://site.test/other")
    assert isinstance(caught.value, errors.Held)  # it says nothing of this link
    assert caught.value.code == kind.code
    assert caught.value.retry_after == 120.0
    assert clock() == before
    ask("https://elsewhere.test/")
    clock.sleep(121)
    ask("https://site.test/")
    assert len(web.asked) == 3


def test_a_hold_is_an_hour_at_most(ask, web, clock):
    web.answer = Answer(429, (("retry-after", "999999"),))
    ask("https://site.test/")
    clock.sleep(3601)
    assert ask("https://site.test/").status == 429


@pytest.mark.parametrize("status", [200, 301, 403, 500])
def test_other_statuses_hold_nobody(ask, web, status):
    web.answer = Answer(status, (("retry-after", "120"),))
    ask("https://site.test/")
    ask("https://site.test/")
    assert len(web.asked) == 2


def test_a_429_without_retry_after_holds_nobody(ask, web):
    web.answer = Answer(429)
    ask("https://site.test/")
    assert ask("https://site.test/").status == 429


@pytest.mark.parametrize("value", [b"", b"x", b"429", b"200 9e9", b"429 x", b"\xff"])
def test_what_others_wrote_into_the_hold_is_no_reason_to_fail(ask, gate, value):
    gate.set("hold:site.test", value, 60)
    assert ask("https://site.test/").status == 200


# -- the breaker ----------------------------------------------------------------------------------

UNREACHABLE = errors.UpstreamUnreachable("https://site.test/", "refused")


@pytest.fixture
def fail(ask, web):
    def times(count: int, failure=UNREACHABLE, start: int = 0) -> None:
        web.answer = failure
        for number in range(start, start + count):
            with contextlib.suppress(errors.Upstream):
                ask(f"https://site.test/{number}")

    return times


def is_open(ask, web) -> bool:
    """The breaker is open when the web is not even asked."""
    before, web.answer = len(web.asked), Answer(200)
    try:
        ask("https://site.test/probe")
    except errors.UpstreamUnreachable:
        return len(web.asked) == before
    return False


RESET = errors.UpstreamError("The site's answer cannot be read.")


@pytest.mark.parametrize("failure", [UNREACHABLE, RESET, Answer(500), Answer(599)], ids=str)
def test_five_failures_in_a_row_open_it(ask, web, fail, failure):
    fail(5, failure)
    assert is_open(ask, web)
    assert ask("https://other.test/").status == 200


def test_four_do_not(ask, web, fail):
    fail(4)
    assert not is_open(ask, web)


def test_one_url_that_always_fails_is_no_broken_host(ask, web, fail):
    for _ in range(10):
        fail(1)
    assert not is_open(ask, web)


@pytest.mark.parametrize("status", [200, 304, 404, 403, 429])
def test_an_answer_ends_the_row(ask, web, fail, status):
    fail(4)
    web.answer = Answer(status)
    ask("https://site.test/x")
    fail(4, start=4)
    assert not is_open(ask, web)


def test_a_4xx_never_counts(ask, web, fail):
    fail(20, Answer(404))
    assert not is_open(ask, web)


def test_a_timeout_counts_when_the_host_had_a_fair_time(ask, web, fail):
    web.takes_s = 0.5
    fail(5, errors.UpstreamTimeout("x"))
    assert not is_open(ask, web)
    web.takes_s = 2.0
    fail(5, errors.UpstreamTimeout("x"), start=10)
    assert is_open(ask, web)


def test_after_thirty_seconds_one_trial_is_let_through(ask, web, fail, gate, clock):
    fail(5)
    clock.sleep(29)
    assert is_open(ask, web)
    clock.sleep(2)
    other_trial = gate.acquire("trial:site.test", 1, 30)
    assert is_open(ask, web)
    gate.release("trial:site.test", other_trial)
    assert ask("https://site.test/").status == 200
    assert ask("https://site.test/").status == 200  # closed


def test_a_trial_that_fails_opens_it_again(ask, web, fail, clock):
    fail(5)
    clock.sleep(31)
    fail(1)
    assert is_open(ask, web)
    clock.sleep(31)
    assert not is_open(ask, web)


@pytest.mark.parametrize(
    "value", [b"x", b"[]", b"[1, 2]", b"null", b"[[], null]", b"\xff", b"[" * 99999]
)
def test_what_others_wrote_into_the_breaker_is_no_reason_to_fail(ask, gate, value):
    gate.set("breaker:site.test", value, 60)
    assert ask("https://site.test/").status == 200
