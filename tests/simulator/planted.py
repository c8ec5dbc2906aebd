"""Bugs planted on purpose, from outside: each takes one promise away. The simulator must find every one.

A bug is where to plant it (owner and attribute) and what stands there instead, made from what stood there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from booth.allowance import Allowance
from booth.call import Call
from booth.hub_ear import HubEar
from booth.journal import Journal
from booth.lease import Lease
from booth.line import TRANSITIONS
from booth.memory import Memory
from booth.outbox import Outbox
from booth.phone import Phone
from booth.rest import Rest
from boothwire import messages
from locutorio.core import closing, granting, leases

from simulator.hub import Hub
from simulator.link import Link

GUARDED = ("guarded", "emergency_ringing")


class Bug(NamedTuple):
    owner: Any
    attribute: str
    instead: Callable[[Any], Any]


def never(_: Any) -> Any:
    return lambda *args, **kwargs: None


def says(value: Any) -> Callable[[Any], Any]:
    """A function that always gives the same answer."""
    return lambda _: lambda *args, **kwargs: value


def is_always(value: Any) -> Callable[[Any], Any]:
    """A property, likewise."""
    return lambda _: property(lambda self: value)


def ack_before_commit(hears: Any) -> Any:
    def hasty(self: Hub, letter: Any) -> None:
        if self.dies_at == "before" and letter.kind == "record" and letter.message:
            self._ack(letter.booth, (letter.message["boot"], letter.message["seq"]))
        hears(self, letter)

    return hasty


def trim_when_sent(send: Any) -> Any:
    def trimming(self: Link, kind: str, message: Any) -> None:
        send(self, kind, message)
        if kind in ("record", "alarm"):
            self._board.memory.journal.acknowledge(message["boot"], message["seq"])

    return trimming


def take_twice(numbered: Any) -> Any:
    def forgetful(self: Hub, booth: str, kind: str, message: Any) -> Any:
        again = (booth, message["boot"], message["seq"]) in self.books.told
        if again and kind == "record":
            key = (booth, message["boot"], message["call"])
            if key in self.books.charges:
                seconds, cost = self.books.charges[key]
                self.books.charges[key] = seconds, None if cost is None else 2 * cost
        return numbered(self, booth, kind, message)

    return forgetful


def without_checkpoints(answer: Any) -> Any:
    def answered(self: Call, at_ms: int, evidence: str) -> None:
        answer(self, at_ms, evidence)
        self.due_ms = None

    return answered


def let_pass(meaning: Any) -> Any:
    def any_digit(self: Phone, digit: str) -> str:
        return "emergency" if self.line.state in GUARDED else str(meaning(self, digit))

    return any_digit


def with_a_lock(row: Any) -> Any:
    """A row of the line's table in which a lock ends the call."""
    return row | {"lock": ("locked", "end")}


BUGS: dict[str, Bug] = {
    # between booth and hub
    "a record taken twice is charged twice": Bug(Hub, "_numbered", take_twice),
    "the hub acknowledges before it commits": Bug(Hub, "hears", ack_before_commit),
    "the booth forgets what the broker has": Bug(Link, "_send", trim_when_sent),
    "a record is sent once": Bug(
        Outbox, "take", lambda take: lambda self, now_ms: take(self, min(now_ms, 1))
    ),
    "a signature is not looked at": Bug(messages, "verify", says(True)),
    "another boot's message is heard": Bug(HubEar, "objection", says("")),
    "a counter may come twice": Bug(Lease, "objection", says("")),
    "a command is never too late": Bug(
        Lease, "objection", lambda ask: lambda self, desired, now_ms: ask(self, desired, 0)
    ),
    # in the booth
    "a call has no limit": Bug(Allowance, "due_ms", is_always(None)),
    "the hub is never lost": Bug(Lease, "due_ms", is_always(None)),
    "a running call is not written down": Bug(Call, "answer", without_checkpoints),
    "a call that the power cut is left open": Bug(Memory, "_close", never),
    "what the flash refuses is forgotten": Bug(
        Journal, "full", lambda _: property(lambda self: self._unwritten.clear() or False)
    ),
    "any digit passes a locked line": Bug(Phone, "_meaning", let_pass),
    "the relay closes again at once": Bug(Rest, "begin", never),
    "a lock ends a call for help": Bug(TRANSITIONS, "emergency_talking", with_a_lock),
    # in the hub
    "ended calls reserve for ever": Bug(
        granting,
        "reserved_minor",
        lambda count: lambda latest, ended, oldest_boot: count(latest, frozenset(), oldest_boot=0),
    ),
    "a booth that obeyed more is not overtaken": Bug(
        leases, "overtaken", lambda _: lambda wanted, ctr, visit_id, now_ms: wanted
    ),
    "a call nobody can tell of stays open": Bug(closing, "ends_untold", says(False)),
}


@contextmanager
def planted(name: str) -> Iterator[None]:
    owner, attribute, instead = BUGS[name]
    table = isinstance(owner, dict)
    was = owner[attribute] if table else owner.__dict__[attribute]
    put = owner.__setitem__ if table else lambda key, value: setattr(owner, key, value)
    put(attribute, instead(was))
    try:
        yield
    finally:
        put(attribute, was)
