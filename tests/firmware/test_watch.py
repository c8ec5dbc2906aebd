"""Faults of the line are believed once they have held, told when they come and when they are over."""

import pytest
from booth.profile import load
from booth.timeline import Timeline
from booth.watch import CALM_MS, Watch
from booth_bench import Bench, talking

SOUND = {"coil": False, "contact": False, "flowing": False, "volts": True, "is_open": False}


def told(*looks: tuple[int, dict[str, bool]], until_ms: int = 60_000) -> list[tuple[str, bool, int]]:
    """What the watch tells, shown these things at these moments."""
    found: list[tuple[str, bool, int]] = []
    timeline = Timeline()
    watch = Watch(load("reversal"), timeline, lambda fault, on, _, at_ms: found.append((fault, on, at_ms)))
    for at_ms, things in looks:
        timeline.advance(at_ms, lambda: None)
        watch.look(at_ms, **SOUND | things)
    timeline.advance(until_ms, lambda: None)
    return found


@pytest.mark.parametrize(
    ("fault", "things", "hold_ms"),
    [
        ("relay_stuck", {"contact": True}, 1000),
        ("relay_stuck", {"coil": True}, 1000),
        ("bypass", {"flowing": True}, 300),
        ("no_line", {"volts": False}, 2000),
        ("enclosure", {"is_open": True}, 100),
    ],
)
def test_a_fault_is_told_once_it_has_held_and_dated_from_when_it_came(fault, things, hold_ms):
    assert told((5000, things), (5000 + hold_ms - 1, {})) == []
    assert told((5000, things), (5000 + hold_ms, {}), until_ms=5000 + hold_ms) == [(fault, True, 5000)]
    over = told((5000, things), (9000, {}))
    assert over == [(fault, True, 5000), (fault, False, 9000)]


def test_rattling_tells_two_things_and_not_two_hundred():
    looks = [(1000 + 500 * n, {"is_open": n % 2 == 0}) for n in range(100)]
    assert [on for _, on, _ in told(*looks, until_ms=51_000 + CALM_MS)] == [True, False]


def test_a_lifted_handset_draws_the_voltage_down_and_is_no_missing_line():
    assert told((1000, {"volts": False, "flowing": True, "coil": True, "contact": True})) == []


def test_current_through_a_closed_contact_is_no_bypass():
    assert "bypass" not in [fault for fault, _, _ in told((1000, {"flowing": True, "contact": True}))]


def test_an_ordinary_visit_raises_nothing():
    bench = talking().do("flash").to(20000).do("on_hook").to(30000).want(False).to(60000)
    assert (bench.faults, bench.state["faults"]) == ([], "")


def test_a_contact_that_does_not_open_stands_in_the_state_until_it_does():
    bench = Bench().want(True).to(1000)
    bench.sticks = True
    bench.want(False).to(3000)
    assert (bench.state["faults"], bench.state["relay"], bench.booth.relay()) == ("relay_stuck", True, False)
    bench.sticks = False
    bench.settle()
    bench.to(20000)
    assert bench.state["faults"] == ""
    assert [alarm["on"] for alarm in bench.alarms] == [True, False]


def test_a_bridged_relay_is_found_by_its_current():
    bench = Bench().do("bypass", "on").to(1000).do("off_hook").to(2000)
    assert bench.state["faults"] == "bypass"


def test_a_line_that_is_cut_is_told_of():
    bench = Bench().to(1000).do("interrupt", 10_000).to(5000)
    assert bench.state["faults"] == "no_line"
    assert bench.to(30_000).state["faults"] == ""


def test_several_faults_stand_sorted():
    bench = Bench().to(1000).do("interrupt", 60_000).do("pin", "tamper", True).to(5000)
    assert bench.state["faults"] == "enclosure no_line"
