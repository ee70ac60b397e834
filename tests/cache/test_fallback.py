from __future__ import annotations

import logging

import pytest

from preview.cache.fallback import Fallback
from preview.cache.memory import MemoryStore
from preview.cache.redis import RedisStore
from preview.cache.store import Away, NotWritten, open_store

AWAY = "It is away."


class Engine(MemoryStore):
    """A memory that can be made to fail."""

    def __init__(self) -> None:
        super().__init__(16)
        self.fault: type[Exception] | None = None
        self.asked = 0

    def _check(self, writing: bool) -> None:
        self.asked += 1
        if self.fault is Away or (self.fault is NotWritten and writing):
            raise self.fault("a reason for the log")

    def get(self, key):
        self._check(False)
        return super().get(key)

    def set(self, key, value, ttl_s):
        self._check(True)
        super().set(key, value, ttl_s)

    def delete(self, key):
        self._check(True)
        super().delete(key)

    def acquire(self, key, limit, ttl_s):
        self._check(True)
        return super().acquire(key, limit, ttl_s)

    def renew(self, key, token, ttl_s):
        self._check(True)
        return super().renew(key, token, ttl_s)

    def ping(self):
        self._check(True)


@pytest.fixture
def engine():
    return Engine()


@pytest.fixture
def store(engine, clock):
    return Fallback(engine, MemoryStore(16), away=AWAY, retry_s=1.0, clock=clock)


def test_while_the_engine_is_away_memory_answers_and_ping_says_so(store, engine):
    engine.fault = Away
    store.set("key", b"local", 60)
    assert store.get("key") == b"local"
    assert store.acquire("lease", 1, 60)
    assert store.acquire("lease", 1, 60) is None
    assert store.reserve("turn", 10, 0) == 0
    assert store.ping() == AWAY


def test_an_engine_that_is_away_is_asked_once_in_a_while(store, engine, clock):
    engine.fault = Away
    store.get("key")
    asked = engine.asked
    for _ in range(10):
        store.get("key")
    assert engine.asked == asked
    clock.now += 1
    store.get("key")
    store.get("key")
    assert engine.asked == asked + 1


def test_it_comes_back_by_itself_and_says_so_once(store, engine, clock, caplog):
    caplog.set_level(logging.INFO, "preview.cache")
    store.set("key", b"engine", 60)
    engine.fault = Away
    for _ in range(5):
        assert store.get("key") is None
        clock.now += 1
    engine.fault = None
    assert store.get("key") == b"engine"
    assert store.ping() is None
    assert [line.levelname for line in caplog.records] == ["WARNING", "INFO"]


def test_what_memory_kept_meanwhile_does_not_come_up_the_next_time(store, engine, clock):
    engine.fault = Away
    store.set("key", b"old", 60)
    engine.fault = None
    assert store.ping() is None
    engine.fault = Away
    assert store.get("key") is None


def test_what_was_deleted_meanwhile_stays_deleted(store, engine, clock):
    store.set("key", b"engine", 60)
    engine.fault = Away
    store.delete("key")
    engine.fault = None
    clock.now += 1
    assert store.get("key") is None
    assert store.get("key") is None
    assert engine.get("key") is None


def test_what_was_set_after_it_was_deleted_stays(store, engine, clock):
    engine.fault = Away
    store.delete("key")
    engine.fault = None
    clock.now += 1
    store.set("key", b"new", 60)
    assert store.get("key") == b"new"


def test_a_lease_from_memory_is_memorys_also_when_the_engine_is_back(store, engine, clock):
    engine.fault = NotWritten
    token = store.acquire("lease", 1, 60)
    engine.fault = None
    assert store.renew("lease", token, 60)
    store.release("lease", token)
    assert not store.renew("lease", token, 60)


def test_when_nothing_can_be_written_reading_goes_on(store, engine, clock):
    store.set("key", b"engine", 60)
    engine.fault = NotWritten
    store.set("new", b"local", 60)
    assert store.get("key") == b"engine"
    assert store.get("new") == b"local"
    store.delete("key")
    assert store.get("key") is None
    assert store.ping() == "The cache cannot be written."
    engine.fault = None
    clock.now += 1
    store.set("other", b"engine", 60)
    assert store.ping() is None
    assert store.get("key") is None


def test_each_fault_is_counted(engine, clock):
    counted: list[str] = []
    store = Fallback(
        engine, MemoryStore(1), away=AWAY, retry_s=1.0, clock=clock, count=counted.append
    )
    engine.fault = NotWritten
    store.set("key", b"", 60)
    store.set("key", b"", 60)
    engine.fault = Away
    store.get("key")
    assert counted == ["cache_not_written", "cache_not_written", "cache_away"]


def test_without_the_extra_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "redis", None)
    with pytest.raises(ValueError, match=r"paper-preview\[redis\]"):
        open_store("redis://127.0.0.1/0", 16)


@pytest.mark.redis
def test_redis_goes_and_comes_back(redis_server, helpers, caplog):
    caplog.set_level(logging.INFO, "preview.cache")
    store = open_store(redis_server.url, 16)
    try:
        store.set("key", b"redis", 60)
        token = store.acquire("lease", 1, 60)
        redis_server.stop()
        assert store.get("key") is None
        store.set("key", b"local", 60)
        assert store.get("key") == b"local"
        assert "Redis is away" in store.ping()
        assert not store.renew("lease", token, 60)
        redis_server.start()
        helpers.wait_until(lambda: store.get("key") is None)  # by itself: no ping
        store.set("key", b"again", 60)
        assert store.get("key") == b"again"
        assert store.ping() is None
    finally:
        redis_server.stop()
        redis_server.start()
        store.close()
    assert redis_server.url not in caplog.text


@pytest.mark.redis
def test_a_redis_that_was_started_anew_is_no_fault(redis_server, caplog):
    """The pool's connection is dead, and the scripts are unknown: both are made good at once."""
    store = open_store(redis_server.url, 16)
    store.acquire("lease", 1, 60)
    redis_server.stop()
    redis_server.start()
    assert store.acquire("lease", 1, 60)
    assert caplog.text == ""
    store.close()


@pytest.mark.redis
def test_a_redis_that_is_full_is_said(redis_server):
    import redis

    with redis.Redis.from_url(redis_server.url) as admin:
        store = open_store(redis_server.url, 16)
        store.set("key", b"redis", 60)
        admin.config_set("maxmemory", 1)
        try:
            store.set("new", b"local", 60)
            assert store.get("new") == b"local"
            assert store.get("key") == b"redis"
            assert store.ping() == "The cache cannot be written."
        finally:
            admin.config_set("maxmemory", 0)
        store.close()


@pytest.mark.redis
def test_every_key_in_redis_has_the_prefix_and_an_end(redis_server):
    import redis

    with redis.Redis.from_url(redis_server.url) as admin:
        admin.flushdb()
        store = RedisStore(redis_server.url, prefix="p:")
        store.set("key", b"x", 60)
        store.acquire("lease", 1, 60)
        store.reserve("turn", 60, 0)
        store.ping()
        names = admin.keys()
        assert sorted(names) == [b"p:key", b"p:lease", b"p:ping", b"p:turn"]
        assert all(0 < admin.pttl(name) <= 60_000 for name in names)
        store.close()


@pytest.mark.redis
def test_a_redis_that_does_not_answer_costs_a_short_time(helpers):
    """A port that takes the connection and says nothing."""
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = open_store(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", 16)
        store.set("key", b"local", 60)
        assert store.get("key") == b"local"
        assert "Redis is away" in store.ping()
        store.close()
