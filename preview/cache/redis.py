"""The store in Redis or Valkey, shared by several machines; the extra `redis`.

Give the server a `maxmemory` and the policy `allkeys-lru` or `volatile-lru`: every key has a time
to live, but the size bound is the server's.  What must happen in one piece is a Lua script, and
the time is the server's own, so that the clocks of the machines do not matter.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from preview.cache.engine import Away, NotWritten, StoreFault

T = TypeVar("T")

# Times are whole microseconds, written with %.0f: Lua's own way with a large number is 1.7e+15.
_NOW = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local function text(n) return string.format('%.0f', n) end
"""

# KEYS[1]: a sorted set of tokens by the time at which they die.  ARGV: token, limit, ttl
_ACQUIRE = (
    _NOW
    + """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', text(now))
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], text(now + ARGV[3]), ARGV[1])
local left = math.max(redis.call('PTTL', KEYS[1]), math.ceil(ARGV[3] / 1000))
redis.call('PEXPIRE', KEYS[1], text(left))
return 1
"""
)

# ARGV: token, ttl
_RENEW = (
    _NOW
    + """
local dies = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not dies or tonumber(dies) <= now then return 0 end
redis.call('ZADD', KEYS[1], text(now + ARGV[2]), ARGV[1])
local left = math.max(redis.call('PTTL', KEYS[1]), math.ceil(ARGV[2] / 1000))
redis.call('PEXPIRE', KEYS[1], text(left))
return 1
"""
)

# KEYS[1]: when the next turn is free.  ARGV: interval, within.  Answers the wait, or -1.
_RESERVE = (
    _NOW
    + """
local turn = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
if turn - now > tonumber(ARGV[2]) then return -1 end
local free = turn + ARGV[1]
redis.call('SET', KEYS[1], text(free), 'PX', text(math.max(1, math.ceil((free - now) / 1000))))
return turn - now
"""
)


class RedisStore:
    """See `cache.engine.Store`; raises `StoreFault`, which `cache.fallback` deals with.

    *timeout_s* is short: each request waits for it when the server hangs.  A connection that the
    server has closed meanwhile is opened again once; then the server counts as away.
    """

    def __init__(self, url: str, *, prefix: str = "paper-preview:", timeout_s: float = 0.25):
        try:
            import redis
            from redis.backoff import NoBackoff
            from redis.retry import Retry
        except ImportError as exc:
            raise ValueError(
                "A redis:// cache needs the extra: pip install 'paper-preview[redis]'"
            ) from exc
        self._errors = redis.exceptions
        self._prefix = prefix
        self._client: Any = redis.Redis.from_url(
            url,
            socket_timeout=timeout_s,
            socket_connect_timeout=timeout_s,
            socket_keepalive=True,
            retry=Retry(NoBackoff(), 1, (redis.exceptions.ConnectionError,)),
        )
        self._acquire = self._client.register_script(_ACQUIRE)
        self._renew = self._client.register_script(_RENEW)
        self._reserve = self._client.register_script(_RESERVE)

    def get(self, key: str) -> bytes | None:
        value: bytes | None = self._do(lambda: self._client.get(self._prefix + key))
        return value

    def set(self, key: str, value: bytes, ttl_s: float) -> None:
        name, left = self._prefix + key, max(1, int(ttl_s * 1000))
        self._do(lambda: self._client.set(name, value, px=left))

    def delete(self, key: str) -> None:
        self._do(lambda: self._client.delete(self._prefix + key))

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        token = secrets.token_hex(16)  # made here: a repeated call is then the same claim
        given = self._run(self._acquire, key, token, limit, _us(ttl_s))
        return token if given else None

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        return bool(self._run(self._renew, key, token, _us(ttl_s)))

    def release(self, key: str, token: str) -> None:
        self._do(lambda: self._client.zrem(self._prefix + key, token))

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        wait = self._run(self._reserve, key, _us(interval_s), _us(within_s))
        return None if wait < 0 else wait / 1e6

    def ping(self) -> str | None:
        """Write: a server that is full, or a replica, is in trouble, too."""
        self.set("ping", b"", 60.0)
        return None

    def close(self) -> None:
        """Close the connections that nobody uses just now; the next call opens one again."""
        self._client.connection_pool.disconnect(inuse_connections=False)

    def _run(self, script: Any, key: str, *arguments: object) -> int:
        return self._do(lambda: int(script(keys=[self._prefix + key], args=arguments)))

    def _do(self, work: Callable[[], T]) -> T:
        try:
            return work()
        except (self._errors.RedisError, OSError) as exc:
            raise self._fault(exc) from exc

    def _fault(self, exc: Exception) -> StoreFault:
        text = f"{type(exc).__name__}: {exc}"
        # An answer, though no good one: out of memory, a replica, a failed snapshot.
        answered = isinstance(exc, self._errors.ResponseError)
        return NotWritten(text) if answered else Away(text)


def _us(seconds: float) -> int:
    return int(seconds * 1_000_000)
