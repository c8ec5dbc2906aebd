"""What the hub says, as the booth takes it; and what a booth does that has lost it."""

import pytest
from booth_bench import EPOCH, NONCE, Bench, beat, desired, grant, talking

OTHER = "f" * 32


def ack(seq: int, **terms):
    return {"nonce": NONCE, "epoch": EPOCH, "boot": 1, "seq": seq} | terms


def test_only_what_is_for_this_boot_of_the_highest_epoch_and_new_is_obeyed():
    bench = Bench().beat()
    for wrong in ({"nonce": OTHER}, {"epoch": EPOCH - 1}, {"until_ms": 3010}):
        bench.to(bench.at_ms + 100)
        assert bench.hear("desired", desired(1, True) | wrong) != ""
        assert bench.booth.line.state == "locked"
    assert bench.hear("desired", desired(1, True)) == ""
    assert bench.booth.line.state == "idle"


def test_a_repeated_order_is_harmless_and_an_older_one_is_refused():
    bench = Bench().want(True).want(False)
    assert bench.hear("desired", desired(2, False)) == ""
    assert bench.hear("desired", desired(1, True)) == "older than what was obeyed"
    assert bench.booth.line.state == "locked"


def test_refusals_are_counted_and_told_once_a_minute():
    bench = Bench().beat()
    for _ in range(3):
        bench.to(bench.at_ms + 1000)
        bench.hear("beat", beat(9, nonce=OTHER))
    bench.booth.refuse("the signature does not fit", bench.now_ms)
    bench.settle()
    assert bench.state["refused"] == 4
    assert [alarm["detail"] for alarm in bench.alarms] == ["1, the last: beat: meant for another boot"]
    bench.to(70_000)
    bench.booth.refuse("the signature does not fit", bench.now_ms)
    bench.settle()
    assert bench.alarms[1]["detail"] == "4, the last: the signature does not fit"


def test_what_the_hub_said_before_it_knew_this_boot_is_ignored_and_not_counted():
    bench = Bench()
    assert bench.hear("desired", desired(4, True, nonce=OTHER)) != ""
    assert (bench.state["refused"], bench.faults, bench.booth.line.state) == (0, [], "locked")


@pytest.mark.parametrize("kind", ["offer", "piece", "ack"])
def test_every_kind_passes_the_same_gate(kind):
    message = {"nonce": NONCE, "epoch": EPOCH, "release": 1, "name": "a", "offset": 0, "size": 1, "data": ""}
    if kind == "offer":
        message = {name: message[name] for name in ("nonce", "epoch", "release")}
    if kind == "ack":
        message = ack(1)
    bench = Bench()
    assert bench.hear(kind, message) == ""
    assert bench.hear(kind, message | {"epoch": EPOCH - 1}) != ""
    assert bench.hear(kind, message | {"nonce": OTHER}) != ""
    bench.hear(kind, message | {"epoch": EPOCH + 5})
    assert bench.booth.epoch == EPOCH + 5


# ---- grants


def test_a_grant_for_the_running_call_limits_it_and_an_old_one_does_not():
    bench = talking().grant(1, limit_s=30)
    assert (bench.state["granted"], bench.state["limit_s"]) == (1, 30)
    bench.grant(2, limit_s=40)
    bench.grant(1, limit_s=5)
    assert (bench.state["granted"], bench.state["limit_s"]) == (2, 40)
    bench.to(50000)
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("limit", 40000)


def test_a_grant_for_another_call_or_other_digits_changes_nothing_and_is_no_offence():
    bench = talking()
    assert bench.hear("grant", grant(2, "91", limit_s=1)) == ""
    assert bench.hear("grant", grant(1, "911", limit_s=1)) == ""
    assert (bench.state["granted"], bench.state["refused"]) == (0, 0)


@pytest.mark.parametrize("at_ms", [3000, 5500, 9500])
def test_a_barred_number_is_cut_at_once_whether_anyone_answered(at_ms):
    bench = Bench().want(True).to(500).do("off_hook").to(1500).do("dial", "91").to(3000)
    if at_ms > 9000:
        bench.to(8000).do("answer")
    bench.to(at_ms).grant(fate="barred")
    assert (bench.booth.line.state, bench.booth.relay()) == ("ended", False)
    assert bench.records[-1]["ending"] == "barred"
    assert bench.to(at_ms + 3000).booth.line.state == "off_hook"


def test_a_number_barred_just_after_the_customer_hung_up_counts_to_the_hangup():
    bench = talking().do("on_hook").to(6400).grant(fate="barred")
    assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("barred", 1000)


def test_one_more_digit_makes_a_grant_void():
    bench = Bench().want(True).to(500).do("off_hook").to(1500).do("dial", "91").to(7000).grant(1, limit_s=60)
    bench.do("dial", "2").to(8000)
    assert (bench.state["digits"], bench.state["granted"]) == ("912", 0)
    assert bench.grant(2, limit_s=90).state["limit_s"] == 90


def test_a_booth_up_to_an_amount_cuts_an_ungranted_call_at_its_answer():
    bench = Bench().want(True, ungranted_s=0).to(500).do("off_hook").to(1500).do("dial", "91").to(5000)
    assert bench.state["limit_s"] == 1
    bench.do("answer").to(6000)
    last = bench.records[-1]
    assert (last["ending"], last["talk_ms"] // 1000, bench.booth.relay()) == ("fallback", 0, False)


def test_the_running_cost_is_the_grants():
    plan = [0, [[0, 60, 2000]], 0, None, None, 100, 2, "up", 0]
    bench = talking().grant(plan=plan).to(66_500)
    assert bench.state["cost"] == 40
    bench.do("on_hook").to(70_000)
    assert (bench.state["cost"], bench.state["call"]) == (None, 0)


def test_the_warning_sounds_before_a_limit_that_a_grant_brought():
    bench = talking().to(20_000)
    assert bench.booth.outputs()[0]["buzzer"] is False
    bench.grant(limit_s=40)
    assert bench.to(20_010).booth.outputs()[0]["buzzer"] is True


# ---- a lost hub


@pytest.mark.parametrize(
    ("connected", "row"), [(True, "hub"), (False, "broker")], ids=["hub silent", "broker lost"]
)
@pytest.mark.parametrize(
    ("fallback", "line", "lease"),
    [("lock", "locked", "over"), ("finish", "talking", "open"), ("emergency", "locked", "suspended")],
)
def test_in_a_call_the_fallback_of_the_row_is_taken(connected, row, fallback, line, lease):
    other = {"hub": "broker", "broker": "hub"}[row]
    terms = {f"{row}_call": fallback, f"{other}_call": "finish" if fallback == "lock" else "lock"}
    bench = talking(patience_s=30, **terms)
    bench.booth.connected(connected, bench.now_ms)
    bench.to(29_999)
    assert bench.booth.line.state == "talking"
    bench.to(30_001)
    assert (bench.booth.line.state, bench.state["lease"]) == (line, lease)
    assert [alarm["detail"] for alarm in bench.alarms] == [f"{row} lost, call: {fallback}"]
    if line == "locked":
        assert (bench.records[-1]["ending"], bench.records[-1]["talk_ms"]) == ("fallback", 25_000)


@pytest.mark.parametrize(
    ("fallback", "lease"), [("lock", "over"), ("finish", "over"), ("emergency", "suspended")]
)
def test_an_idle_booth_locks_whatever_the_fallback_and_the_hub_opens_only_a_suspended_one(fallback, lease):
    bench = Bench().want(True, patience_s=10, broker_idle=fallback).to(10_001)
    assert (bench.booth.line.state, bench.state["lease"]) == ("locked", lease)
    assert bench.state["visit"] == "visit-1"
    bench.beat().to(15_000)
    assert bench.booth.line.state == ("idle" if lease == "suspended" else "locked")
    assert bench.want(True).to(18_000).booth.line.state == "idle"


def test_a_call_to_be_finished_is_the_last():
    bench = talking(patience_s=10, broker_call="finish").to(30_000).do("on_hook").to(32_000)
    assert (bench.booth.line.state, bench.state["lease"]) == ("locked", "over")
    assert bench.records[-1]["ending"] == "hangup"


def test_a_call_to_be_finished_still_ends_at_its_limit():
    bench = talking(limit_s=40, patience_s=10, broker_call="finish").to(46_000)
    assert (bench.records[-1]["ending"], bench.state["lease"]) == ("limit", "over")


def test_a_hub_heard_again_in_time_ends_nothing():
    bench = talking(patience_s=10, broker_call="finish").to(30_000).beat().to(31_000)
    bench.do("on_hook").to(35_000)
    assert bench.booth.line.state == "idle"


def test_only_what_was_never_heard_before_proves_that_the_hub_lives():
    bench = talking(patience_s=10, broker_call="lock").grant(1)
    bench.hear("ack", ack(1))
    for at_ms in range(7000, 20_000, 500):
        bench.to(at_ms)
        bench.hear("ack", ack(1))
        bench.hear("grant", grant(1, "91", 1))
        bench.hear("desired", desired(1, True))
        bench.hear("beat", beat(0))
    assert bench.state["lease"] == "over"


@pytest.mark.parametrize("sign", ["beat", "ack", "grant", "desired"])
def test_every_new_word_of_the_hub_is_a_sign_of_life(sign):
    bench = talking(patience_s=10, broker_call="lock")
    for n in range(1, 12):
        bench.to(6000 + 3000 * n)
        terms = {"patience_s": 10, "broker_call": "lock"}
        said = {"beat": beat(n), "ack": ack(n), "grant": grant(1, "91", n)}
        bench.hear(sign, said.get(sign) or desired(n + 1, True, **terms))
    assert (bench.booth.line.state, bench.faults) == ("talking", [])
