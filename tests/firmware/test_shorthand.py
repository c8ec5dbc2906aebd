"""A journal's line is read by the firmware that wrote it, by an older one and by a newer one."""

import json

import pytest
from booth.shorthand import FIELDS, to_message, to_text
from boothwire.messages import MESSAGES, check
from hypothesis import given
from hypothesis import strategies as st

# What firmware that is out there has written. Never change or take out a line; a new field needs a new one.
WRITTEN = {
    "record": [
        '[7, "v1", "talking", "0034911", 1000, 5000, null, 30000, "reversal", 3, 1, "", true]',
    ],
    "alarm": ['[1000, "enclosure", true, ""]'],
}


@pytest.mark.parametrize("kind", FIELDS)
def test_every_field_of_the_wire_is_kept(kind: str):
    wired = {name for name, _ in MESSAGES[kind][2]}
    assert {name for name, _ in FIELDS[kind]} == wired - {"boot", "seq"}


@pytest.mark.parametrize("kind", FIELDS)
def test_what_was_ever_written_is_still_read(kind: str):
    for text in WRITTEN[kind]:
        message = to_message((3, 9, kind, text))
        check(kind, message)
        assert json.loads(to_text(kind, message))[: len(json.loads(text))] == json.loads(text)
    assert len(json.loads(WRITTEN[kind][-1])) == len(FIELDS[kind])


@given(st.sampled_from(sorted(FIELDS)), st.data())
def test_a_line_of_any_age_makes_a_whole_message(kind: str, data: st.DataObject):
    values = json.loads(WRITTEN[kind][-1])
    length = data.draw(st.integers(0, len(values) + 3))
    message = to_message((3, 9, kind, json.dumps([*values, 0, "", None][:length])))
    check(kind, message)
    assert (message["boot"], message["seq"]) == (3, 9)
    kept = [message[name] for name, _ in FIELDS[kind]][:length]
    assert kept == values[:length]
