"""Which messages are heard: those for this boot, of the highest epoch, and which prove that the hub lives."""

from booth.hub_ear import QUIET_MS, HubEar

MINE, OTHER = "1" * 32, "2" * 32


def message(nonce=MINE, epoch=5, **fields):
    return {"nonce": nonce, "epoch": epoch, **fields}


def test_a_message_for_another_boot_is_not_heard():
    ear = HubEar(3, MINE, 0)
    assert ear.objection(message(OTHER))
    assert ear.objection(message()) == ""


def test_before_the_hub_was_heard_another_boots_nonce_is_its_lateness_and_after_that_a_replay():
    ear = HubEar(3, MINE, 0)
    assert ear.is_late(message(OTHER))
    ear.objection(message())
    assert not ear.is_late(message(OTHER))


def test_the_highest_epoch_heard_fences_all_lower_ones_also_from_an_earlier_boot():
    ear = HubEar(3, MINE, 5)
    assert ear.objection(message(epoch=4))
    assert ear.objection(message(epoch=9)) == ""
    assert ear.epoch == 9
    assert ear.objection(message(epoch=8))


def test_another_boots_message_raises_no_epoch():
    ear = HubEar(3, MINE, 5)
    ear.objection(message(OTHER, epoch=9))
    assert ear.epoch == 5


def test_a_beat_is_news_once_and_counts_from_the_start_in_a_new_epoch():
    ear = HubEar(3, MINE, 5)
    assert [ear.is_new_beat({"n": n}) for n in (1, 1, 2, 1)] == [True, False, True, False]
    assert ear.is_old_beat({"n": 1})
    assert not ear.is_old_beat({"n": 2})
    ear.objection(message(epoch=6))
    assert ear.is_new_beat({"n": 1})


def test_an_ack_is_news_only_if_it_rises_in_this_boot():
    ear = HubEar(3, MINE, 5)
    acks = [(2, 50), (3, 1), (3, 1), (3, 4), (3, 2)]
    assert [ear.is_new_ack({"boot": boot, "seq": seq}) for boot, seq in acks] == [
        False,
        True,
        False,
        True,
        False,
    ]


def test_every_refusal_counts_and_they_are_told_once_a_minute_all_together():
    ear = HubEar(3, MINE, 5)
    assert [ear.refuse(at_ms) for at_ms in (1000, 2000, 3000, 1000 + QUIET_MS)] == [1, 0, 0, 3]
    assert ear.refused == 4
