"""What people and exchange must have done for a booth's inputs to move as they did.

Pure, and the exchange's model read backwards: the edges of a trace become the deeds of a call script. It
guesses as a technician would, by how long the current was away, which way it came back and whether the
exchange's voltage stood meanwhile; whether the guess explains what was seen is for others to try.
"""

from itertools import pairwise
from typing import NamedTuple

from boothkit.exchange import SEIZE_MS
from boothkit.inspection.look import Look
from boothkit.story import Step
from boothkit.wire import Edge

SHUT = ("locked", "guarded", "refused")
LEGS = {"loop_a": "a", "loop_b": "b"}
TOGETHER_MS = 30  # what one thing causes comes within so long
PULSE_MS = (20, 80)
DIGIT_GAP_MS = 250
FLASH_MAX_MS = 700
LONG_MS = 1000


class Gap(NamedTuple):
    """No current; `fed`: the exchange's voltage stood meanwhile, so the loop was opened in the booth."""

    at_ms: int
    length_ms: int
    fed: bool
    turned: bool


def locks(look: Look) -> list[Step]:
    """What the hub wanted, as far as the line tells: a booth that locks itself looks the same."""
    steps, is_open, before = [], False, "locked"
    for stay in look.stays:
        if before in SHUT and stay.line not in SHUT and (before != "guarded" or stay.line == "idle"):
            is_open = True
            steps.append(Step(last(look, "relay", True, stay.at_ms), "unlock"))
        elif is_open and stay.line == "locked":
            is_open = False
            steps.append(Step(last(look, "relay", False, stay.at_ms), "lock"))
        before = stay.line
    return steps


def last(look: Look, pin: str, active: bool, at_ms: int) -> int:
    moments = [edge.at_ms for edge in look.edges if edge[1:] == (pin, active) and edge.at_ms <= at_ms]
    return moments[-1] if moments else at_ms


def contacts(look: Look) -> list[Step]:
    """A relay whose contact does not follow its coil, until it does again."""
    steps: list[Step] = []
    moves = [edge for edge in look.edges if edge.pin == "relay"]
    for place, coil in enumerate(moves):
        until_ms = moves[place + 1].at_ms if place + 1 < len(moves) else look.now_ms
        followed = first(look, "relay_sense", coil.active, coil.at_ms, until_ms)
        if followed is None and until_ms - coil.at_ms >= LONG_MS:
            steps.append(Step(coil.at_ms, "relay", "sticks"))
        elif followed is not None and followed - coil.at_ms >= LONG_MS:
            steps += [Step(coil.at_ms, "relay", "sticks"), Step(followed, "relay", "follows")]
    return steps


def first(look: Look, pin: str, active: bool, from_ms: int, to_ms: int) -> int | None:
    moments = (edge.at_ms for edge in look.since(from_ms) if edge[1:] == (pin, active))
    return next((at_ms for at_ms in moments if at_ms < to_ms), None)


def ringing(look: Look) -> list[Step]:
    steps, began_ms = [], None
    for edge in look.edges:
        if edge.pin == "ring" and edge.active:
            began_ms = edge.at_ms
        elif edge.pin == "ring" and began_ms is not None:
            steps.append(Step(began_ms, "ring", edge.at_ms - began_ms))
            began_ms = None
    if began_ms is not None:  # it still rang when nobody looked any more
        steps.append(Step(began_ms, "ring", look.now_ms - began_ms + LONG_MS))
    return steps


def box(look: Look) -> list[Step]:
    return [
        Step(edge.at_ms, "pin", "tamper", int(edge.active)) for edge in look.edges if edge.pin == "tamper"
    ]


def metering(look: Look) -> list[Step]:
    """Regular pulses are the exchange's; others are told pulse by pulse."""
    pulses = [edge for edge in look.edges if edge.pin == "meter"]
    starts = [edge.at_ms for edge in pulses if edge.active]
    if not starts:
        return []
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    every_s = round(sum(gaps) / len(gaps) / 1000) if gaps else (look.now_ms - starts[0]) // 1000 + 1
    if all(abs(gap - every_s * 1000) <= TOGETHER_MS for gap in gaps):
        return [Step(starts[0], "answer_pulse", every_s)]
    return [Step(edge.at_ms, "pin", "meter", int(edge.active)) for edge in pulses]


def keys(look: Look) -> list[Step]:
    return [Step(at_ms, "dial", key) for at_ms, key in look.dialled()]


class Handset:
    """The telephone's own deeds and the reversals, by the loop's currents; `line` is the convention found."""

    def __init__(self, look: Look) -> None:
        self.steps: list[Step] = []
        self.idle_leg = ""
        self.turns_when_seized = False
        self._look = look
        self._off = self._bridged = False
        self._leg = ""  # in which current last flowed
        self._broke_ms: int | None = None
        self._lifted_ms = 0
        self._pulses: list[Gap] = []
        for edge in look.edges:
            self._feel(edge)
        self._end_gap(look.now_ms)
        self._end_digit()

    @property
    def line(self) -> str:
        convention = "on_idle" if self.turns_when_seized else "on_answer"
        return convention + ("_swapped" if self.idle_leg == "b" else "")

    def _feel(self, edge: Edge) -> None:
        if edge.pin == "hook" and not self._moves_with_relay(edge.at_ms):
            self._set_off(edge.active, edge.at_ms)
        elif edge.pin in LEGS and self._look.levels(edge.at_ms).get("ring"):
            pass  # the ringing current itself
        elif edge.pin in LEGS and edge.active:
            self._flows(LEGS[edge.pin], edge.at_ms)
        elif edge.pin in LEGS and not self._flowing(edge.at_ms):
            self._stops(edge.at_ms)
        elif edge.pin == "relay_sense" and not edge.active:
            self._end_gap(edge.at_ms)

    def _moves_with_relay(self, at_ms: int) -> bool:
        return any(
            edge.pin == "relay_sense" and abs(edge.at_ms - at_ms) <= TOGETHER_MS for edge in self._look.edges
        )

    def _flowing(self, at_ms: int) -> bool:
        levels = self._look.levels(at_ms)
        return any(levels.get(pin) for pin in LEGS)

    def _set_off(self, off: bool, at_ms: int) -> None:
        if off != self._off:
            self._off = off
            self._lifted_ms = at_ms
            self._do(at_ms, "off_hook" if off else "on_hook")

    def _flows(self, leg: str, at_ms: int) -> None:
        self._bridge(at_ms)
        self._end_gap(at_ms, leg)
        self._set_off(True, at_ms)
        self.idle_leg = self.idle_leg or leg
        self._leg = leg

    def _stops(self, at_ms: int) -> None:
        if not self._moves_with_relay(at_ms):
            self._broke_ms = at_ms

    def _bridge(self, at_ms: int) -> None:
        """Current though the relay is open: somebody has bridged it."""
        is_closed = self._look.levels(at_ms).get("relay_sense") or self._moves_with_relay(at_ms)
        if not is_closed and not self._bridged:
            self._bridged = True
            self._do(at_ms, "bypass", "on")

    def _end_gap(self, at_ms: int, leg: str = "") -> None:
        if self._broke_ms is None:
            return
        fed = first(self._look, "line_volts", True, self._broke_ms, at_ms) is not None
        gap = Gap(self._broke_ms, at_ms - self._broke_ms, fed, turned=bool(leg) and leg != self._leg)
        self._broke_ms = None
        if gap.turned and gap.length_ms <= FLASH_MAX_MS:
            self._turned(gap, leg)
        elif leg and not gap.fed:
            self._do(gap.at_ms, "break", gap.length_ms)
        elif leg and gap.length_ms <= PULSE_MS[1]:
            self._pulse(gap)
        elif leg and gap.length_ms <= FLASH_MAX_MS:
            self._do(gap.at_ms, "flash", gap.length_ms)
        elif self._bridged and self._look.levels(at_ms).get("hook"):
            self._bridged = False
            self._do(gap.at_ms, "bypass", "off")
        else:
            self._set_off(False, gap.at_ms)

    def _turned(self, gap: Gap, leg: str) -> None:
        if gap.at_ms - self._lifted_ms <= SEIZE_MS + TOGETHER_MS:
            self.turns_when_seized = True  # the exchange does so by itself
            return
        is_answer = (leg != self.idle_leg) != self.turns_when_seized
        if is_answer:
            self._do(gap.at_ms, "answer", gap.length_ms)
        else:
            self._do(gap.at_ms, "release")

    def _pulse(self, gap: Gap) -> None:
        """Pulses close together are one digit."""
        if self._pulses and gap.at_ms - self._pulses[-1].at_ms > DIGIT_GAP_MS:
            self._end_digit()
        self._pulses.append(gap)

    def _end_digit(self) -> None:
        pulses, self._pulses = self._pulses, []
        if pulses:
            self.steps.append(Step(pulses[0].at_ms, "rotary", str(len(pulses) % 10)))

    def _do(self, at_ms: int, action: str, argument: object = None) -> None:
        self._end_digit()
        self.steps.append(Step(at_ms, action, argument))
