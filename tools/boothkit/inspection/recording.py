"""A trace becomes a call script: told in deeds where deeds explain all that was seen, else in bare levels.

Pure. The deeds are tried: played to a model of the line whose relay moves as the booth's did, they must move
the same inputs at the same moments. So a script is either readable and true, or only true. It must not know
how a trace came here.
"""

import json
from collections.abc import Sequence
from typing import Any

from boothkit.exchange import Exchange
from boothkit.inspection import deeds
from boothkit.inspection.look import Look
from boothkit.story import Step, perform
from boothkit.wire import Edge

# Inputs that deeds must explain: how long a level holds before the booth believes it, and how exact they must
# be. Of a key only the beginning counts: fingers are slower than scripts.
HOLDS_MS = {"loop_a": 5, "loop_b": 5, "dtmf_std": 5, "meter": 20, "ring": 200, "hook": 100, "line_volts": 20}
EXACT_MS = 60
FOR_EVER = 2**53
# Of deeds at one moment, what has to come first.
BEFORE = ("relay", "pin", "unlock", "bypass")

Moves = dict[str, list[tuple[int, bool]]]


def script(look: Look, *, story: str, profile: Any, emergency: Sequence[str] = ()) -> str:
    """The call script of what was seen."""
    handset = deeds.Handset(look)
    steps = in_order(
        handset.steps
        + deeds.locks(look)
        + deeds.contacts(look)
        + deeds.keys(look)
        + deeds.metering(look)
        + deeds.ringing(look)
        + deeds.box(look)
    )
    line = handset.line
    if not explains(steps, line, look):
        steps, line = in_order(deeds.locks(look) + deeds.contacts(look) + levels(look)), "on_answer"
    zero_ms = steps[0].at_ms if steps else 0
    return written(
        [step._replace(at_ms=step.at_ms - zero_ms) for step in steps],
        {"story": story, "profile": profile, "line": line, "emergency": list(emergency)},
    )


def in_order(steps: list[Step]) -> list[Step]:
    return sorted(steps, key=lambda step: (step.at_ms, step.action not in BEFORE))


def levels(look: Look) -> list[Step]:
    """Every input held at what was seen of it. The contact moves by itself."""
    begin_ms = look.edges[0].at_ms if look.edges else 0
    moved = [edge for edge in look.edges if edge.pin not in ("relay", "relay_sense")]
    at_first = {edge.pin for edge in moved if edge.at_ms == begin_ms}
    quiet = sorted(({edge.pin for edge in moved} | set(HOLDS_MS)) - at_first)
    held = [Step(begin_ms, "pin", pin, 0) for pin in quiet]
    return held + [Step(edge.at_ms, "pin", edge.pin, int(edge.active)) for edge in moved]


def explains(steps: Sequence[Step], line: str, look: Look) -> bool:
    """Whether these deeds move the inputs as they were seen to move."""
    if not look.edges:
        return True
    made, seen = settled(played(steps, line, look)), settled(look.edges)
    return all(alike(made[pin], seen[pin]) for pin in HOLDS_MS)


def played(steps: Sequence[Step], line: str, look: Look) -> list[Edge]:
    """The edges these deeds make, while the contact moves as it was seen to."""
    exchange = Exchange(line)
    begin_ms = look.edges[0].at_ms
    edges = exchange.connect(begin_ms)
    contact = [Step(edge.at_ms, "contact", edge.active) for edge in look.edges if edge.pin == "relay_sense"]
    for step in sorted([*contact, *steps], key=lambda step: step.at_ms):
        if step.action == "contact":
            edges += exchange.relay(step.at_ms, step.argument)
        else:
            edges += perform(exchange, step)
    return edges + exchange.advance(look.now_ms)


def settled(edges: Sequence[Edge]) -> Moves:
    """When each input moved, as a booth believes it."""
    moves: Moves = {pin: [] for pin in HOLDS_MS}
    for pin, hold_ms in HOLDS_MS.items():
        own = [edge for edge in edges if edge.pin == pin]
        ends_ms = [*(edge.at_ms for edge in own[1:]), FOR_EVER]
        for edge, end_ms in zip(own, ends_ms, strict=False):
            held = end_ms - edge.at_ms >= hold_ms
            if held and edge.active != (moves[pin][-1][1] if moves[pin] else False):
                moves[pin].append((edge.at_ms, edge.active))
    moves["dtmf_std"] = [move for move in moves["dtmf_std"] if move[1]]
    return moves


def alike(made: list[tuple[int, bool]], seen: list[tuple[int, bool]]) -> bool:
    if [active for _, active in made] != [active for _, active in seen]:
        return False
    return all(abs(mine[0] - theirs[0]) <= EXACT_MS for mine, theirs in zip(made, seen, strict=True))


def written(steps: Sequence[Step], head: dict[str, Any]) -> str:
    """As TOML: what stands in JSON for a text, a number or a list stands there too."""
    lines = [f"{name} = {toml(value)}" for name, value in head.items() if value]
    rows = [[part for part in step if part is not None] for step in steps]
    return "\n".join([*lines, "steps = [", *(f"    {json.dumps(row)}," for row in rows), "]", ""])


def toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(part)}" for name, part in value.items()) + " }"
    return json.dumps(value)
