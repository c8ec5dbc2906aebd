"""Moments as a browser's date field gives them, by the shop's clocks in Madrid."""

import pytest
from flask import Flask
from locutorio.panel.moment_input import BadMoment, moment_in, moment_typed
from seed import MONDAY_MS


@pytest.mark.parametrize(
    ("typed", "at_ms"),
    [
        ("2026-03-02T12:00", MONDAY_MS),
        ("2026-07-02T12:00", 1_782_986_400_000),  # summer: two hours before UTC
        ("2026-10-25T02:30", 1_792_888_200_000),  # comes twice that night: the first
    ],
)
def test_what_is_typed_is_the_shops_time(panel: Flask, typed: str, at_ms: int) -> None:
    with panel.app_context():
        assert moment_in(typed) == at_ms
        assert moment_typed(at_ms) == typed


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-30T12:00", "12:00"])
def test_what_is_no_moment_is_refused(panel: Flask, typed: str) -> None:
    with panel.app_context(), pytest.raises(BadMoment):
        moment_in(typed)


def test_a_part_of_a_minute_is_never_before(panel: Flask) -> None:
    with panel.app_context():
        assert moment_typed(MONDAY_MS + 1) == "2026-03-02T12:01"
