"""The fleet and its updates, as a terminal shows them: from what the hub answers to rows of words.

Pure; it must not know how the hub is asked.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from boothwire.findings import BAD, OK
from rich.table import Table
from rich.text import Text

from boothkit.inspection.words import SIGNS, STYLES

Row = Mapping[str, Any]

OUTCOMES = {
    "": "under way",
    "done": "done",
    "by_hand": "stopped by hand",
    "silent": "stopped: {booth} said nothing for half an hour",
    "withdrawn": "stopped: {booth} was offered another release",
}


def fleet_table(booths: Sequence[Row]) -> Table:
    """A booth a row; what is wrong with it last, in colours that are said in words too."""
    shown = Table(box=None, pad_edge=False)
    for name in ("booth", "line", "firmware", "up", "Wi-Fi", "starts", "waiting"):
        shown.add_column(name, no_wrap=True)
    shown.add_column("findings")
    for booth in booths:
        shown.add_row(
            booth["id"],
            line(booth),
            firmware(booth),
            span(booth["uptime_s"]),
            signal(booth),
            str(booth["restarts"]),
            str(fact(booth, "waiting", "?")),
            findings(booth),
        )
    return shown


def is_well(booth: Row) -> bool:
    return bool(booth["online"]) and not any(one["verdict"] == BAD for one in booth["wrong"])


def line(booth: Row) -> Text:
    if booth["online"]:
        return Text("in use" if booth["in_use"] else "free")
    seen_ms = booth["seen_ms"]
    since = f" since {moment(seen_ms)}" if seen_ms else ", never seen"
    return Text(f"away{since}", style="red")


def firmware(booth: Row) -> str:
    """Its version, and the number of the release it came by; then that of the one it is to run."""
    runs = booth["firmware"] or "?"
    if booth["release"]:
        runs += f" r{booth['release']}"
    if booth["trial"]:
        return f"{runs} on trial"
    waits = booth["offered"] and booth["offered"] > booth["release"]
    return f"{runs} → r{booth['offered']}" if waits else runs


def signal(booth: Row) -> str:
    dbm = fact(booth, "rssi_dbm", None)
    return "?" if dbm is None else f"{dbm} dBm"


def findings(booth: Row) -> Text:
    if booth["vitals"] is None and booth["checkup"] is None:
        return Text("not examined yet")
    words = Text()
    for one in booth["wrong"]:
        words.append(", " if words else "").append(named(one), style=STYLES[one["verdict"]])
    return words or Text("well", style=STYLES[OK])


def named(finding: Row) -> str:
    measured = "" if finding["measured"] is None else f" {finding['measured']}"
    return f"{SIGNS[finding['verdict']]} {finding['code'].replace('_', ' ')}{measured}"


def fact(booth: Row, name: str, otherwise: Any) -> Any:
    return (booth["vitals"] or {"facts": {}})["facts"].get(name, otherwise)


def span(seconds: int | None) -> str:
    """Of the two greatest units: 3 d 4 h."""
    if seconds is None:
        return "?"
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return f"{days} d {hours % 24} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


def moment(at_ms: int) -> str:
    """In this machine's time zone."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone().strftime("%d %b %H:%M")


def outcome(rollout: Row) -> str:
    """How an update stands, in one line."""
    held = sum(booth["holds"] for booth in rollout["booths"])
    words = OUTCOMES.get(rollout["outcome"], "stopped: {booth} said “{outcome}”")
    how = words.format(booth=rollout["outcome_booth"], outcome=rollout["outcome"])
    return (
        f"release {rollout['number']}: {how}; wave {rollout['wave']} of {rollout['waves']}, "
        f"{held} of {len(rollout['booths'])} booths hold it"
    )


def rollout_table(rollout: Row) -> Table:
    """Booth by booth, wave by wave."""
    shown = Table("wave", "booth", "it said", box=None, pad_edge=False)
    for booth in rollout["booths"]:
        said = "holds it" if booth["holds"] else booth["said"] or "–"
        shown.add_row(str(booth["wave"]), booth["id"], said)
    return shown
