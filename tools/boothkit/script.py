"""Call scripts: one story of a call, told once and played by every layer (tests/calls/*.toml).

A technician writes one when a booth in the field did something odd, so the reader is strict: an unknown
word, a step out of order or a value of the wrong kind is a ScriptError naming file and step. It must not
know how a story is played.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from boothwire.messages import FALLBACKS, FATES, FAULTS, LASTING_FAULTS

from boothkit.exchange import CONVENTIONS
from boothkit.story import ExpectedBill, ExpectedCall, Step, Story

UNPRICED = "unpriced"
DTMF = "0123456789*#ABCD"
PULSED = "0123456789"


class ScriptError(ValueError):
    """What is wrong with a script, and where."""


def is_whole(value: object) -> bool:
    return type(value) is int and value >= 0


def made_of(letters: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value != "" and set(value) <= set(letters)


def one_of(*words: str) -> Callable[[object], bool]:
    return lambda value: value in words


def is_name(value: object) -> bool:
    return isinstance(value, str) and value.isidentifier()


# action: (arguments it must have, arguments it may have); the whole vocabulary of a story
ACTIONS: dict[str, tuple[tuple[Callable[[object], bool], ...], tuple[Callable[[object], bool], ...]]] = {
    "unlock": ((), (is_whole,)),  # limit_s
    "lock": ((), ()),
    "grant": ((one_of(*FATES),), (is_whole,)),  # limit_s
    "hub": ((one_of("lost", "back"),), ()),
    "off_hook": ((), ()),
    "on_hook": ((), ()),
    "dial": ((made_of(DTMF),), ()),
    "rotary": ((made_of(PULSED),), ()),
    "flash": ((), (is_whole,)),  # ms
    "answer": ((), (is_whole,)),  # by reversal; ms of the gap
    "answer_pulse": ((), (is_whole,)),  # by metering; seconds between pulses
    "busy": ((), ()),
    "release": ((), ()),
    "break": ((is_whole,), ()),  # ms
    "ring": ((), (is_whole,)),  # ms
    "network": ((one_of("down", "up"),), ()),
    "power": ((one_of("cut", "back"),), ()),
    "relay": ((one_of("sticks", "follows"),), ()),
    "bypass": ((one_of("on", "off"),), ()),
    "pin": ((is_name, lambda value: value in (0, 1)), ()),
}


# Terms of a lease that a story may set.
TERMS: dict[str, Callable[[object], bool]] = {
    "ungranted_s": is_whole,
    "patience_s": is_whole,
    "broker_idle": one_of(*FALLBACKS),
    "broker_call": one_of(*FALLBACKS),
    "hub_idle": one_of(*FALLBACKS),
    "hub_call": one_of(*FALLBACKS),
}
PARTS = {
    *("story", "profile", "line", "emergency", "lease", "steps", "tariff", "answered_at"),
    *("call", "bill", "receipt", "alarms"),
}
ALARMS = {*FAULTS, *(f"{fault} over" for fault in LASTING_FAULTS)}


def load(path: Path) -> Story:
    try:
        return read(path.stem, tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ScriptError) as error:
        raise ScriptError(f"{path}: {error}") from None


def read(name: str, document: Mapping[str, Any]) -> Story:
    """A story from its document; ScriptError says which part is wrong, without the file's name."""
    refuse_unknown("the script", document, PARTS)
    bill = document.get("bill")
    receipt = document.get("receipt", {})
    refuse_unknown("[receipt]", receipt, {"lines"})
    return Story(
        name=name,
        story=need("the script", document, "story", str),
        profile=need("the script", document, "profile", str, dict),
        line=read_line(document.get("line", "on_answer")),
        emergency=read_words("emergency", document.get("emergency", []), made_of(PULSED)),
        lease=read_lease(document.get("lease", {})),
        alarms=read_words("alarms", document.get("alarms", []), one_of(*ALARMS)),
        steps=read_steps(need("the script", document, "steps", list)),
        tariff=need("the script", {"tariff": "small", **document}, "tariff", str, dict),
        answered_at=read_moment(document.get("answered_at", "2026-03-02T10:00:00Z")),
        calls=tuple(
            read_call(f"[[call]] {place}", call) for place, call in enumerate(document.get("call", ()), 1)
        ),
        bill=None if bill is None else read_bill("[bill]", bill),
        receipt_lines=tuple(receipt.get("lines", ())),
    )


def read_steps(rows: list[Any]) -> tuple[Step, ...]:
    steps: list[Step] = []
    for place, row in enumerate(rows, 1):
        step = read_step(f"step {place}", row)
        if steps and step.at_ms < steps[-1].at_ms:
            raise ScriptError(f"step {place}: {step.at_ms} ms is before the step above it")
        steps.append(step)
    if not steps:
        raise ScriptError("steps: a story needs at least one")
    return tuple(steps)


def read_step(where: str, row: Any) -> Step:
    if not isinstance(row, list) or not 2 <= len(row) <= 4 or not is_whole(row[0]):
        raise ScriptError(f'{where}: write [milliseconds, "action", ...], not {row!r}')
    at_ms, action, *arguments = row
    if action not in ACTIONS:
        raise ScriptError(f"{where}: no action {action!r}; there are {', '.join(ACTIONS)}")
    must, may = ACTIONS[action]
    if not len(must) <= len(arguments) <= len(must) + len(may):
        raise ScriptError(f"{where}: {action} takes {len(must)} to {len(must) + len(may)} arguments")
    for argument, fits in zip(arguments, must + may, strict=False):
        if not fits(argument):
            raise ScriptError(f"{where}: {action} cannot take {argument!r}")
    return Step(at_ms, action, *arguments)


def read_line(convention: object) -> str:
    if convention not in CONVENTIONS:
        raise ScriptError(f"line: one of {', '.join(CONVENTIONS)}, not {convention!r}")
    return str(convention)


def read_words(where: str, words: list[Any], fits: Callable[[object], bool]) -> tuple[str, ...]:
    for word in words:
        if not fits(word):
            raise ScriptError(f"{where}: nothing there can be {word!r}")
    return tuple(words)


def read_lease(terms: Mapping[str, Any]) -> dict[str, Any]:
    refuse_unknown("[lease]", terms, set(TERMS))
    for name, value in terms.items():
        if not TERMS[name](value):
            raise ScriptError(f"[lease]: {name} cannot be {value!r}")
    return dict(terms)


def read_moment(text: object) -> datetime:
    try:
        moment = text if isinstance(text, datetime) else datetime.fromisoformat(str(text))
    except ValueError:
        raise ScriptError(f"answered_at: no moment {text!r}; write 2026-03-02T10:00:00Z") from None
    if moment.tzinfo is None:
        raise ScriptError("answered_at: say which time zone: end it with Z")
    return moment


def read_call(where: str, row: Mapping[str, Any]) -> ExpectedCall:
    refuse_unknown(where, row, {part.name for part in fields(ExpectedCall)})
    texts = {name: need(where, row, name, str) for name in ("digits", "number", "evidence", "ending")}
    counted = {name: need(where, row, name, int) for name in ("talk_ms", "pulses", "flashes") if name in row}
    emergency = need(where, {"emergency": False, **row}, "emergency", bool)
    cost = read_amount(f"{where}: cost", row.get("cost"))
    return ExpectedCall(
        **texts, talk_s=need(where, row, "talk_s", int), cost=cost, emergency=emergency, **counted
    )


def read_bill(where: str, row: Mapping[str, Any]) -> ExpectedBill:
    refuse_unknown(where, row, {part.name for part in fields(ExpectedBill)})
    sums = {name: read_sum(f"{where}: {name}", row.get(name)) for name in ("charges", "rounded", "due")}
    return ExpectedBill(**sums, unpriced=row.get("unpriced", 0))


def read_sum(where: str, text: object) -> Decimal:
    amount = read_amount(where, text)
    if amount is None:
        raise ScriptError(f"{where}: a sum is never {UNPRICED}; write how many calls are: unpriced = 1")
    return amount


def read_amount(where: str, text: object) -> Decimal | None:
    if text == UNPRICED:
        return None
    try:
        return Decimal(text if isinstance(text, str) else "not text")
    except InvalidOperation:
        raise ScriptError(f'{where}: write an amount as "0.30" or "{UNPRICED}", not {text!r}') from None


def need(where: str, row: Mapping[str, Any], name: str, *kinds: type) -> Any:
    value = row.get(name)
    if not isinstance(value, kinds):
        raise ScriptError(f"{where}: {name} is missing or no {' or '.join(kind.__name__ for kind in kinds)}")
    return value


def refuse_unknown(where: str, row: Mapping[str, Any], known: set[str]) -> None:
    foreign = sorted(set(row) - known)
    if foreign:
        raise ScriptError(f"{where}: nothing is called {', '.join(foreign)} here")
