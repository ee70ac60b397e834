"""Of a process's loads one thinks; the baton holds nobody up for long."""

from __future__ import annotations

import threading

import pytest

from preview.service.baton import Baton


def begin(work):
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def think(baton, began, go=None):
    with baton.held():
        began.set()
        if go is not None:
            go.wait(5)


def test_one_thinks_at_a_time_and_whoever_waits_for_the_web_lets_the_next_think():
    baton, began = Baton(patience_s=5), threading.Event()
    with baton.held() as hold:
        other = begin(lambda: think(baton, began))
        assert not began.wait(0.05)
        with hold.waiting():
            other.join(5)
            assert began.is_set()


def test_a_load_that_fails_gives_the_baton_back():
    baton, began = Baton(patience_s=5), threading.Event()
    with pytest.raises(ValueError, match="bad"), baton.held() as hold, hold.waiting():
        raise ValueError("bad")
    begin(lambda: think(baton, began)).join(5)
    assert began.is_set()


def test_who_has_waited_long_goes_on_without_it_and_takes_it_from_nobody():
    baton = Baton(patience_s=0.01)
    first, go, second, third = (threading.Event() for _ in range(4))
    holder = begin(lambda: think(baton, first, go))
    assert first.wait(5)
    begin(lambda: think(baton, second)).join(5)
    assert second.is_set()
    go.set()
    holder.join(5)
    begin(lambda: think(baton, third)).join(5)
    assert third.is_set()
