"""The report of a diagnosis: what the booth said, word for word, and what follows from it.

Pure. The booth's words are signed by it, so whoever has its key can tell a report from a forged one; what a
person said or saw stands beside them, unsigned. It must not know files or terminals.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boothwire import WireError
from boothwire.findings import BAD, Finding, judge, worst

from boothkit.inspection.told import Told, read


class ReportError(ValueError):
    """It is no report; the text says what is wrong with it."""


@dataclass(frozen=True)
class Report:
    """`traces` are what the guided part went by, as far as they came signed; `guided` what came of it."""

    checkup: Told
    guided: tuple[Finding, ...] = ()
    traces: tuple[Told, ...] = ()

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.checkup.message["facts"])

    @property
    def findings(self) -> list[Finding]:
        """What was tried with a person at hand counts for more than what the booth knows by itself."""
        tried = {finding.code for finding in self.guided}
        known = judge(self.facts, dict(self.checkup.message["limits"]))
        return [finding for finding in known if finding.code not in tried] + list(self.guided)

    @property
    def faults(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.verdict == BAD]

    def is_genuine(self, key: bytes) -> bool:
        """Whether every word of it is the booth's with this key."""
        return all(told.is_genuine(key) for told in (self.checkup, *self.traces))


def to_document(report: Report) -> dict[str, Any]:
    return {
        "booth": report.checkup.booth,
        "verdict": worst(report.findings),
        "findings": [finding._asdict() for finding in report.findings],
        "guided": [list(finding) for finding in report.guided],
        "said": [
            {"topic": told.topic, "payload": told.payload}
            for told in (report.checkup, *report.traces)
            if told.payload
        ],
    }


def from_text(text: str) -> Report:
    """What was written of `to_document`; its findings are judged anew."""
    try:
        document = json.loads(text)
        said = [read(words["topic"], words["payload"]) for words in document["said"]]
        guided = tuple(Finding(*row) for row in document["guided"])
    except (ValueError, KeyError, TypeError, WireError) as error:
        raise ReportError(f"it is no report of `boothkit diagnose`: {error}") from None
    if not said or said[0].kind != "checkup":
        raise ReportError("it does not begin with a checkup")
    return Report(said[0], guided, tuple(said[1:]))


def limits_from(report: Report) -> dict[str, Any]:
    """What is normal for a board that is well: its own limits for the next time. Each with so much room that
    only a change is found."""
    facts = report.facts
    limits: dict[str, Any] = {}
    if facts.get("rssi_dbm") is not None:
        limits["rssi_dbm"] = facts["rssi_dbm"] - 20
    for name, least in (("relay_close_ms", 20), ("relay_open_ms", 20), ("flash_ms", 500), ("broker_ms", 500)):
        if facts.get(name) is not None:
            limits[name] = 3 * facts[name] + least
    leg = next((each.measured for each in guided_legs(report.guided) if each.measured), facts.get("leg"))
    if leg:
        limits["leg"] = leg
    return limits


def guided_legs(guided: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in guided if finding.code == "swapped_polarity"]
