"""The guided part of a diagnosis: what a person is asked to do at the telephone, and what must come of it.

Pure: the trace goes in as it comes, and each step looks whether what it waits for is in it. A step ends when
that is seen, when the person says that it was done and nothing came, or when it is skipped. It must not know
how a person is asked, nor where the trace comes from.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from boothwire.findings import BAD, UNSEEN, Finding

from boothkit.inspection.look import Look
from boothkit.wire import Edge

LEGS = {"loop_a": "a", "loop_b": "b"}


class Scene(NamedTuple):
    """What there is to see for a step that began at `since_ms`."""

    look: Look
    since_ms: int
    limits: dict[str, Any]

    @property
    def edges(self) -> list[Edge]:
        return self.look.since(self.since_ms)

    def on(self, pin: str) -> bool:
        return self.look.levels().get(pin, False)

    def came_on(self, pin: str) -> bool:
        return any(edge.pin == pin and edge.active for edge in self.edges)

    def leg(self, hold_ms: int) -> str:
        """The direction in which current flows, if it has for so long."""
        came = {edge.pin: edge.at_ms for edge in self.look.edges if edge.pin in LEGS and edge.active}
        latest_ms = self.look.now_ms - hold_ms
        steady = [pin for pin in came if self.on(pin) and came[pin] <= latest_ms]
        return LEGS[steady[0]] if len(steady) == 1 else ""


Findings = list[Finding]


class Step(NamedTuple):
    """`seen` is None while it waits. `missed`: it was done and nothing came. `gate`: it brings the booth to
    where the next ones can be done, and if it fails, they are skipped up to the next gate. `until_ms`: the
    moment of what was seen, for who is quicker than the trace."""

    ask: str
    codes: tuple[str, ...]
    seen: Callable[[Scene], Findings | None]
    missed: Callable[[Scene], Findings]
    gate: bool = False
    until_ms: Callable[[Scene], int] | None = None


class Guide:
    def __init__(self, steps: Sequence[Step], limits: dict[str, Any]) -> None:
        self.look = Look()
        self._steps = list(steps)
        self._limits = limits
        self._since_ms = 0
        self._found: Findings = []

    @property
    def step(self) -> Step | None:
        """What the person is to do now; None when all is done."""
        return self._steps[0] if self._steps else None

    @property
    def findings(self) -> Findings:
        return joined(self._found)

    def hear(self, trace: dict[str, Any]) -> None:
        self.look.hear(trace)
        while self.step and (found := self.step.seen(self._scene)) is not None:
            since_ms = self.step.until_ms(self._scene) if self.step.until_ms else None
            self._next(found, since_ms)

    def give_up(self) -> None:
        """It was done, and nothing came of it."""
        if self.step:
            step = self.step
            self._next(step.missed(self._scene))
            if step.gate:
                self._skip_to_gate()

    def skip(self) -> None:
        if self.step:
            step = self.step
            self._next(unseen(step))
            if step.gate:
                self._skip_to_gate()

    @property
    def _scene(self) -> Scene:
        return Scene(self.look, self._since_ms, self._limits)

    def _next(self, found: Findings, since_ms: int | None = None) -> None:
        """The next step looks at what comes from now on, or from then."""
        self._found += found
        self._steps.pop(0)
        self._since_ms = self.look.now_ms if since_ms is None else since_ms

    def _skip_to_gate(self) -> None:
        while self.step and not self.step.gate:
            self._next(unseen(self.step))


def unseen(step: Step) -> Findings:
    return [Finding(code, UNSEEN, None, None) for code in step.codes]


def joined(found: Findings) -> Findings:
    """One finding for each code: bad if any is, with all that was bad about it."""
    together: dict[str, Findings] = {}
    for finding in found:
        together.setdefault(finding.code, []).append(finding)
    return [join(parts) for parts in together.values()]


def join(parts: Findings) -> Finding:
    bad = [part for part in parts if part.verdict == BAD]
    seen = [part for part in parts if part.verdict != UNSEEN]
    if not bad:
        return (seen or parts)[-1]
    words = " ".join(str(part.measured) for part in bad if part.measured is not None)
    return bad[0]._replace(measured=words or None)
