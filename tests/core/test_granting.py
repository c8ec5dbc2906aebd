"""A grant is said when it is due and until it is heard; what it reserves stays within the budget."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.decision import Decision
from locutorio.core.fates import BARRED, PRICED
from locutorio.core.granting import (
    Grant,
    grant_fields,
    grant_for,
    is_unheard,
    left_minor,
    reserved_minor,
    wants_grant,
)
from locutorio.core.leases import Wanted
from locutorio.core.money import round_up_to_step
from locutorio.core.report import Report
from small_shop import FRANCE, SPAIN


@given(st.integers(1, 10_000), st.sampled_from([0, 5, 100]), st.integers(0, 5_000), st.integers(0, 5_000))
def test_the_bill_of_all_that_is_left_stays_within_the_budget(budget, step, spent, reserved):
    """Also after the total is rounded up to the shop's step."""
    left = left_minor(budget, step, spent_minor=spent, reserved_minor=reserved)
    if left:
        assert round_up_to_step(spent + reserved + left, step) <= budget
    assert left >= 0


def grant(**fields) -> Grant:
    values = {
        "booth_id": "booth-1", "boot": 3, "call": 2, "n": 1, "digits": SPAIN, "visit_id": "v", "fate": PRICED,
        "label": "", "limit_s": 60, "plan": None, "max_minor": 100, "made_ms": 1,
    }  # fmt: skip
    return Grant(**(values | fields))


def test_only_calls_that_may_still_cost_reserve_anything():
    latest = [grant(), grant(call=3, max_minor=40), grant(call=4, max_minor=None), grant(boot=2, max_minor=7)]
    assert reserved_minor(latest, frozenset(), oldest_boot=2) == 147
    assert reserved_minor(latest, frozenset({(3, 2)}), oldest_boot=2) == 47
    assert reserved_minor(latest, frozenset({(3, 2)}), oldest_boot=3) == 40, "boot 2 has told all it had"


TALKING = Report(boot=3, call=2, line="talking", digits=SPAIN, visit_id="v", granted=0)
OPEN = Wanted(ctr=1, unlocked=True, visit_id="v")


@pytest.mark.parametrize(
    ("report", "last", "wants"),
    [
        (TALKING, None, True),
        (replace(TALKING, line="dialling"), None, True),
        (replace(TALKING, line="dialling"), grant(), False),
        (replace(TALKING, line="dialling", digits=SPAIN[:-1]), None, False),
        (replace(TALKING, line="off_hook"), None, False),
        (replace(TALKING, line="ended"), None, False),
        (replace(TALKING, visit_id="another"), None, False),
        (replace(TALKING, line="ringing_out"), None, True),
        (replace(TALKING, line="ringing_out"), grant(), False),
        (replace(TALKING, line="ringing_out"), grant(digits="0034"), True),
        (TALKING, grant(), True),
    ],
)
def test_when_a_grant_is_due(report, last, wants):
    assert wants_grant(report, OPEN, last, country="ES") == wants
    assert not wants_grant(report, replace(OPEN, unlocked=False), last, country="ES")


def test_nobody_is_cut_while_dialling():
    made = {"booth_id": "booth-1", "visit_id": "v", "made_ms": 9}
    barred = Decision(BARRED, max_minor=0)
    assert grant_for(replace(TALKING, line="dialling"), barred, None, **made) is None
    assert grant_for(replace(TALKING, line="ringing_out"), barred, None, **made) is not None


def test_a_grant_is_only_said_anew_if_it_says_something_new():
    made = {"booth_id": "booth-1", "visit_id": "v", "made_ms": 9}
    decision = Decision(PRICED, "", 60, None, 100)
    assert grant_for(TALKING, decision, grant(), **made) is None
    longer = grant_for(TALKING, replace(decision, limit_s=90), grant(), **made)
    assert longer is not None
    assert (longer.n, longer.limit_s) == (2, 90)
    other = grant_for(replace(TALKING, digits=FRANCE), decision, grant(), **made)
    assert other is not None
    assert (other.n, other.digits) == (2, FRANCE)


def test_a_grant_is_said_again_while_its_call_runs_and_has_not_got_it():
    assert is_unheard(grant(), TALKING)
    assert not is_unheard(grant(), replace(TALKING, granted=1))
    assert not is_unheard(grant(), replace(TALKING, call=3))
    assert not is_unheard(grant(), replace(TALKING, digits=FRANCE))
    assert not is_unheard(grant(), replace(TALKING, line="ended"))
    assert set(grant_fields(grant())) == {"call", "digits", "n", "fate", "label", "limit_s", "plan"}
