"""The dirty set: bounded, coalescing, awake at once, gone when the screen is gone."""

import threading

import pytest
from locutorio.panel.live import Live, TooManyScreens


def test_ten_thousand_changes_leave_each_booth_once() -> None:
    live = Live()
    screen = live.open()
    for change in range(10_000):
        live.mark({f"booth-{change % 3}"})
    assert screen.wait(0) == {"booth-0", "booth-1", "booth-2"}
    assert screen.wait(0) == set()


def test_every_screen_hears_of_a_change_and_empties_only_its_own() -> None:
    live = Live()
    first, second = live.open(), live.open()
    live.mark({"booth-1"})
    assert first.wait(0) == {"booth-1"}
    assert second.wait(0) == {"booth-1"}


def test_a_waiting_screen_wakes_at_once() -> None:
    live = Live()
    screen = live.open()
    heard: list[set[str]] = []
    waiting = threading.Thread(target=lambda: heard.append(screen.wait(120)), daemon=True)
    waiting.start()
    live.mark({"booth-1"})
    waiting.join(60)  # half of what it would wait unwoken
    assert heard == [{"booth-1"}]


def test_one_screen_too_many_is_refused_until_another_leaves() -> None:
    live = Live(screens_max=2)
    first, _ = live.open(), live.open()
    with pytest.raises(TooManyScreens):
        live.open()
    live.leave(first)
    live.open()
    assert live.screens == 2


def test_leaving_twice_is_leaving_once() -> None:
    live = Live()
    screen = live.open()
    live.leave(screen)
    live.leave(screen)
    live.mark({"booth-1"})
    assert live.screens == 0


def test_closing_wakes_those_who_wait_and_lets_nobody_in() -> None:
    live = Live()
    screen = live.open()
    waiting = threading.Thread(target=lambda: screen.wait(30))
    waiting.start()
    live.close()
    waiting.join(5)
    assert not waiting.is_alive()
    assert screen.closed
    with pytest.raises(TooManyScreens):
        live.open()
