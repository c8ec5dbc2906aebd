"""What a booth answers when a technician asks, for the tests of desk and panel."""

from typing import Any

FACTS = {"firmware": "1", "heap_free": 90_000, "rssi_dbm": -61, "uptime_s": 3600, "waiting": 0}


def told_checkup(n: int, *, boot: int = 1, verdict: str = "done", **facts: Any) -> dict[str, Any]:
    found = {} if verdict == "busy" else FACTS | facts
    return {
        "boot": boot, "n": n, "at_ms": 5000, "verdict": verdict,
        "facts": [[name, found[name]] for name in sorted(found)], "limits": [],
    }  # fmt: skip


def told_trace(
    n: int, part: int, *edges: tuple[str, int, int], over: bool = False, line: str = "idle"
) -> dict[str, Any]:
    return {
        "boot": 1, "n": n, "part": part, "at_ms": 1000 * part, "over": over, "lost": 0, "line": line,
        "edges": [list(edge) for edge in edges],
    }  # fmt: skip
