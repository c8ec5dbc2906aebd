"""The steps of the guided part: what to ask for, and how to tell from the trace that it came.

Pure. Whatever a customer's telephone and the exchange can do to the booth's inputs is tried once: handset,
current, keys, dial, answer, ringing. It must not know who does it, nor where the trace comes from.
"""

from collections.abc import Callable

from boothwire.findings import BAD, OK, UNSEEN, Finding

from boothkit.inspection.guide import LEGS, Findings, Scene, Step

KEYS = "1234567890*#"
STEADY_MS = 150  # current for so long: the handset is off
TURNED_MS = 40  # the other direction for so long: the polarity has turned
PULSE_MS = (20, 80)  # the loop is open for so long
PULSES = 5
DIAL_OVER_MS = 400


def steps_for(profile: str) -> list[Step]:
    """For a line that shows an answer as this profile says."""
    line = [LOOP, *(key_step(key) for key in KEYS), DIAL]
    if profile in ANSWERS:
        line.append(ANSWERS[profile])
    return [HOOK, UNLOCK, *line, LOCK, RING]


def ok(code: str, measured: str | None = None) -> Finding:
    return Finding(code, OK, measured, None)


def bad(code: str, measured: str | None = None, limit: str | None = None) -> Finding:
    return Finding(code, BAD, measured, limit)


def hook_seen(scene: Scene) -> Findings | None:
    back = not scene.on("hook") and not scene.on("relay_sense") and not scene.leg(0)
    return [ok("opto_dead")] if scene.came_on("hook") and back else None


def unlocked(scene: Scene) -> Findings | None:
    return [] if scene.on("relay_sense") and scene.look.line not in ("locked", "guarded", "refused") else None


def locked(scene: Scene) -> Findings | None:
    return [] if not scene.on("relay_sense") and scene.look.line == "locked" else None


def lifted_ms(scene: Scene) -> int:
    """When the current began that flows now."""
    return max(edge.at_ms for edge in scene.look.edges if edge.pin in LEGS and edge.active)


def loop_seen(scene: Scene) -> Findings | None:
    leg, wanted = scene.leg(STEADY_MS), scene.limits.get("leg")
    if not leg:
        return None
    if not wanted:
        return [ok("opto_dead"), Finding("swapped_polarity", UNSEEN, leg, None)]
    polarity = ok("swapped_polarity", leg) if leg == wanted else bad("swapped_polarity", leg, wanted)
    return [ok("opto_dead"), polarity]


def key_step(key: str) -> Step:
    def seen(scene: Scene) -> Findings | None:
        dialled = heard(scene)
        if not dialled:
            return None
        wrong = ok("key_wrong") if dialled[0][1] == key else bad("key_wrong", f"{key}→{dialled[0][1]}")
        return [ok("key_missing"), wrong]

    def missed(_scene: Scene) -> Findings:
        return [bad("key_missing", key)]

    def until_ms(scene: Scene) -> int:
        return heard(scene)[0][0] + 1

    return Step(f"Press {key}", ("key_missing", "key_wrong"), seen, missed, until_ms=until_ms)


def heard(scene: Scene) -> list[tuple[int, str]]:
    return [(at_ms, key) for at_ms, key in scene.look.dialled() if at_ms >= scene.since_ms]


def pulses(scene: Scene) -> list[int]:
    """How long the loop was open each time that could be a dial's."""
    lengths, opened_ms = [], None
    for edge in scene.edges:
        if edge.pin in LEGS and not edge.active:
            opened_ms = edge.at_ms
        elif edge.pin in LEGS and opened_ms is not None:
            lengths.append(edge.at_ms - opened_ms)
            opened_ms = None
    return [length for length in lengths if PULSE_MS[0] <= length <= PULSE_MS[1]]


def dial_seen(scene: Scene) -> Findings | None:
    moves = [edge.at_ms for edge in scene.edges if edge.pin in LEGS]
    if not pulses(scene) or scene.look.now_ms - moves[-1] < DIAL_OVER_MS:
        return None
    count = len(pulses(scene))
    if count != PULSES:
        return [bad("pulse_missing", f"{count} of {PULSES}")]
    return [ok("pulse_missing", f"{sum(pulses(scene)) // count} ms open")]


def reversal_seen(scene: Scene) -> Findings | None:
    before = {LEGS[pin] for pin in LEGS if scene.look.levels(scene.since_ms - 1).get(pin)}
    leg = scene.leg(TURNED_MS)
    return [ok("answer_unseen")] if before and leg and leg not in before else None


def reversal_missed(scene: Scene) -> Findings:
    """If the loop went dark though the voltage stays low, current flows on that nothing shows: the other
    direction's optocoupler is dead."""
    before = [pin for pin in LEGS if scene.look.levels(scene.since_ms - 1).get(pin)]
    if before and not scene.leg(0) and not scene.on("line_volts"):
        other = next(pin for pin in LEGS if pin not in before)
        return [bad("opto_dead", other), Finding("answer_unseen", UNSEEN, None, None)]
    return [bad("answer_unseen")]


def metering_seen(scene: Scene) -> Findings | None:
    return [ok("answer_unseen")] if scene.came_on("meter") else None


def ring_seen(scene: Scene) -> Findings | None:
    return [ok("ring_missing")] if scene.came_on("ring") else None


def nothing(*missing: Finding) -> Callable[[Scene], Findings]:
    return lambda _scene: list(missing)


CALL = "Call a telephone at hand and answer it there"
ANSWERS = {
    "reversal": Step(CALL, ("answer_unseen",), reversal_seen, reversal_missed),
    "metering": Step(CALL, ("answer_unseen",), metering_seen, nothing(bad("answer_unseen"))),
}
HOOK = Step("Lift the handset and put it back", ("opto_dead",), hook_seen, nothing(bad("opto_dead", "hook")))
UNLOCK = Step("Have the counter unlock this booth", (), unlocked, nothing(), gate=True)
LOOP = Step(
    "Lift the handset and listen for the dial tone",
    ("opto_dead", "swapped_polarity"),
    loop_seen,
    nothing(bad("opto_dead", "loop_a/loop_b"), Finding("swapped_polarity", UNSEEN, None, None)),
    until_ms=lifted_ms,
)
DIAL = Step(
    f"Dial {PULSES} by pulses, if the telephone can",
    ("pulse_missing",),
    dial_seen,
    nothing(bad("pulse_missing", f"0 of {PULSES}")),
)
LOCK = Step("Hang up, and have the booth locked", (), locked, nothing(), gate=True)
RING = Step("Have this booth called", ("ring_missing",), ring_seen, nothing(bad("ring_missing")))
