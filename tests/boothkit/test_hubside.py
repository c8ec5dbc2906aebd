"""The bench's own hub: what it has seen of a booth, and when a visit is settled."""

import pytest
from boothkit.hubside import BoothSeen, Broker, read_broker


def told(boot: int, seq: int, call: int = 1, ending: str = "") -> tuple[tuple[int, int], dict]:
    return (boot, seq), {"boot": boot, "seq": seq, "call": call, "ending": ending}


def test_the_acknowledgement_stops_at_the_first_gap():
    seen = BoothSeen()
    seen.records = dict([told(1, 1), told(1, 2), told(1, 4), told(2, 3)])
    assert (seen.acknowledged(1), seen.acknowledged(2)) == (2, 0)


def test_the_latest_record_is_the_call_however_it_came():
    seen = BoothSeen()
    seen.records = dict([told(1, 3, ending="hangup"), told(2, 1), told(1, 1), told(1, 2, call=2)])
    assert [(call["boot"], call["call"], call["seq"]) for call in seen.calls] == [
        (1, 1, 3),
        (1, 2, 2),
        (2, 1, 1),
    ]


@pytest.mark.parametrize(
    ("change", "settled"),
    [
        ({}, True),
        ({"ctr": 3}, False),
        ({"relay": True}, False),
        ({"seq": 3}, False),
    ],
)
def test_a_visit_is_settled_once_locked_and_complete(change: dict, settled: bool):
    seen = BoothSeen()
    seen.ctr = 4
    seen.records = dict([told(1, 1), told(1, 2, ending="hangup")])
    seen.reported = {"boot": 1, "ctr": 4, "relay": False, "seq": 2} | change
    assert seen.settled is settled


def test_a_visit_with_a_call_that_has_not_ended_is_not_settled():
    seen = BoothSeen()
    seen.records = dict([told(1, 1)])
    seen.reported = {"boot": 2, "ctr": 0, "relay": False, "seq": 0}
    assert not seen.settled


def test_a_broker_is_named_by_its_url():
    assert read_broker("mqtt://sim:secret@broker.shop:8883") == Broker("broker.shop", 8883, "sim", "secret")
    assert read_broker("mqtt://127.0.0.1") == Broker("127.0.0.1", 1883, None, None)


@pytest.mark.parametrize("url", ["broker.shop:1883", "http://broker.shop", "mqtt://"])
def test_what_is_no_broker_is_refused_with_what_to_write(url: str):
    with pytest.raises(ValueError, match="write mqtt://host:1883"):
        read_broker(url)
