"""A report: the booth's own words, what follows from them, and whether they are its own."""

import json
from typing import Any

import pytest
from boothkit.inspection.report import Report, ReportError, from_text, limits_from, to_document
from boothkit.inspection.told import Told, from_console, read
from boothwire import WireError
from boothwire.findings import BAD, OK, UNSEEN, Finding
from boothwire.messages import encode, topic

KEY = b"k" * 32
NAME = topic("sol", "booth-1", "checkup")


def told(**facts: Any) -> Told:
    message = {
        "boot": 3,
        "n": 0,
        "at_ms": 60_000,
        "verdict": "done",
        "facts": sorted([name, value] for name, value in facts.items()),
        "limits": [["leg", "a"]],
    }
    return read(NAME, encode(NAME, message, KEY).decode())


def test_what_a_person_tried_counts_for_more_than_what_the_booth_knows():
    tried = Finding("swapped_polarity", BAD, "b", "a")
    report = Report(told(leg="a", rssi_dbm=-50), (tried,))
    assert [each for each in report.findings if each.code == "swapped_polarity"] == [tried]
    assert report.faults == [tried]


def test_a_report_comes_back_as_it_was_written():
    report = Report(told(rssi_dbm=-88), (Finding("ring_missing", OK, None, None),))
    document = to_document(report)
    assert (document["booth"], document["verdict"]) == ("booth-1", BAD)
    again = from_text(json.dumps(document))
    assert (again.checkup, again.guided) == (report.checkup, report.guided)


def test_a_report_is_believed_only_as_the_booth_said_it():
    report = Report(told(rssi_dbm=-88))
    assert report.is_genuine(KEY)
    assert not report.is_genuine(b"another" + bytes(25))
    text = json.dumps(to_document(report))
    assert not from_text(text.replace("-88", "-44")).is_genuine(KEY)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"said": [], "guided": []}', '{"said": [1], "guided": []}']
)
def test_what_is_no_report_is_refused(text: str):
    with pytest.raises(ReportError):
        from_text(text)


def test_a_consoles_other_lines_are_no_answers():
    line = f"{NAME} {told(leg='a').payload}"
    assert from_console(line) == told(leg="a")
    for other in ("", "link: cannot connect", line[:-1], "locutorio 0.1.0 boot 1", f"{NAME} short"):
        assert from_console(other) is None
    with pytest.raises(WireError):
        read(NAME, "")


def test_a_board_that_is_well_sets_its_own_limits():
    limits = limits_from(Report(told(rssi_dbm=-61, relay_close_ms=6, leg="b")))
    assert limits == {"rssi_dbm": -81, "relay_close_ms": 38, "leg": "b"}
    seen = (Finding("swapped_polarity", UNSEEN, "a", None),)
    assert limits_from(Report(told(leg=""), seen)) == {"leg": "a"}
