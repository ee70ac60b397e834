"""What only the disk store has: a database that others can damage, and a disk that can be full."""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import resource
import sqlite3
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from preview.cache.disk import ROOM, DiskStore
from preview.cache.memory import MemoryStore
from preview.cache.store import open_store, user_folder


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"disk://{tmp_path}/cache", 16)
    yield opened
    opened.close()


@pytest.fixture
def database(tmp_path):
    return tmp_path / "cache" / ROOM / "cache.db"


@pytest.fixture
def claims(tmp_path):
    return tmp_path / "cache" / ROOM / "claims.db"


def alter(database: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(database)
    with connection:
        connection.execute(sql, values)
    connection.close()


class Attack:
    """Runs code when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return Path.touch, (self.path,)


@pytest.mark.parametrize("mode", [4, 3, 2, 0, 99, "4", None])
def test_a_pickle_in_a_row_is_not_run(store, database, tmp_path, mode):
    store.set("key", b"good", 60)
    payload = pickle.dumps(Attack(tmp_path / "ran"))
    alter(database, "UPDATE Cache SET mode = ?, value = ?", mode, payload)
    assert store.get("key") is None
    assert not (tmp_path / "ran").exists()
    store.set("key", b"again", 60)
    assert store.get("key") == b"again"


@pytest.mark.parametrize("mode", [1, 2, 3, 4])
@pytest.mark.parametrize("name", ["../../secret", "/etc/hostname", "inside.val"])
def test_a_row_names_no_file(store, database, tmp_path, mode, name):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (database.parent / "inside.val").write_text("inside")
    store.set("key", b"good", 60)
    alter(database, "UPDATE Cache SET mode = ?, filename = ?, value = NULL", mode, name)
    assert store.get("key") is None
    store.set("key", b"again", 60)
    alter(database, "UPDATE Cache SET mode = ?, filename = ?, value = NULL", mode, name)
    store.delete("key")
    assert secret.exists()
    assert (database.parent / "inside.val").exists()


@pytest.mark.parametrize("value", [None, "text", b"\xff"])
def test_a_lease_always_has_an_end(store, claims, value):
    store.acquire("key", 1, 60)
    store.reserve("turn", 60, 60)
    for change in ("UPDATE lease SET until = ?", "UPDATE turn SET free_at = ?"):
        with pytest.raises(sqlite3.IntegrityError):
            alter(claims, change, value)


def test_leases_of_the_dead_are_swept_out_at_the_next_start(tmp_path, claims):
    one = DiskStore(tmp_path / "cache", 16, clock=lambda: 1000.0)
    two = DiskStore(tmp_path / "cache", 16, clock=lambda: 2000.0)
    one.acquire("dead", 1, 1.0)
    token = two.acquire("living", 1, 1.0)
    with contextlib.closing(sqlite3.connect(claims)) as connection:
        assert connection.execute("SELECT token FROM lease").fetchall() == [(token,)]
    one.close()
    two.close()


def test_a_key_or_value_that_is_not_ours_is_a_programming_error(tmp_path):
    engine = DiskStore(tmp_path, 16)
    with pytest.raises(Exception, match="no bytes"):
        engine.set("key", {"a": "dict"}, 60)
    with pytest.raises(Exception, match="no plain text"):
        engine.set(("a", "tuple"), b"", 60)
    assert engine.get("key") is None
    engine.close()


def test_nobody_else_may_look_into_the_folder(store, database, tmp_path):
    store.set("key", b"good", 60)
    assert stat.S_IMODE(database.parent.stat().st_mode) == 0o700


def test_the_configured_folder_keeps_its_own_mode(tmp_path):
    (tmp_path / "cache").mkdir(mode=0o755)
    open_store(f"disk://{tmp_path}/cache", 16).close()
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o755


def test_a_folder_of_ours_that_is_a_link_is_not_followed(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / ROOM).symlink_to(tmp_path / "elsewhere")
    store = open_store(f"disk://{tmp_path}/cache", 16)
    assert store.ping()
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said_and_made_up_for(tmp_path, caplog):
    (tmp_path / "file").write_text("not a folder")
    counted: list[str] = []
    store = open_store(f"disk://{tmp_path}/file/cache", 16, count=counted.append)
    assert "memory" in store.ping()
    assert counted
    assert any("trouble" in line.message for line in caplog.records)
    store.set("key", b"good", 60)
    assert store.get("key") == b"good"


DAMAGE = {
    "garbage": lambda path: path.write_bytes(b"no database" * 1000),
    "zeros": lambda path: path.write_bytes(bytes(16384)),
    "cut short": lambda path: os.truncate(path, 5000),
    "empty": lambda path: os.truncate(path, 0),
    "flipped": lambda path: path.write_bytes(
        path.read_bytes()[:100] + b"\xff" * 4000 + path.read_bytes()[4100:]
    ),
    "no table": lambda path: alter(path, "DROP TABLE Cache"),
    "another table": lambda path: (
        alter(path, "DROP TABLE Cache"),
        alter(path, "CREATE TABLE Cache (a)"),
    ),
    "no settings": lambda path: alter(path, "DELETE FROM Settings"),
    "gone": lambda path: path.unlink(),
    "the whole folder gone": lambda path: (
        [it.unlink() for it in path.parent.iterdir()] and path.parent.rmdir()
    ),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_database_is_begun_anew(database, tmp_path, damage, caplog):
    caplog.set_level(logging.INFO)
    before = open_store(f"disk://{tmp_path}/cache", 16)
    before.set("key", b"good", 60)
    before.close()
    DAMAGE[damage](database)
    store = open_store(f"disk://{tmp_path}/cache", 16)
    assert store.ping() is None
    store.set("key", b"again", 60)
    assert store.get("key") == b"again"
    if damage not in {"empty", "gone", "no settings", "the whole folder gone", "no table"}:
        assert any("damaged" in line.message for line in caplog.records)
    store.close()


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_database_that_gets_damaged_in_use_is_begun_anew(store, database, damage):
    for number in range(50):
        store.set(f"key{number}", bytes(1000), 60)
    DAMAGE[damage](database)
    # Whatever the pages that SQLite still has in memory say: no error reaches us, and soon all
    # is well again.
    for number in range(60):
        store.get(f"key{number}")
        store.set(f"new{number}", b"again", 60)
    assert store.ping() is None
    store.set("key", b"again", 60)
    assert store.get("key") == b"again"
    token = store.acquire("lease", 1, 60)
    assert token
    assert store.acquire("lease", 1, 60) is None


@pytest.mark.parametrize("damage", [it for it in DAMAGE if "table" not in it and "sett" not in it])
def test_damaged_claims_are_begun_anew(store, claims, damage):
    for number in range(50):
        store.acquire(f"key{number}", 1, 60)
    DAMAGE[damage](claims)
    for number in range(60):
        store.release("none", store.acquire(f"new{number}", 1, 60))
        store.reserve(f"new{number}", 1, 0)
    assert store.ping() is None
    assert store.acquire("lease", 1, 60)
    assert store.acquire("lease", 1, 60) is None


@pytest.mark.parametrize("table", ["lease", "turn"])
@pytest.mark.parametrize("in_use", [True, False])
def test_claims_that_are_others_are_begun_anew(store, claims, table, in_use):
    store.acquire("key", 1, 60)
    if not in_use:
        store.close()
    alter(claims, f"DROP TABLE {table}")
    alter(claims, f"CREATE TABLE {table} (a)")
    assert store.reserve("turn", 60, 60) == 0
    assert store.acquire("lease", 1, 60)
    assert store.acquire("lease", 1, 60) is None


def test_damage_is_repaired_once_for_many_threads(store, database, caplog):
    caplog.set_level(logging.WARNING)
    store.set("key", b"good", 60)
    gate = threading.Barrier(6)

    def use() -> None:
        store.get("key")
        gate.wait(5)
        gate.wait(5)
        for _ in range(20):
            store.set("key", b"again", 60)
            store.get("key")
        store.close()

    threads = [threading.Thread(target=use) for _ in range(5)]
    for thread in threads:
        thread.start()
    gate.wait(5)
    DAMAGE["garbage"](database)
    gate.wait(5)
    for thread in threads:
        thread.join(10)
    assert store.get("key") == b"again"
    assert sum("damaged" in line.message for line in caplog.records) == 1


def test_another_process_sees_that_the_database_was_begun_anew(tmp_path, database, helpers):
    one, two = DiskStore(tmp_path / "cache", 16), DiskStore(tmp_path / "cache", 16)
    one.set("key", b"old", 60)
    assert two.get("key") == b"old"
    DAMAGE["garbage"](database)
    one.set("key", b"new", 60)
    helpers.wait_until(lambda: two.get("key") == b"new")
    one.close()
    two.close()


FULL_DISK = """
import logging, resource, sys, time
from preview.cache.store import open_store
logging.basicConfig(level=logging.WARNING, stream=sys.stdout)
counted = []
store = open_store(sys.argv[1], 16, count=counted.append)
store.set("old", b"old", 60)
store.get("old")
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
for number in range(30):
    store.set(f"key{number}", bytes(20_000), 60)
token = store.acquire("lease", 1, 60)
assert token and store.acquire("lease", 1, 60) is None
assert store.reserve("turn", 60, 60) == 0
assert store.get("old") == b"old"
assert store.get("key29") == bytes(20_000)  # memory helps out
assert store.ping() == "The cache cannot be written.", store.ping()
assert "cache_not_written" in counted
store.delete("old")
assert store.get("old") is None
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
end = time.monotonic() + 6
while store.ping() is not None:
    assert time.monotonic() < end
    time.sleep(0.05)
store.set("new", b"new", 60)
assert store.get("new") == b"new" and store.get("old") is None
store.close()
print("done")
"""


def test_a_full_disk_costs_the_entry_and_no_request(tmp_path):
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    said = run(FULL_DISK, f"disk://{tmp_path}/cache")
    assert said.count("trouble") == 1  # once, not once for each request
    assert "damaged" not in said


def test_the_size_stays_within_its_bound(tmp_path, database):
    store = DiskStore(tmp_path / "cache", 2)
    for number in range(60):
        store.set(f"key{number}", bytes(100_000), 60)
    assert store.get("key59") is not None
    assert store.get("key0") is None  # the oldest goes first
    store.close()
    assert database.stat().st_size < 4 * 2**20


FORK = """
import os, sys
from preview.cache.store import open_store
store = open_store(sys.argv[1], 16)
store.set("key", b"parent", 60)
child = os.fork()
if child == 0:
    store.set("child", store.get("key") or b"nothing", 60)
    os._exit(0 if store.ping() is None else 1)
assert os.waitpid(child, 0)[1] == 0
assert store.get("child") == b"parent"
store.set("key", b"still", 60)
assert store.get("key") == b"still"
store.close()
print("done")
"""


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.endswith("done\n"), done.stdout + done.stderr
    return done.stdout


def test_a_store_that_was_used_before_a_fork_works_on_both_sides(tmp_path):
    run(FORK, f"disk://{tmp_path}/cache")


def test_a_database_that_is_locked_for_long_costs_the_write_alone(store, database):
    store.set("key", b"good", 60)
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store.set("new", b"local", 60)
    assert store.get("key") == b"good"
    assert store.get("new") == b"local"
    other.execute("ROLLBACK")
    other.close()


def test_a_database_that_cannot_be_repaired_is_made_up_for(tmp_path, database):
    database.mkdir(parents=True)
    store = open_store(f"disk://{tmp_path}/cache", 16)
    assert "memory" in store.ping()
    store.set("key", b"local", 60)
    assert store.get("key") == b"local"


class Jumping:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def test_a_clock_that_is_set_back_does_not_lock_us_out(tmp_path):
    clock = Jumping()
    store = DiskStore(tmp_path, 16, clock=clock)
    assert store.acquire("lease", 1, 1.5)
    assert store.reserve("turn", 3, 0) == 0
    clock.now -= 86400
    assert store.acquire("lease", 1, 1.5)
    assert store.reserve("turn", 3, 0) == 0
    store.close()


def test_a_clock_that_is_set_forward_frees_what_was_taken(tmp_path):
    clock = Jumping()
    store = DiskStore(tmp_path, 16, clock=clock)
    assert store.acquire("lease", 1, 1.5)
    clock.now += 86400
    assert store.acquire("lease", 1, 1.5)
    store.close()


@pytest.mark.parametrize("url", ["disk://relative/path", "file:///tmp/x", "", "redis", "ftp://a/b"])
def test_a_url_that_is_no_store_is_refused(url):
    with pytest.raises(ValueError, match="//"):
        open_store(url, 16)


def test_the_users_own_folder(tmp_path):
    assert user_folder({"XDG_CACHE_HOME": "/var/x"}) == Path("/var/x/paper-preview")
    # the specification: a relative path is ignored
    assert user_folder({"XDG_CACHE_HOME": "x"}) == Path.home() / ".cache" / "paper-preview"
    store = open_store("disk://", 16, environ={"XDG_CACHE_HOME": str(tmp_path)})
    store.set("key", b"good", 60)
    store.close()
    assert (tmp_path / "paper-preview" / ROOM / "cache.db").exists()


def test_memory_is_bounded_and_keeps_what_is_used():
    store = MemoryStore(1)
    store.set("used", b"x", 60)
    for number in range(30):
        store.set(f"key{number}", bytes(100_000), 60)
        store.get("used")
    assert store.get("key0") is None
    assert store.get("key29") is not None
    assert store.get("used") == b"x"


def test_memory_forgets_leases_and_turns_that_are_over():
    clock = Jumping()
    store = MemoryStore(1, clock=clock)
    for number in range(10_000):
        store.acquire(f"lease{number}", 1, 1)
        store.reserve(f"turn{number}", 1, 0)
    clock.now += 2
    store.acquire("lease", 1, 1)
    store.reserve("turn", 1, 0)
    assert len(store._leases) == len(store._turns) == 1
