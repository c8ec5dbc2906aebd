"""The wire to the letter: golden messages on both Pythons, and whatever hypothesis thinks of."""

import hmac
import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import golden
import pytest
from any_message import any_message
from boothkit.programs import micropython
from boothwire import WireError
from boothwire.mac import sign, verify
from boothwire.messages import MESSAGES, PAYLOAD_MAX, decode, encode, is_retained, parse_topic, topic
from hypothesis import given
from hypothesis import strategies as st

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
VECTORS = json.loads((HERE / "vectors.json").read_text())
KEY = bytes(range(32))
NAME = topic("barri", "booth-1", "record")


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["id"])
def test_golden(case):
    assert golden.outcome(case) == case["expect"]


def test_golden_on_micropython():
    env = os.environ | {"MICROPYPATH": f"{ROOT / 'firmware/lib'}:.frozen"}
    command = micropython(str(HERE / "golden.py"), str(HERE / "vectors.json"))
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    seen = [json.loads(line) for line in run.stdout.splitlines()]
    assert seen == [[case["id"], case["expect"]] for case in VECTORS]


def test_every_kind_has_a_golden_message():
    assert {parse_topic(case["topic"])[2] for case in VECTORS if case["id"] in MESSAGES} == set(MESSAGES)


def test_only_presence_is_retained():
    assert [kind for kind in MESSAGES if is_retained(kind)] == ["presence"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"seq": -1}, "seq must be a whole number, not -1"),
        ({"ending": "bored"}, "ending must be one of"),
        ({"board": "pico"}, "record has no field board"),
    ],
)
def test_a_refusal_says_what_is_wrong(change, words):
    with pytest.raises(WireError, match=words):
        encode(NAME, good_record() | change, KEY)


def test_another_wire_version_is_named():
    with pytest.raises(WireError, match="wire version 2, this side speaks 1"):
        parse_topic("locutorio/2/barri/booth-1/novelty")


def test_no_topic_for_an_unknown_kind():
    with pytest.raises(WireError, match="no message is called 'reboot'"):
        topic("barri", "booth-1", "reboot")


def good_record():
    return next(case["message"] for case in VECTORS if case["id"] == "record")


@given(any_message)
def test_what_is_sent_is_what_arrives(sent):
    kind, message = sent
    name = topic("barri", "booth-1", kind)
    payload = encode(name, message, KEY)
    if len(payload) <= PAYLOAD_MAX:
        assert decode(name, payload, KEY) == message
    else:
        # A long plan is left out of its grant by whoever makes it; all else always fits.
        assert kind == "grant"
        assert len(encode(name, message | {"plan": None}, KEY)) <= PAYLOAD_MAX


@given(st.binary(max_size=200))
def test_rubbish_is_refused_and_nothing_else(rubbish):
    with pytest.raises(WireError):
        decode(NAME, rubbish, KEY)


@given(st.binary(max_size=200))
def test_signed_rubbish_is_refused_and_nothing_else(rubbish):
    with pytest.raises(WireError):
        decode(NAME, sign(KEY, NAME, rubbish).encode() + b" " + rubbish, KEY)


@given(st.integers(0, 400), st.integers(1, 255))
def test_one_changed_byte_is_refused(place, difference):
    payload = bytearray(encode(NAME, good_record(), KEY))
    payload[place % len(payload)] ^= difference
    with pytest.raises(WireError):
        decode(NAME, payload, KEY)


@given(st.binary(min_size=1, max_size=100), st.binary(max_size=100))
def test_the_signature_is_hmac_sha256(key, body):
    wanted = hmac.new(key, NAME.encode() + b"\n" + body, sha256).hexdigest()
    assert sign(key, NAME, body) == wanted
    assert verify(key, NAME, body, wanted.encode())
