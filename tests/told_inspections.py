"""What a booth answers when a technician asks, for the tests of desk, panel and boothkit."""

from typing import Any

FACTS = {
    "active": "line_volts", "broker_ms": 45, "drift_ms": 20, "drift_s": 3600, "faults": "", "firmware": "1",
    "flash_free": 400_000, "flash_ms": 40, "flash_ok": True, "heap_free": 90_000, "hub_quiet_s": 2,
    "leg": "a", "online": True, "relay_close_ms": 8, "relay_closes": True, "relay_open_ms": 6,
    "relay_opens": True, "reset": "power", "rssi_dbm": -61, "tls": True, "uptime_s": 3600,
    "waiting": 0, "wifi": True,
}  # fmt: skip
LIMITS = [["leg", "a"]]
ONLY_IN_A_CHECKUP = (
    "active", "flash_ms", "flash_ok", "relay_close_ms", "relay_closes", "relay_open_ms", "relay_opens",
)  # fmt: skip


def told_checkup(n: int, *, boot: int = 1, verdict: str = "done", **facts: Any) -> dict[str, Any]:
    """All is well but for `facts`."""
    found = {} if verdict == "busy" else FACTS | facts
    return {
        "boot": boot, "n": n, "at_ms": 5000, "verdict": verdict,
        "facts": [[name, found[name]] for name in sorted(found)], "limits": LIMITS,
    }  # fmt: skip


def told_vitals(n: int, **facts: Any) -> dict[str, Any]:
    """Without what had to be moved."""
    message = told_checkup(n, **facts)
    return message | {"facts": [fact for fact in message["facts"] if fact[0] not in ONLY_IN_A_CHECKUP]}


def told_trace(
    n: int, part: int, *edges: tuple[str, int, int], over: bool = False, line: str = "idle"
) -> dict[str, Any]:
    return {
        "boot": 1, "n": n, "part": part, "at_ms": 1000 * part, "over": over, "lost": 0, "line": line,
        "edges": [list(edge) for edge in edges],
    }  # fmt: skip
