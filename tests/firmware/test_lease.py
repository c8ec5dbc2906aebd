"""What is obeyed, and what a lost hub does to a lease."""

import pytest
from booth.lease import Lease
from booth_bench import desired
from hypothesis import given
from hypothesis import strategies as st

FALLBACKS = ["lock", "finish", "emergency"]


def leased(**terms) -> Lease:
    """Obeyed and heard at 1000."""
    lease = Lease()
    lease.obey(desired(1, True, **terms))
    lease.heard(1000)
    return lease


def test_a_rising_counter_is_obeyed():
    lease = leased()
    assert (lease.ctr, lease.state, lease.visit) == (1, "open", "visit-1")
    assert lease.obey(desired(5, False))
    assert (lease.ctr, lease.state, lease.visit) == (5, "none", "")


def test_what_was_obeyed_already_is_harmless_and_changes_nothing():
    lease = leased(hub_idle="lock")
    lease.lose("hub", "idle")
    assert lease.objection(desired(1, True, until_ms=1500), 2000) == ""
    assert not lease.obey(desired(1, True))
    assert lease.state == "over"


def test_an_older_order_and_one_held_back_are_refused():
    lease = leased()
    lease.obey(desired(5, False))
    assert lease.objection(desired(4, True), 2000)
    assert lease.objection(desired(6, True, until_ms=1999), 2000)
    assert not lease.objection(desired(6, True, until_ms=2000), 2000)


def test_the_hub_is_lost_after_the_leases_patience():
    lease = leased(patience_s=30)
    assert lease.due_ms == 31000
    lease.heard(20000)
    assert (lease.due_ms, lease.advance(49999), lease.advance(50000)) == (50000, [], [50000])


def test_a_locked_booth_loses_no_hub():
    lease = Lease()
    assert lease.due_ms is None
    lease.obey(desired(1, False, patience_s=1))
    assert lease.due_ms is None


@pytest.mark.parametrize("lost", ["broker", "hub"])
@pytest.mark.parametrize("moment", ["idle", "call"])
@pytest.mark.parametrize("fallback", FALLBACKS)
def test_the_fallback_is_the_one_the_owner_chose_for_that_loss_at_that_moment(lost, moment, fallback):
    others = {f"{a}_{b}": "lock" for a in ("broker", "hub") for b in ("idle", "call")}
    lease = leased(**others | {f"{lost}_{moment}": fallback})
    assert lease.lose(lost, moment) == fallback
    assert lease.due_ms is None
    expected = {"lock": "over", "emergency": "suspended", "finish": "open" if moment == "call" else "over"}
    assert lease.state == expected[fallback]


def test_a_suspended_lease_opens_again_when_the_hub_is_heard_and_one_that_is_over_does_not():
    suspended, over = leased(hub_idle="emergency"), leased(hub_idle="lock")
    for lease in (suspended, over):
        lease.lose("hub", "idle")
        lease.heard(90000)
    assert (suspended.state, over.state) == ("open", "over")


def test_a_call_that_was_to_be_finished_is_the_last():
    lease = leased(hub_call="finish")
    lease.lose("hub", "call")
    lease.call_is_over()
    assert lease.state == "over"


def test_a_hub_heard_again_before_the_call_is_over_takes_nothing_away():
    lease = leased(hub_call="finish")
    lease.lose("hub", "call")
    lease.heard(60000)
    lease.call_is_over()
    assert lease.state == "open"
    assert lease.due_ms == 60000 + 86_400_000


happenings = st.one_of(
    st.tuples(st.just("obey"), st.integers(1, 9), st.booleans()),
    st.tuples(st.just("heard")),
    st.tuples(st.just("lose"), st.sampled_from(["broker", "hub"]), st.sampled_from(["idle", "call"])),
    st.tuples(st.just("call_is_over")),
)


@given(st.lists(happenings, max_size=30), st.sampled_from(FALLBACKS), st.sampled_from(FALLBACKS))
def test_nothing_but_a_new_order_opens_a_lease_that_is_none_or_over(story, idle, call):
    lease, now_ms = Lease(), 0
    terms = {"hub_idle": idle, "broker_idle": idle, "hub_call": call, "broker_call": call}
    for what, *rest in story:
        now_ms += 1000
        before, ctr = lease.state, lease.ctr
        if what == "obey" and not lease.objection(desired(*rest), now_ms):
            lease.obey(desired(*rest, **terms))
        elif what == "heard":
            lease.heard(now_ms)
        elif what == "lose" and lease.due_ms is not None:
            lease.lose(*rest)
        elif what == "call_is_over":
            lease.call_is_over()
        assert lease.ctr >= ctr
        if before in ("none", "over") and lease.state == "open":
            assert lease.ctr > ctr
