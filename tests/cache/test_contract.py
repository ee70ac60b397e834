"""What each store must do: one suite, run on each kind."""

from __future__ import annotations

import secrets
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture
def key():
    return f"key:{secrets.token_hex(8)}"  # one Redis serves all tests


def test_what_was_set_comes_back_byte_for_byte(store, key):
    value = bytes(range(256)) * 300
    store.set(key, value, 60)
    assert store.get(key) == value


def test_an_entry_of_a_mebibyte_is_kept(store, key):
    store.set(key, b"x" * 2**20, 60)
    assert len(store.get(key)) == 2**20


def test_an_unknown_key_is_none(store, key):
    assert store.get(key) is None


def test_the_last_value_counts(store, key):
    store.set(key, b"one", 60)
    store.set(key, b"", 60)
    assert store.get(key) == b""


def test_what_was_deleted_is_gone_and_may_be_deleted_again(store, key):
    store.set(key, b"one", 60)
    store.delete(key)
    store.delete(key)
    assert store.get(key) is None


def test_a_value_ends_with_its_time_to_live(store, key, helpers):
    store.set(key, b"one", 0.05)
    helpers.wait_until(lambda: store.get(key) is None)


def test_a_lease_is_one_at_a_time(store, key):
    token = store.acquire(key, 1, 60)
    assert token
    assert store.acquire(key, 1, 60) is None
    store.release(key, token)
    assert store.acquire(key, 1, 60)


def test_a_counted_lease_lets_so_many_in(store, key):
    tokens = [store.acquire(key, 3, 60) for _ in range(4)]
    assert tokens[3] is None
    assert len(set(tokens)) == 4
    store.release(key, tokens[1])
    assert store.acquire(key, 3, 60)
    assert store.acquire(key, 3, 60) is None


def test_a_lease_that_nobody_renews_dies(store, key, helpers):
    dead = store.acquire(key, 1, 0.05)
    helpers.wait_until(lambda: store.acquire(key, 1, 60))
    assert not store.renew(key, dead, 60)
    store.release(key, dead)  # no harm to the living one
    assert store.acquire(key, 1, 60) is None


def test_a_renewed_lease_lives_on(store, key):
    token = store.acquire(key, 1, 0.5)
    assert store.renew(key, token, 60)
    assert not store.renew(key, "another", 60)
    threading.Event().wait(0.6)
    assert store.acquire(key, 1, 60) is None


def test_of_many_threads_one_gets_the_lease(store, key):
    with ThreadPoolExecutor(8) as pool:
        tokens = list(pool.map(lambda _: store.acquire(key, 1, 60), range(8)))
    assert sum(token is not None for token in tokens) == 1


def test_turns_are_an_interval_apart(store, key):
    waits = [store.reserve(key, 10, 100) for _ in range(3)]
    assert waits == pytest.approx([0, 10, 20], abs=3)


def test_a_turn_that_is_too_late_is_not_booked(store, key):
    assert store.reserve(key, 10, 0) == 0
    assert [store.reserve(key, 10, 5) for _ in range(5)] == [None] * 5
    assert store.reserve(key, 10, 100) == pytest.approx(10, abs=3)


def test_a_turn_that_has_passed_is_free(store, key, helpers):
    store.reserve(key, 0.05, 0)
    helpers.wait_until(lambda: store.reserve(key, 60, 0) == 0)


def test_keys_do_not_meddle_with_one_another(store, key):
    store.set(f"{key}:a", b"one", 60)
    assert store.get(f"{key}:b") is None
    assert store.acquire(f"{key}:a:l", 1, 60)
    assert store.acquire(f"{key}:b:l", 1, 60)


def test_a_closed_store_can_be_used_again(store, key):
    store.set(key, b"one", 60)
    store.close()
    assert store.get(key) == b"one"


def test_ping_says_whether_all_is_well(store, request):
    trouble = store.ping()
    if "no folder" in request.node.name:
        assert trouble == "The cache folder cannot be used; answers are kept in memory only."
    else:
        assert trouble is None
