"""Each finding has words."""

import pytest
from boothkit.inspection import words
from boothkit.inspection.steps import steps_for
from boothwire.findings import BAD, CODES, OK, Finding

GUIDED = {code for profile in ("reversal", "metering") for step in steps_for(profile) for code in step.codes}


@pytest.mark.parametrize("code", sorted({*CODES, *GUIDED, "lamp_unseen", "buzzer_unheard"}))
def test_every_finding_has_a_title_and_an_advice(code: str):
    assert words.title(code)
    assert words.advice(Finding(code, BAD, None, None))
    assert words.advice(Finding(code, OK, None, None)) == ""


def test_no_words_for_what_nobody_looks_for():
    assert set(words.WORDS) == {*CODES, *GUIDED, "lamp_unseen", "buzzer_unheard"}


def test_a_measured_value_stands_beside_its_limit():
    assert words.measured(Finding("weak_wifi", BAD, -88, -80)) == "-88 dBm (limit -80)"
    assert words.measured(Finding("no_line", BAD, "line_volts", None)) == "line_volts"
    assert words.measured(Finding("weak_wifi", OK, None, -80)) == ""
