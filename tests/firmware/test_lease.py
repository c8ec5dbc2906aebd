"""Only what is new and meant for this boot is obeyed."""

from booth.lease import Lease


def desired(**changed):
    return {"nonce": "n1", "ctr": 1, "unlocked": True, "visit": "v", "limit_s": 0, **changed}


def test_a_rising_counter_for_this_boot_is_obeyed():
    lease = Lease("n1")
    assert lease.obey(desired())
    assert (lease.ctr, lease.unlocked, lease.visit) == (1, True, "v")


def test_another_boots_and_old_ones_change_nothing():
    lease = Lease("n1")
    assert not lease.obey(desired(nonce="n2", ctr=9))
    assert lease.obey(desired(ctr=5, unlocked=False, visit=""))
    assert not lease.obey(desired(ctr=5))
    assert not lease.obey(desired(ctr=4))
    assert (lease.ctr, lease.unlocked) == (5, False)


def test_the_limit_is_due_once_and_a_lowered_one_at_once():
    lease = Lease("n1")
    lease.obey(desired(limit_s=60))
    lease.talk(10000)
    assert lease.due_ms == 70000
    lease.obey(desired(ctr=2, limit_s=5))
    assert lease.advance(30000) == [30000]
    assert lease.advance(99000) == []


def test_without_a_limit_or_a_call_nothing_is_due():
    lease = Lease("n1")
    lease.obey(desired(limit_s=0))
    lease.talk(10000)
    assert lease.due_ms is None
    lease.obey(desired(ctr=2, limit_s=60))
    lease.talk(None)
    assert lease.due_ms is None
