"""What a booth's own words come to: alarms when something begins or is over; what is late changes nothing."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.alarm import Alarm
from locutorio.core.hearing import Hearing, hear_hello, hear_presence, hear_state, lost
from locutorio.core.leases import Wanted
from locutorio.core.report import Boot, Report
from locutorio.core.rules import EMERGENCY, BoothRules

RULES = BoothRules(emergency_numbers=("112",), power_idle=EMERGENCY)
ZERO_MS = 1_800_000_000_000  # wall time of the first boot's moment 0


@dataclass
class Known:
    """What the hub keeps of one booth, and the booth's words."""

    boots: dict[int, Boot] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    wanted: Wanted = field(default_factory=Wanted)
    epoch: int = 7
    alarms: list[Alarm] = field(default_factory=list)
    n: int = 0

    def hello(self, at_ms: int = 0, *, boot: int = 1, now_ms: int | None = None, **fields: Any) -> Hearing:
        message: dict[str, Any] = {
            "wire": 1, "firmware": "1", "board": "desk", "profile": "reversal", "boot": boot,
            "nonce": f"{boot:032x}", "at_ms": at_ms, "seq": 0, "oldest_boot": boot, "oldest_seq": 1,
            "epoch": 0, "reset": "power", "release": 0, "trial": False,
        }  # fmt: skip
        return self._keep(
            hear_hello(
                message | fields, self.boots.get(boot), self.report, self.wanted,
                booth_id="booth-1", rules=RULES, epoch=self.epoch, now_ms=self._now(at_ms, now_ms),
            )
        )  # fmt: skip

    def state(self, at_ms: int, *, boot: int = 1, now_ms: int | None = None, **fields: Any) -> Hearing:
        self.n += 1
        message: dict[str, Any] = {
            "boot": boot, "n": self.n, "at_ms": at_ms, "line": "locked", "relay": False,
            "ctr": self.wanted.ctr, "visit": self.wanted.visit_id, "call": 0, "digits": "", "talk_ms": 0,
            "seq": 0, "oldest_boot": boot, "oldest_seq": 1, "epoch": 0, "lease": "none", "granted": 0,
            "limit_s": 0, "cost": None, "faults": "", "refused": 0,
        }  # fmt: skip
        return self._keep(
            hear_state(
                message | fields, self.boots.get(boot), self.report, self.wanted,
                rules=RULES, epoch=self.epoch, now_ms=self._now(at_ms, now_ms),
            )
        )  # fmt: skip

    def presence(self, *, boot: int = 1, online: bool = True, nonce: str = "") -> Hearing:
        message = {"boot": boot, "nonce": nonce or f"{boot:032x}", "online": online}
        return self._keep(
            hear_presence(
                message, self.boots.get(boot), self.report, booth_id="booth-1", wire=1, now_ms=ZERO_MS
            )
        )

    def _now(self, at_ms: int, now_ms: int | None) -> int:
        return ZERO_MS + at_ms if now_ms is None else now_ms

    def _keep(self, hearing: Hearing) -> Hearing:
        if hearing.boot is not None:
            self.boots[hearing.boot.boot] = hearing.boot
        self.report = hearing.report or self.report
        self.alarms += hearing.alarms
        return hearing

    def told(self) -> list[tuple[str, bool, str]]:
        return [(alarm.kind, alarm.on, alarm.detail) for alarm in self.alarms]


@pytest.fixture
def known() -> Known:
    known = Known()
    known.hello()
    return known


def test_a_booth_that_listens_to_a_later_hub_is_told_once_and_again_when_it_is_over(known: Known):
    for at_ms in (1_000, 2_000):
        known.state(at_ms, epoch=9)
    assert known.told() == [("fenced", True, "9")]
    known.epoch = 10
    known.state(3_000, epoch=9)
    assert known.told()[1:] == [("fenced", False, "")]


def test_a_hello_may_be_the_first_to_tell_of_a_later_hub():
    known = Known()
    known.hello(epoch=8)
    assert known.told() == [("fenced", True, "8")]


def test_a_replayed_greeting_does_not_let_an_old_hub_speak_again(known: Known):
    known.state(1_000, epoch=9)
    known.hello(epoch=3)
    assert known.told() == [("fenced", True, "9")]


def test_a_clock_that_jumps_is_told_and_dates_nothing_anew(known: Known):
    known.state(10_000)
    known.state(20_000, now_ms=ZERO_MS + 20_000 + 3_600_000)
    known.hello(21_000, now_ms=ZERO_MS + 21_000 - 60_000)
    assert known.told() == [("clock_jump", True, "+3600")]
    assert known.boots[1].anchor_ms == ZERO_MS
    known.state(30_000)
    assert known.told()[1:] == [("clock_jump", False, "")]


def test_ticks_that_drift_are_no_jump(known: Known):
    """Half a minute in a week is what a crystal may do."""
    week_ms = 7 * 86_400_000
    known.state(week_ms, now_ms=ZERO_MS + week_ms + 30_000)
    assert known.told() == []


def test_a_line_through_against_our_will_is_told_after_a_while(known: Known):
    known.state(10_000, relay=True, line="idle")
    known.state(14_000, relay=True, line="off_hook")
    assert known.told() == []
    known.state(15_100, relay=True, line="off_hook")
    known.state(20_000, relay=True, line="off_hook")
    known.state(21_000)
    assert known.told() == [("open_without_visit", True, "off_hook"), ("open_without_visit", False, "")]


@pytest.mark.parametrize(
    "fields",
    [
        {"line": "guarded"},
        {"line": "talking", "digits": "112", "call": 1},
        {"line": "idle", "ctr": 0, "visit": ""},
    ],
    ids=["digits are watched", "an emergency call", "has not heard of the lock yet"],
)
def test_a_line_may_be_through_for_help_or_not_know_better(known: Known, fields):
    known.wanted = Wanted(ctr=3)
    for at_ms in (10_000, 20_000, 30_000):
        known.state(at_ms, **({"relay": True} | fields))
    assert known.told() == []


def test_a_new_boot_is_told_with_its_reason(known: Known):
    known.state(10_000)
    known.hello(boot=2, reset="watchdog", now_ms=ZERO_MS + 30_000)
    known.hello(5_000, boot=2, reset="watchdog", now_ms=ZERO_MS + 35_000)
    assert known.told() == [("restarted", True, "watchdog")]
    assert (known.report.boot, known.report.line) == (2, "unknown")


def test_a_reset_in_a_call_locks_by_the_owners_rules(known: Known):
    known.wanted = Wanted(ctr=1, unlocked=True, visit_id="v")
    known.state(10_000, line="talking", relay=True, lease="open")
    assert known.hello(boot=2, now_ms=ZERO_MS + 30_000).lock == "power_call"


def test_a_reset_between_calls_goes_on_by_the_owners_rules(known: Known):
    known.wanted = Wanted(ctr=1, unlocked=True, visit_id="v")
    known.state(10_000, line="idle", relay=True, lease="open")
    hearing = known.hello(boot=2, now_ms=ZERO_MS + 30_000)
    assert (hearing.lock, hearing.greets) == ("", True)


def test_a_boot_whose_greeting_was_missed_began_as_if_the_power_had_failed(known: Known):
    known.wanted = Wanted(ctr=1, unlocked=True, visit_id="v")
    known.state(10_000, line="talking", relay=True, lease="open")
    assert known.presence(boot=2).lock == "", "its presence alone says nothing of why"
    hearing = known.state(500, boot=2, ctr=0, visit="", now_ms=ZERO_MS + 30_000)
    assert (hearing.lock, known.told()) == ("power_call", [("restarted", True, "unknown")])


def test_a_lease_the_booth_ended_itself_is_locked(known: Known):
    known.wanted = Wanted(ctr=1, unlocked=True, visit_id="v")
    assert known.state(10_000, lease="over").lock == "lease_over"


def test_two_controllers_are_told_once(known: Known):
    for _ in range(3):
        assert known.hello(nonce="e" * 32).refused
    assert known.presence(nonce="d" * 32).refused
    assert known.told() == [("two_controllers", True, "boot 1")]


def test_whoever_was_away_is_greeted(known: Known):
    assert not known.state(1_000).greets
    assert known.state(20_000).greets, "unheard for 15 s"
    known.presence(online=False)
    assert known.state(21_000).greets


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 6)), max_size=20))
def test_a_report_never_goes_back(words):
    known = Known()
    for boot in (1, 2, 3):
        known.hello(boot=boot, now_ms=ZERO_MS + boot * 100_000)
    known.report = Report(boot=1)
    latest = (1, 0)
    for boot, n in words:
        known.state(n * 100, boot=boot, n=n, now_ms=ZERO_MS + boot * 100_000 + n * 100)
        latest = max(latest, (boot, n))
        assert (known.report.boot, known.report.n) == latest


def test_numbers_older_than_what_the_booth_holds_are_lost_unless_stored():
    boot = Boot("booth-1", 4, stored_seq=5)
    assert lost(boot, {"oldest_seq": 6}) is None
    assert lost(boot, {"oldest_seq": 9}) == (6, 8)
    assert lost(None, {"oldest_seq": 9}) is None
