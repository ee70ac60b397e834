"""Every request is counted and logged once, at once or a moment later."""

from __future__ import annotations

import json
import threading
import time

import pytest

from preview.web import logs
from preview.web.asked import Trace
from preview.web.books import FEW, Books, Entry
from preview.web.prometheus import Prometheus


def entry(number: int, *, status: int = 200, error: Exception | None = None) -> Entry:
    note = logs.written({"url": f"https://site.test/{number}", "code": None, "status": 1})
    line = logs.Line(1_700_000_000.25, 0.0123, f"id-{number:05d}", "GET", "/preview", status, note)
    return Entry(line._replace(error=error), "hit")


def lines(log) -> list[dict]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_a_line_says_all_of_a_request(log):
    Books(Prometheus()).enter(entry(1))
    assert log.getvalue() == (
        '{"time": "2023-11-14T22:13:20.250Z", "level": "info", "logger": "preview.access", '
        '"message": "request", "request_id": "id-00001", "method": "GET", "route": "/preview", '
        '"status": 200, "ms": 12.3, "url": "https://site.test/1"}\n'
    )


def test_a_line_says_where_the_request_stands_in_its_callers_trace(log):
    known = entry(1).line
    Books(Prometheus()).enter(Entry(known._replace(trace=Trace("a" * 32, "b" * 16))))
    assert list(lines(log)[0])[4:8] == ["request_id", "trace_id", "span_id", "method"]
    assert (lines(log)[0]["trace_id"], lines(log)[0]["span_id"]) == ("a" * 32, "b" * 16)


def test_an_unexpected_error_has_its_traceback(log):
    books = Books(Prometheus(), moment_s=60)
    for number in range(3 * FEW):
        books.enter(entry(number, status=500, error=ValueError("a bug")))
    books.settle()
    assert [line["level"] for line in lines(log)] == ["error"] * 3 * FEW
    assert all("ValueError: a bug" in line["traceback"] for line in lines(log))


def test_the_first_few_are_written_at_once(log):
    books = Books(Prometheus(), moment_s=60)
    for number in range(FEW):
        books.enter(entry(number))
    assert len(lines(log)) == FEW


def test_many_are_written_by_the_first_of_the_next_moment(log):
    now = [100.0]
    books = Books(Prometheus(), moment_s=60, ticks=lambda: now[0])
    for number in range(50):
        books.enter(entry(number))
    assert len(lines(log)) == FEW
    now[0] += 60
    books.enter(entry(50))
    assert [line["request_id"] for line in lines(log)] == [f"id-{n:05d}" for n in range(51)]


def test_before_a_silence_a_thread_writes_the_rest(log):
    books = Books(Prometheus(), moment_s=0.01)
    for number in range(200):
        books.enter(entry(number))
    until = time.monotonic() + 10
    while len(lines(log)) < 200 and time.monotonic() < until:
        time.sleep(0.01)
    assert len(lines(log)) == 200


def test_of_many_threads_each_request_is_counted_and_logged_once(log):
    metrics = Prometheus()
    books = Books(metrics, moment_s=0.001)

    def work(first: int) -> None:
        for number in range(first, first + 300):
            books.enter(entry(number))

    threads = [threading.Thread(target=work, args=(1000 * n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    books.await_all()
    assert len({line["request_id"] for line in lines(log)}) == len(lines(log)) == 2400
    text = metrics.exposition().decode()
    assert 'requests_total{method="GET",route="/preview",status="200"} 2400.0' in text
    assert 'answers_total{outcome="hit"} 2400.0' in text


@pytest.mark.parametrize("method", ['BR"EW', "GET\n", "é"])
def test_a_method_cannot_forge_a_line(log, method):
    known = entry(1).line
    Books(Prometheus()).enter(Entry(known._replace(method=method)))
    assert len(lines(log)) == 1
