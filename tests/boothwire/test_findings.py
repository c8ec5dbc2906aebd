"""What facts mean: each fault named by what shows it, and nothing said of what was not seen."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from boothwire.findings import BAD, CODES, LIMITS, MARGINS, OK, UNSEEN, WEAK, judge, judge_one, worst
from judged import judged

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
GOOD: dict[str, Any] = {
    "active": "line_volts", "flow": False, "leg": "a", "faults": "", "reset": "power",
    "relay_closes": True, "relay_close_ms": 6, "relay_opens": True, "relay_open_ms": 4,
    "wifi": True, "rssi_dbm": -58, "online": True, "tls": True, "broker_ms": 30, "trouble": "",
    "hub_quiet_s": 2, "drift_ms": 40, "drift_s": 7200, "heap_free": 60_000, "waiting": 0,
    "flash_free": 400_000, "flash_ok": True, "flash_ms": 40,
}  # fmt: skip
OWN = {"leg": "a"}


def away(trouble: str, **more: Any) -> dict[str, Any]:
    return {"online": False, "broker_ms": None, "hub_quiet_s": None, "trouble": trouble, **more}


FAULTS: list[tuple[str, dict[str, Any], str, Any]] = [
    ("relay_welded", {"relay_opens": False}, BAD, None),
    ("relay_welded", {"relay_open_ms": 50}, WEAK, 50),
    ("relay_dead", {"relay_closes": False, "relay_close_ms": None}, BAD, None),
    ("relay_dead", {"relay_close_ms": 100}, BAD, 100),
    ("no_line", {"active": ""}, BAD, "line_volts"),
    ("current_at_rest", {"active": "line_volts loop_a"}, BAD, "loop_a"),
    ("current_at_rest", {"flow": True}, BAD, "relay"),
    ("hook_stuck", {"active": "hook line_volts"}, BAD, "hook"),
    ("input_stuck", {"active": "dtmf_std line_volts meter"}, BAD, "dtmf_std meter"),
    ("box_open", {"active": "line_volts tamper"}, WEAK, "tamper"),
    ("swapped_polarity", {"leg": "b"}, BAD, "b"),
    ("no_wifi", away("", wifi=False, rssi_dbm=None), BAD, None),
    ("weak_wifi", {"rssi_dbm": -75}, WEAK, -75),
    ("weak_wifi", {"rssi_dbm": -88}, BAD, -88),
    ("wrong_ca", away("cannot connect: ValueError('The certificate is not correctly signed"), BAD, None),
    ("wrong_address", away("ValueError('The certificate Common Name (CN) does not match"), BAD, None),
    ("broker_refuses", away("cannot connect: ValueError('not allowed',)"), BAD, None),
    ("broker_refuses", away("cannot connect: OSError(104,)"), BAD, None),
    ("broker_unreachable", away("cannot connect: OSError(104,)", tls=False), BAD, None),
    ("broker_unreachable", away("cannot connect: OSError(111,)"), BAD, None),
    ("broker_slow", {"broker_ms": 1900}, WEAK, 1900),
    ("hub_silent", {"hub_quiet_s": 60}, BAD, 60),
    ("no_tls", {"tls": False}, WEAK, None),
    ("clock_off", {"drift_ms": -7200}, BAD, 1000),
    ("flash_full", {"flash_free": 8192}, BAD, 8192),
    ("flash_full", {"faults": "flash"}, BAD, 400_000),
    ("flash_worn", {"flash_ok": False}, BAD, None),
    ("flash_worn", {"flash_ms": 1500}, WEAK, 1500),
    ("heap_low", {"heap_free": 9000}, BAD, 9000),
    ("journal_waiting", {"waiting": 60}, WEAK, 60),
    ("restarted", {"reset": "watchdog"}, WEAK, "watchdog"),
    ("safe_mode", {"faults": "safe_mode"}, BAD, None),
]


def test_a_good_booth_is_good_in_every_respect():
    findings = judge(GOOD, OWN)
    assert [finding.code for finding in findings] == list(CODES)
    assert {finding.code for finding in findings if finding.verdict != OK} == set()
    assert worst(findings) == OK


def test_of_a_booth_that_tells_nothing_nothing_is_said():
    assert {finding.verdict for finding in judge({}, {})} == {UNSEEN}


@pytest.mark.parametrize(("code", "fault", "verdict", "measured"), FAULTS)
def test_a_fault_is_named_and_no_other(code: str, fault: dict[str, Any], verdict: str, measured: Any):
    facts = GOOD | fault
    found = {finding.code: finding for finding in judge(facts, OWN) if finding.verdict in (WEAK, BAD)}
    expected = {code, "no_tls"} if facts["tls"] is False else {code}
    assert set(found) == expected
    assert found[code].verdict == verdict
    assert found[code].measured == (facts["trouble"] or None if fault.get("online") is False else measured)


def test_every_code_has_its_fault():
    assert {code for code, *_ in FAULTS} == set(CODES)
    assert set(MARGINS) == set(LIMITS)


def test_a_full_flash_is_not_called_worn():
    facts = GOOD | {"flash_free": 0, "flash_ok": False}
    assert judge_one("flash_worn", facts, {}).verdict == UNSEEN
    assert judge_one("flash_full", facts, {}).verdict == BAD


def test_a_boards_own_limits_come_before_the_usual_ones_if_they_are_of_their_kind():
    facts = GOOD | {"rssi_dbm": -75}
    assert judge_one("weak_wifi", facts, {"rssi_dbm": -76}).verdict == OK
    assert judge_one("weak_wifi", facts, {"rssi_dbm": -74}).verdict == BAD
    assert judge_one("weak_wifi", facts, {"rssi_dbm": "weak"}).verdict == WEAK


def test_the_clock_is_judged_only_over_a_time_that_tells():
    assert judge_one("clock_off", GOOD | {"drift_ms": 900, "drift_s": 60}, {}).verdict == UNSEEN


def test_both_pythons_judge_alike(tmp_path: Path):
    cases = [[GOOD | fault, OWN] for _, fault, _, _ in FAULTS] + [[{}, {}]]
    (tmp_path / "cases.json").write_text(json.dumps(cases))
    env = os.environ | {"MICROPYPATH": f"{ROOT / 'firmware/lib'}:.frozen"}
    command = [Path(sys.executable).parent / "micropython", HERE / "judged.py", tmp_path / "cases.json"]
    run = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == judged(cases)
