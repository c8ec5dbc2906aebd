"""What is wanted of a lock: counters that rise, leases of one boot, and the owner's rules after a reset."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.leases import (
    Wanted,
    lease_fields,
    lock_after_report,
    lock_after_reset,
    locked,
    outstanding,
    overtaken,
    unlocked,
    until_ms,
)
from locutorio.core.report import Report
from locutorio.core.rules import EMERGENCY, FALLBACKS, FINISH, LOCK, BoothRules

RULES = BoothRules()
OPEN = unlocked(Wanted(), RULES, visit_id="v1", call_limit_s=3600, has_budget=False, now_ms=5)


@given(st.lists(st.sampled_from(["unlock", "lock", "overtake"]), max_size=12), st.integers(0, 20))
def test_the_counter_rises_with_every_change_and_ends_above_what_was_obeyed(changes, obeyed):
    wanted = Wanted()
    for now_ms, change in enumerate(changes):
        before = wanted
        if change == "unlock":
            wanted = unlocked(
                wanted, RULES, visit_id=str(now_ms), call_limit_s=0, has_budget=True, now_ms=now_ms
            )
        elif change == "lock":
            wanted = locked(wanted, now_ms=now_ms)
        else:
            wanted = overtaken(wanted, obeyed, "another visit", now_ms=now_ms)
            assert wanted.ctr > obeyed
        assert wanted == before or wanted.ctr > before.ctr


@pytest.mark.parametrize(
    ("ctr", "visit_id", "after"),
    [(0, "", 1), (1, "v1", 1), (1, "v0", 2), (1, "", 2), (7, "v1", 8)],
    ids=[
        "not obeyed yet",
        "obeyed",
        "our counter, their visit",
        "our counter, their lock",
        "from the future",
    ],
)
def test_an_order_that_was_not_ours_is_overtaken(ctr, visit_id, after):
    assert overtaken(OPEN, ctr, visit_id, now_ms=9).ctr == after


@pytest.mark.parametrize(
    ("rules", "has_budget", "ungranted_s"),
    [
        (BoothRules(hub_call=FINISH), False, 3600),
        (BoothRules(hub_call=LOCK), False, 20),
        (BoothRules(hub_call=EMERGENCY, ungranted_s=7), False, 7),
        (BoothRules(hub_call=FINISH), True, 0),
    ],
)
def test_how_long_a_call_may_talk_ungranted(rules, has_budget, ungranted_s):
    """With a budget not at all, whatever the owner chose for a call without the hub."""
    wanted = unlocked(Wanted(), rules, visit_id="v", call_limit_s=3600, has_budget=has_budget, now_ms=1)
    assert lease_fields(wanted, rules, until_ms=1)["ungranted_s"] == ungranted_s


def test_no_limit_does_not_read_as_no_time():
    wanted = unlocked(Wanted(), RULES, visit_id="v", call_limit_s=0, has_budget=False, now_ms=1)
    assert (wanted.limit_s, wanted.ungranted_s) == (0, 86_400)


OF_RESETS = ("power_idle", "power_call", "watchdog_idle", "watchdog_call")


@given(
    reset=st.sampled_from(["power", "unknown", "", "watchdog", "crash", "update"]),
    in_call=st.booleans(),
    chosen=st.fixed_dictionaries(dict.fromkeys(OF_RESETS, st.sampled_from(FALLBACKS))).map(
        lambda rules: BoothRules(**rules)
    ),
)
def test_after_a_reset_the_rule_for_it_and_for_the_moment_decides(reset, in_call, chosen):
    was = Report(boot=1, ctr=1, visit_id="v1", line="talking" if in_call else "idle")
    rule = ("watchdog" if reset in ("watchdog", "crash", "update") else "power") + (
        "_call" if in_call else "_idle"
    )
    goes_on = getattr(chosen, rule) == EMERGENCY
    assert lock_after_reset(reset, was, OPEN, chosen) == ("" if goes_on else rule)


def test_a_reset_without_a_lease_locks_nothing():
    was = Report(boot=1, ctr=1, line="idle")
    assert lock_after_reset("power", was, locked(OPEN, now_ms=9), RULES) == ""
    assert lock_after_reset("power", replace(was, ctr=0), OPEN, RULES) == "", (
        "unlocked since, for the new boot"
    )


def test_a_lease_that_the_booth_ended_is_locked():
    report = Report(boot=1, ctr=1, visit_id="v1", lease="over")
    assert lock_after_report(report, OPEN) == "lease_over"
    assert lock_after_report(replace(report, lease="suspended"), OPEN) == ""
    assert lock_after_report(replace(report, ctr=0), OPEN) == "", "an older lease"
    assert lock_after_report(replace(report, visit_id="v0"), OPEN) == "", "another hub's"
    assert lock_after_report(report, locked(OPEN, now_ms=9)) == "", "once"


@given(st.integers(0, 10**9), st.integers(0, 10**7), st.integers(-(10**7), 10**7))
def test_what_is_said_is_good_for_ten_seconds_of_the_booths_time(at_ms, heard_ms, since_ms):
    report = Report(boot=1, at_ms=at_ms, heard_ms=heard_ms)
    assert until_ms(report, now_ms=heard_ms + since_ms) == at_ms + max(0, since_ms) + 10_000


def test_a_lease_is_said_until_it_is_obeyed():
    assert outstanding(OPEN, Report())
    assert not outstanding(OPEN, Report(ctr=1))
