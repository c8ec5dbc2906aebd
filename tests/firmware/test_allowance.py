"""How long a call may talk and what it costs, by lease and grant."""

import pytest
from booth.allowance import Allowance
from booth.lease import Lease
from booth_bench import desired, grant
from boothwire.meter import Plan, cost
from hypothesis import given
from hypothesis import strategies as st

# 0.20 a minute, 60/1, 0.10 to connect; in hundredths of a cent
PLAN = [1000, [[0, 60, 2000], [60, 1, 33]], 0, None, None, 100, 2, "up", 0]


def allowance(*grants, limit_s=0, ungranted_s=20) -> Allowance:
    lease = Lease()
    lease.obey(desired(1, True, limit_s=limit_s, ungranted_s=ungranted_s))
    it = Allowance(lease)
    for n, terms in enumerate(grants, 1):
        it.take(grant(1, "91", n, **terms))
    return it


@pytest.mark.parametrize(
    ("limit_s", "ungranted_s", "grants", "limit"),
    [
        (0, 20, [], (20, "fallback")),
        (0, 0, [], (0, "fallback")),
        (10, 20, [], (10, "limit")),
        (20, 20, [], (20, "limit")),
        (0, 20, [{}], (None, "")),
        (60, 20, [{}], (60, "limit")),
        (60, 20, [{"limit_s": 30}], (30, "limit")),
        (60, 20, [{"limit_s": 90}], (60, "limit")),
        (60, 0, [{"limit_s": 30}, {"limit_s": 45}], (45, "limit")),
    ],
)
def test_the_nearest_limit_holds_and_a_grant_takes_the_place_of_going_without(
    limit_s, ungranted_s, grants, limit
):
    assert allowance(*grants, limit_s=limit_s, ungranted_s=ungranted_s).limit() == limit


def test_the_limit_counts_from_the_answer_and_is_due_once():
    it = allowance({"limit_s": 60})
    assert it.due_ms is None
    it.talk(10000)
    assert (it.due_ms, it.advance(69999)) == (70000, [])
    assert it.advance(70000) == [(70000, "limit")]
    assert (it.due_ms, it.advance(99999)) == (None, [])


def test_a_limit_lowered_below_what_was_talked_cuts_now_and_not_in_the_past():
    it = allowance({"limit_s": 60})
    it.talk(10000)
    it.take(grant(1, "91", 2, limit_s=5))
    assert it.advance(30000) == [(30000, "limit")]


def test_a_grant_that_is_not_newer_changes_nothing():
    it = allowance({"limit_s": 60})
    assert not it.take(grant(1, "91", 1, limit_s=3600))
    assert (it.granted, it.limit()) == (1, (60, "limit"))


def test_another_number_needs_another_grant():
    it = allowance({"limit_s": 60, "plan": PLAN})
    it.begin()
    assert (it.granted, it.limit(), it.cost(1000)) == (0, (20, "fallback"), None)
    assert it.take(grant(1, "912", 1))


@given(st.integers(0, 4_000_000))
def test_the_cost_is_what_the_meter_says_of_the_completed_seconds(talk_ms):
    assert allowance({"plan": PLAN}).cost(talk_ms) == cost(Plan(*PLAN), talk_ms // 1000)


def test_what_has_no_price_shows_none_and_what_is_free_shows_nothing_to_pay():
    unpriced_later = [0, [[0, 60, 100], [60, 1, None]], 0, None, None, 100, 2, "up", 0]
    assert allowance().cost(5000) is None
    assert allowance({"fate": "unpriced"}).cost(5000) is None
    assert allowance({"fate": "free"}).cost(5000) == 0
    assert allowance({"plan": unpriced_later}).cost(60_000) == 1
    assert allowance({"plan": unpriced_later}).cost(61_000) is None
