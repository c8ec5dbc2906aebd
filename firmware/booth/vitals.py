"""What the program finds out of itself and its surroundings: memory, flash, network, clock.

Beside the way of a call, for an inspection; of its files the only one that touches anything. A fact that is
not known is None. It must not know what is well or bad: whoever reads the facts judges them.
"""

import gc
import json
import os
from time import ticks_diff, ticks_ms

from boothwire import WireError
from boothwire.fields import limits

from booth.diary import plain

TRIAL_FILE = "checkup.tmp"
TRIAL_BYTES = 512
LIMITS_FILE = "limits.json"  # what is normal for this board, where a technician has calibrated it
TEXT_MAX = 100
BATCH = 16  # lines of the journal in memory at once


def vitals(controller, link, about):
    """Known without moving or writing anything."""
    booth, flash = controller.booth, os.statvfs(".")
    state = booth.state()
    gc.collect()
    facts = {
        "uptime_s": controller.now_ms() // 1000,
        "faults": state["faults"],
        "refused": state["refused"],
        "leg": booth.leg,
        "heap_free": gc.mem_free(),
        "flash_free": flash[0] * flash[3],
        "waiting": count(controller.journal),
    }
    facts.update(about)
    facts.update(link.facts())
    facts.update(controller.drift.facts())
    facts["trouble"] = plain(facts["trouble"][:TEXT_MAX])
    return facts


def count(journal):
    """How many lines the hub has not acknowledged."""
    found, after = 0, (0, 0)
    while True:
        lines = journal.pending(after, BATCH)
        found += len(lines)
        if len(lines) < BATCH:
            return found
        after = lines[-1][:2]


def flash_trial(folder):
    """Write, read again, compare. Everything else stands still meanwhile."""
    data, began = os.urandom(TRIAL_BYTES), ticks_ms()
    try:
        folder.create(TRIAL_FILE, data)
        held = folder.read(TRIAL_FILE) == data
    except OSError:
        held = False
    took_ms = ticks_diff(ticks_ms(), began)
    try:
        folder.remove(TRIAL_FILE)
    except OSError:
        pass  # nothing of it was written
    return {"flash_ok": held, "flash_ms": took_ms}


def own_limits(folder):
    """Those of this board, as they travel; what is not to the letter counts for nothing."""
    try:
        found = json.loads(folder.read(LIMITS_FILE))
        return limits(LIMITS_FILE, [[name, found[name]] for name in sorted(found)])
    except (ValueError, TypeError, WireError):
        return []
