"""One process: what a request gets, and how often the upstream is asked for it."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from preview import errors
from preview.cache.background import Places
from preview.cache.flight import Cache, Noted, Slots
from preview.cache.memory import MemoryStore
from preview.model import Pointer

MINUTE, HOUR, DAY = 60, 3600, 86400
FRESH, LIFE = 6 * HOUR, 6 * HOUR + 7 * DAY  # a page's


@pytest.fixture
def store(clock):
    return MemoryStore(16, clock=clock)


@pytest.fixture
def slots():
    return Slots(8)


@pytest.fixture
def cache(store, slots, clock):
    made = Cache(store, slots, clock, poll_s=0.005, max_wait_s=10)
    yield made
    made.close(5)


@pytest.fixture
def slow(loader):
    """A load that waits for `go`; `begun` tells that it is under way."""
    loader.begun, loader.go = threading.Event(), threading.Event()

    def hold():
        loader.begun.set()
        assert loader.go.wait(10)

    loader.hold = hold
    yield loader
    loader.go.set()


def timeout():
    return errors.UpstreamTimeout("The deadline passed.")


def settle(slots, helpers):
    helpers.wait_until(lambda: slots.in_use == 0)


# -- fresh, stale, dead -----------------------------------------------------------------------


def test_the_first_request_loads_and_the_next_does_not(cache, loader):
    first, second = cache.get_or_load("key", loader), cache.get_or_load("key", loader)
    assert (first.state, second.state) == ("miss", "hit")
    assert first.outcome == second.outcome
    assert loader.calls == 1


def refuse():
    raise errors.RateLimited("This client makes too many fetches.")


def test_a_load_has_to_be_admitted_and_what_is_kept_has_not(cache, loader, clock):
    with pytest.raises(errors.RateLimited):
        cache.get_or_load("key", loader, admit=refuse)
    cache.get_or_load("key", loader)
    assert cache.get_or_load("key", loader, admit=refuse).state == "hit"
    # so soon after the last, a refresh is answered from what is kept
    assert cache.get_or_load("key", loader, refresh=True, admit=refuse).state == "hit"
    clock.now += MINUTE
    with pytest.raises(errors.RateLimited):
        cache.get_or_load("key", loader, refresh=True, admit=refuse)
    assert loader.calls == 1


def test_who_looks_in_again_while_a_load_runs_behind_is_not_counted_again(cache, slow):
    assert cache.get_or_load("key", slow, cached_only=True) is None
    assert slow.begun.wait(10)
    assert cache.get_or_load("key", slow, cached_only=True, admit=refuse) is None


def test_each_key_is_its_own(cache, loader):
    cache.get_or_load("one", loader)
    cache.get_or_load("two", loader)
    assert loader.calls == 2


def test_a_stale_entry_answers_at_once_and_is_refreshed_behind(cache, slow, clock, slots, helpers):
    slow.go.set()
    cache.get_or_load("key", slow)
    slow.go.clear()
    clock.now += FRESH
    slow.title = "Second"
    stale = cache.get_or_load("key", slow)
    assert (stale.state, stale.outcome.metadata.title) == ("stale", "First")
    assert cache.get_or_load("key", slow).state == "stale"  # and no second refresh
    slow.go.set()
    settle(slots, helpers)
    assert slow.calls == 2
    fresh = cache.get_or_load("key", slow)
    assert (fresh.state, fresh.outcome.metadata.title) == ("hit", "Second")


def test_a_refresh_is_given_the_record_that_we_have(cache, loader, clock, slots, helpers):
    """So that it may ask with validators; after a 304 the record comes back with a new date."""
    kept = cache.get_or_load("key", loader).outcome
    clock.now += FRESH

    def not_modified(previous):
        assert previous == kept
        return Noted(replace(previous, fetched_at=clock.now))

    cache.get_or_load("key", not_modified)
    settle(slots, helpers)
    assert cache.get_or_load("key", loader).state == "hit"
    assert loader.calls == 1


def test_a_dead_entry_is_loaded_anew(cache, loader, clock):
    cache.get_or_load("key", loader)
    clock.now += LIFE
    assert cache.peek("key") is None
    assert cache.get_or_load("key", loader).state == "miss"


def test_peek_looks_and_does_nothing(cache, loader, clock, slots):
    assert cache.peek("key") is None
    cache.get_or_load("key", loader)
    assert cache.peek("key").state == "hit"
    clock.now += FRESH
    assert cache.peek("key").state == "stale"
    assert loader.calls == 1


def test_a_pointer_is_an_outcome_like_another(cache, clock):
    pointer = Pointer("arxiv:2504.18412", clock.now)
    assert cache.get_or_load("key", lambda _: Noted(pointer)).outcome == pointer
    assert cache.get_or_load("key", lambda _: pytest.fail("it is kept")).outcome == pointer


# -- failures ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "life_s"),
    [
        (errors.NotFound("gone"), HOUR),
        (errors.UpstreamBlocked("a wall", retry_after=90.0), 10 * MINUTE),
        (errors.UpstreamError("nonsense"), MINUTE),
        (errors.UpstreamTimeout("late"), MINUTE),
        (errors.UpstreamUnreachable("https://a.test/", "10.0.0.1 refused"), MINUTE),
    ],
)
def test_a_failure_is_kept_for_its_own_time_and_raised_again(cache, loader, clock, error, life_s):
    loader.error = error
    with pytest.raises(type(error)) as first:
        cache.get_or_load("key", loader)
    assert first.value.max_age == life_s
    clock.now += life_s - 20
    with pytest.raises(type(error)) as again:
        cache.get_or_load("key", loader)
    assert again.value is not error
    assert again.value.message == error.message
    assert again.value.max_age == pytest.approx(20)
    assert again.value.reason is None  # what is for the log is not kept
    assert loader.calls == 1
    clock.now += 20
    with pytest.raises(type(error)):
        cache.get_or_load("key", loader)
    assert loader.calls == 2


def test_what_is_left_of_retry_after_comes_back(cache, loader, clock):
    loader.error = errors.UpstreamBlocked("a wall", retry_after=90.0)
    for _ in range(2):
        with pytest.raises(errors.UpstreamBlocked) as raised:
            cache.get_or_load("key", loader)
        clock.now += 30
    assert raised.value.retry_after == 60


@pytest.mark.parametrize(
    "error",
    [
        errors.Overloaded("full"),
        errors.RateLimited("too many"),
        errors.HeldBlocked("asked to wait"),
        errors.TargetRefused("no"),
        errors.InvalidUrl("what?"),
        errors.PreviewError("our fault"),
        KeyError("our fault, too"),
    ],
)
def test_what_is_not_the_sites_failure_is_not_kept(cache, loader, slots, error):
    loader.error = error
    for _ in range(2):
        with pytest.raises(type(error)) as raised:
            cache.get_or_load("key", loader)
    assert getattr(raised.value, "max_age", None) is None
    assert loader.calls == 2
    assert slots.in_use == 0


def test_a_load_may_return_its_failure_with_a_note(cache):
    failed = Noted(errors.NotFound("gone"), b'"how"')
    for load in (lambda _: failed, lambda _: pytest.fail("it is kept")):
        with pytest.raises(errors.NotFound):
            cache.get_or_load("key", load)
    assert cache.note("key") == b'"how"'


def test_a_note_is_of_the_entry_that_answers(cache, loader, clock, slots, helpers):
    assert cache.note("key") == b""
    cache.get_or_load("key", lambda _: loader(_)._replace(note=b'"first"'))
    clock.now += FRESH
    cache.get_or_load("key", lambda _: Noted(errors.UpstreamError("broken"), b'"second"'))
    settle(slots, helpers)
    assert cache.note("key") == b'"first"'
    cache.forget("key")
    assert cache.note("key") == b""


def test_when_a_refresh_fails_the_stale_card_answers_and_the_site_is_left_alone(
    cache, loader, clock, slots, helpers
):
    cache.get_or_load("key", loader)
    clock.now += FRESH
    loader.error = timeout()
    assert cache.get_or_load("key", loader).state == "stale"
    settle(slots, helpers)
    for _ in range(5):
        hit = cache.get_or_load("key", loader)
        assert (hit.state, hit.outcome.metadata.title) == ("stale-error", "First")
    assert loader.calls == 2
    clock.now += MINUTE
    loader.error = None
    helpers.wait_until(lambda: cache.get_or_load("key", loader).state == "hit")


def test_a_page_that_was_taken_down_takes_its_stale_card_with_it(
    cache, loader, clock, slots, helpers
):
    cache.get_or_load("key", loader)
    clock.now += FRESH
    loader.error = errors.NotFound("gone")
    cache.get_or_load("key", loader)
    settle(slots, helpers)
    with pytest.raises(errors.NotFound):
        cache.get_or_load("key", loader)


def test_a_fault_of_ours_behind_an_answer_is_logged_and_not_tried_at_each_request(
    store, loader, clock, slots, helpers, caplog
):
    cache = Cache(store, slots, clock, quiet_s=60)
    cache.get_or_load("key", loader)
    clock.now += FRESH
    loader.error = KeyError("a bug")
    for _ in range(2):
        assert cache.get_or_load("key", loader).state == "stale"
        settle(slots, helpers)
    assert loader.calls == 2
    helpers.wait_until(lambda: "Work behind an answer failed" in caplog.text)


def test_an_answer_too_large_to_keep_is_an_answer(cache, loader, caplog):
    loader.title = "x" * 2**20
    assert cache.get_or_load("key", loader).outcome.metadata.title == loader.title
    assert cache.peek("key") is None
    assert "not kept" in caplog.text


# -- single flight ----------------------------------------------------------------------------


def ask_at_once(cache, load, count):
    def ask(_):
        try:
            return cache.get_or_load("key", load).outcome.metadata.title
        except errors.PreviewError as error:
            return error
        except KeyError as error:
            return error

    pool = ThreadPoolExecutor(count)
    return pool, [pool.submit(ask, number) for number in range(count)]


def test_many_requests_are_one_load(cache, slow, slots, helpers):
    pool, asked = ask_at_once(cache, slow, 8)
    helpers.wait_until(lambda: slots.in_use == 8)  # leader and waiters take slots
    slow.go.set()
    assert [it.result(10) for it in asked] == ["First"] * 8
    pool.shutdown()
    assert slow.calls == 1
    assert slots.in_use == 0


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.UpstreamUnreachable("https://a.test/", "why"), errors.UpstreamUnreachable),
        (errors.TargetRefused("no"), errors.TargetRefused),
        (errors.Overloaded("full", retry_after=3.0), errors.Overloaded),
        (KeyError("a bug"), errors.PreviewError),
    ],
)
def test_many_requests_are_one_failure(cache, slow, slots, helpers, error, expected):
    slow.error = error
    pool, asked = ask_at_once(cache, slow, 6)
    helpers.wait_until(lambda: slots.in_use == 6)
    slow.go.set()
    raised = [it.result(10) for it in asked]
    pool.shutdown()
    assert slow.calls == 1
    assert sum(isinstance(it, expected) or it is error for it in raised) == 6
    assert len({id(it) for it in raised}) == 6  # one exception in many threads has no traceback
    assert slots.in_use == 0


def test_one_clients_rate_limit_is_not_anothers(cache, slow, slots, helpers):
    """The client whose request leads is over its limit; who waited leads next."""
    slow.error = errors.RateLimited("too many")
    pool, asked = ask_at_once(cache, slow, 4)
    helpers.wait_until(lambda: slots.in_use == 4)
    slow.go.set()
    assert all(isinstance(it.result(10), errors.RateLimited) for it in asked)
    pool.shutdown()
    assert slow.calls == 4


def test_who_waits_too_long_gets_a_timeout_and_leaves_the_leader_alone(cache, slow):
    pool, (leader,) = ask_at_once(cache, slow, 1)
    assert slow.begun.wait(10)
    with pytest.raises(errors.UpstreamTimeout):
        cache.get_or_load("key", slow, until=time.monotonic() + 0.05)
    slow.go.set()
    assert leader.result(10) == "First"
    pool.shutdown()


def test_who_waits_too_long_for_another_process_gets_a_timeout(cache, loader, store):
    other = Cache(store, Slots(1), loader.clock)
    begun, go = threading.Event(), threading.Event()
    loader.hold = lambda: (begun.set(), go.wait(10))
    thread = threading.Thread(target=other.get_or_load, args=("key", loader))
    thread.start()
    assert begun.wait(10)
    with pytest.raises(errors.UpstreamTimeout):
        cache.get_or_load("key", loader, until=time.monotonic() + 0.05)
    go.set()
    thread.join(10)
    assert cache.get_or_load("key", loader).state == "hit"
    assert loader.calls == 1


def watch_acquire(store):
    """Note each try to get a lease from now on."""
    tries, acquire = [], store.acquire
    store.acquire = lambda *asked: tries.append(asked) or acquire(*asked)
    return tries


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (errors.NotFound("gone"), errors.NotFound),
        (errors.Overloaded("full"), errors.Overloaded),
        (KeyError("a bug"), errors.PreviewError),
    ],
)
def test_another_process_gets_the_failure_that_it_waited_for(
    cache, slow, store, clock, helpers, error, expected
):
    """Two caches on one store are what two processes are."""
    slow.error = error
    other = Cache(store, Slots(1), clock, poll_s=0.005)
    pool, (leader,) = ask_at_once(other, slow, 1)
    assert slow.begun.wait(10)
    tries = watch_acquire(store)
    _, (follower,) = ask_at_once(cache, slow, 1)
    helpers.wait_until(lambda: len(tries) > 1)  # it was refused once, and waits
    slow.go.set()
    assert leader.result(10) is error
    found = follower.result(10)
    assert isinstance(found, expected)
    assert slow.calls == 1
    if not isinstance(error, errors.NotFound):
        assert found.max_age is None
    pool.shutdown()


def test_another_process_that_waited_for_a_failed_refresh_gives_its_card(
    cache, slow, store, clock, helpers
):
    slow.go.set()
    cache.get_or_load("key", slow)
    slow.go.clear()
    slow.begun.clear()
    clock.now += MINUTE
    slow.error = timeout()
    other = Cache(store, Slots(1), clock, poll_s=0.005)
    with ThreadPoolExecutor(2) as pool:
        leader = pool.submit(other.get_or_load, "key", slow, refresh=True)
        assert slow.begun.wait(10)
        tries = watch_acquire(store)
        follower = pool.submit(cache.get_or_load, "key", slow, refresh=True)
        helpers.wait_until(lambda: len(tries) > 1)
        slow.go.set()
        assert leader.result(10).state == "stale-error"
        assert follower.result(10).state == "stale-error"
    assert slow.calls == 2


# -- slots ------------------------------------------------------------------------------------


def test_without_a_slot_a_miss_is_refused_at_once_and_a_hit_is_not(cache, loader, slots):
    cache.get_or_load("known", loader)
    assert slots.try_take(8)
    assert cache.get_or_load("known", loader).state == "hit"
    with pytest.raises(errors.Overloaded) as raised:
        cache.get_or_load("key", loader)
    assert raised.value.retry_after > 0
    slots.give(8)


def test_without_a_slot_a_stale_card_answers_and_no_refresh_begins(cache, loader, slots, clock):
    cache.get_or_load("key", loader)
    clock.now += FRESH
    slots.try_take(8)
    assert cache.get_or_load("key", loader).state == "stale"
    assert cache.get_or_load("key", loader, refresh=True).state == "stale"
    assert loader.calls == 1
    slots.give(8)


def test_a_caller_that_holds_a_slot_takes_no_second_one(cache, loader, slots):
    slots.try_take(8)
    assert cache.get_or_load("key", loader, slot_held=True).state == "miss"
    assert slots.in_use == 8
    slots.give(8)


def test_slots_are_taken_all_or_none():
    slots = Slots(3)
    assert slots.try_take(2)
    assert not slots.try_take(2)
    assert slots.in_use == 2
    slots.give(2)
    with slots.taken(3), pytest.raises(errors.Overloaded), slots.taken():
        pass
    assert slots.in_use == 0


def test_a_slot_can_be_waited_for():
    slots = Slots(1)
    slots.try_take()
    timer = threading.Timer(0.05, slots.give)
    timer.start()
    assert slots.try_take(wait_s=10)
    timer.join()


# -- what a client asks for -------------------------------------------------------------------


def test_a_client_may_ask_for_a_fresh_one_once_in_a_while(cache, loader, clock):
    cache.get_or_load("key", loader)
    clock.now += 59
    assert cache.get_or_load("key", loader, refresh=True).state == "hit"
    clock.now += 1
    assert cache.get_or_load("key", loader, refresh=True).state == "miss"
    assert cache.get_or_load("key", loader, refresh=True).state == "hit"
    assert loader.calls == 2
    assert loader.given[1] is not None


def test_a_refresh_that_fails_gives_the_card_that_we_have(cache, loader, clock):
    cache.get_or_load("key", loader)
    clock.now += MINUTE
    loader.error = timeout()
    assert cache.get_or_load("key", loader, refresh=True).state == "stale-error"
    assert cache.get_or_load("key", loader, refresh=True).state == "hit"  # left alone for now
    assert loader.calls == 2


def test_a_client_over_its_limit_gets_the_card_that_we_have(cache, loader, clock):
    cache.get_or_load("key", loader)
    clock.now += MINUTE
    loader.error = errors.RateLimited("too many")
    assert cache.get_or_load("key", loader, refresh=True).outcome.metadata.title == "First"


def test_a_kept_failure_can_be_refreshed_too(cache, loader, clock):
    loader.error = errors.NotFound("gone")
    for _ in range(2):
        with pytest.raises(errors.NotFound):
            cache.get_or_load("key", loader, refresh=True)
    assert loader.calls == 1
    clock.now += MINUTE
    loader.error = None
    assert cache.get_or_load("key", loader, refresh=True).state == "miss"


def test_cached_only_never_waits_and_loads_behind(cache, slow, slots, helpers):
    assert cache.get_or_load("key", slow, cached_only=True) is None
    assert slow.begun.wait(10)
    assert cache.get_or_load("key", slow, cached_only=True) is None
    assert slots.in_use == 1
    slow.go.set()
    settle(slots, helpers)
    assert cache.get_or_load("key", slow, cached_only=True).state == "hit"
    assert slow.calls == 1


def test_cached_only_without_a_slot_is_refused(cache, loader, slots):
    slots.try_take(8)
    with pytest.raises(errors.Overloaded):
        cache.get_or_load("key", loader, cached_only=True)
    slots.give(8)


def test_cached_only_tells_a_failure_once_it_is_known(cache, loader, slots, helpers):
    loader.error = errors.NotFound("gone")
    assert cache.get_or_load("key", loader, cached_only=True) is None
    settle(slots, helpers)
    with pytest.raises(errors.NotFound):
        cache.get_or_load("key", loader, cached_only=True)


# -- forgetting, keys, clocks -----------------------------------------------------------------


def test_what_is_forgotten_is_loaded_anew(cache, loader):
    cache.get_or_load("key", loader)
    cache.forget("key")
    assert cache.peek("key") is None
    assert cache.get_or_load("key", loader).state == "miss"


def test_a_load_under_way_does_not_bring_back_what_was_forgotten(cache, slow):
    pool, (leader,) = ask_at_once(cache, slow, 1)
    assert slow.begun.wait(10)
    cache.forget("key")
    slow.go.set()
    assert leader.result(10) == "First"
    pool.shutdown()
    assert cache.peek("key") is None


class Spy(MemoryStore):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.names: set[str] = set()

    def set(self, key, value, ttl_s):
        self.names.add(key)
        super().set(key, value, ttl_s)

    def acquire(self, key, limit, ttl_s):
        self.names.add(key)
        return super().acquire(key, limit, ttl_s)


@pytest.mark.parametrize(
    "key", ["flight:x", "../../etc/passwd", "a\0b\r\nSET x", "\ud800", "é" * 9]
)
def test_no_text_of_a_page_is_a_name_in_the_store(slots, clock, loader, key):
    store = Spy(16, clock=clock)
    cache = Cache(store, slots, clock)
    cache.get_or_load(key, loader)
    cache.forget(key)
    for name in store.names:
        kind, _, digest = name.partition(":")
        assert kind in {"entry", "flight", "hold", "flunk", "mark"}
        assert len(digest) == 64
        assert int(digest, 16)


def test_an_entry_of_another_release_is_a_miss(cache, store, loader, monkeypatch):
    cache.get_or_load("key", loader)
    for name in list(store._entries):
        store.set(name, store.get(name).replace(b'"schema":1', b'"schema":2'), 60)
    assert cache.get_or_load("key", loader).state == "miss"


def test_a_clock_that_is_set_back_lets_entries_answer_and_be_made_anew(
    slots, clock, loader, helpers
):
    cache = Cache(MemoryStore(16), slots, clock)  # the store's clock does not jump
    cache.get_or_load("key", loader)
    clock.now -= 30 * DAY
    assert cache.get_or_load("key", loader).state == "stale"
    helpers.wait_until(lambda: cache.get_or_load("key", loader).state == "hit")
    assert loader.calls == 2


def test_a_failure_from_a_day_that_a_wrong_clock_showed_is_void(slots, clock, loader):
    cache = Cache(MemoryStore(16), slots, clock)
    loader.error = errors.NotFound("gone")
    with pytest.raises(errors.NotFound):
        cache.get_or_load("key", loader)
    clock.now -= 30 * DAY
    loader.error = None
    assert cache.get_or_load("key", loader).state == "miss"


def test_a_clock_that_is_set_forward_makes_entries_old_and_no_more(slots, clock, loader):
    cache = Cache(MemoryStore(16), slots, clock)
    cache.get_or_load("key", loader)
    clock.now += 400 * DAY
    assert cache.get_or_load("key", loader).state == "miss"
    assert cache.get_or_load("key", loader).state == "hit"


def test_closing_waits_for_what_is_behind_but_not_without_end(cache, slow, slots):
    assert cache.get_or_load("key", slow, cached_only=True) is None
    assert slow.begun.wait(10)
    cache.close(0.05)
    assert slots.in_use == 1
    slow.go.set()
    cache.close(10)
    assert slots.in_use == 0
    with pytest.raises(errors.Overloaded):
        cache.get_or_load("other", slow, cached_only=True)


# -- places: leases that live as long as their process ---------------------------------------------


def test_a_place_is_kept_while_its_process_lives(helpers):
    store = MemoryStore(1)
    places = Places(store, ttl_s=0.15)
    token = places.acquire("place", 1, 30.0)
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        assert store.acquire("place", 1, 1.0) is None
        time.sleep(0.02)
    places.release("place", token)
    assert store.acquire("place", 1, 1.0) is not None


def test_a_place_ends_when_its_time_is_over(helpers):
    store = MemoryStore(1)
    assert Places(store, ttl_s=0.15).acquire("place", 1, 0.3) is not None
    helpers.wait_until(lambda: store.acquire("place", 1, 1.0) is not None)
