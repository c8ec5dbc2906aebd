"""What a watched booth's inputs did, laid out: bars where they were active."""

from locutorio.panel.timeline import LATEST, WIDTH, WINDOW_MS, Bar, Timeline, timeline
from told_inspections import told_trace


def test_nothing_was_told_yet() -> None:
    assert timeline([], later_ms=5) == Timeline()


def test_bars_where_it_was_active() -> None:
    told = told_trace(1, 20, ("loop_a", 1, 5_000), ("loop_a", 0, 10_000), ("hook", 1, 15_000), line="idle")
    shown = timeline([told], later_ms=0)
    hook, loop = shown.rows
    assert (loop.name, loop.active, loop.bars) == ("loop_a", False, (Bar(250, 250),))
    assert (hook.name, hook.active, hook.bars) == ("hook", True, (Bar(750, 250),))
    assert (shown.line, shown.end_ms) == ("idle", WINDOW_MS)


def test_time_goes_on_after_the_last_word() -> None:
    told = told_trace(1, 20, ("loop_a", 1, 0), ("loop_a", 0, 10_000), ("ring", 1, 19_000))
    shown = timeline([told], later_ms=5_000)
    assert {row.name: row.bars for row in shown.rows} == {
        "loop_a": (Bar(0, 250),),
        "ring": (Bar(700, 300),),
    }


def test_what_is_long_over_leaves_no_bar_and_a_short_pulse_does() -> None:
    told = told_trace(1, 60, ("loop_a", 1, 5), ("loop_a", 0, 10), ("meter", 1, 59_000), ("meter", 0, 59_001))
    loop, meter = timeline([told], later_ms=0).rows
    assert (loop.bars, meter.bars) == ((), (Bar(950, 2),))
    assert all(bar.x + bar.width <= WIDTH for bar in meter.bars)


def test_parts_come_together_in_the_order_of_their_edges() -> None:
    parts = [
        told_trace(1, 1, ("hook", 1, 100)),
        told_trace(1, 2, ("hook", 0, 1_900), ("relay", 1, 1_100), line="talking"),
    ]
    shown = timeline(parts, later_ms=0)
    assert [row.name for row in shown.rows] == ["relay", "hook"]
    assert [edge[2] for edge in shown.latest] == [1_900, 1_100, 100]
    assert shown.line == "talking"


def test_only_the_latest_edges_are_listed_and_what_was_lost_is_told() -> None:
    edges = [("loop_a", at_ms % 2, at_ms) for at_ms in range(30)]
    shown = timeline([told_trace(1, 1, *edges) | {"lost": 3}], later_ms=0)
    assert (len(shown.latest), shown.lost) == (LATEST, 3)
