"""Histories in which a fault was found, written down by hand: a seed means another history as soon as
anything is drawn differently. Each with a proof that what it is about did happen.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from locutorio.core.rules import EMERGENCY as SUSPEND
from locutorio.core.rules import LOCK, BoothRules

from simulator.network import PERFECT
from simulator.scenario import Act, Scenario
from simulator.tariff import BARRED, BY_MINUTE, BY_SECOND, EMERGENCY
from simulator.world import World

RULES = BoothRules(
    emergency_numbers=(EMERGENCY,), barred=(BARRED[2:],), watchdog_idle=SUSPEND, watchdog_call=SUSPEND,
    power_idle=LOCK, power_call=LOCK,
)  # fmt: skip


@dataclass(frozen=True)
class History:
    name: str
    acts: list[tuple[int, str, Any]]
    proof: Callable[[World], None]
    rules: dict[str, Any] = field(default_factory=dict)

    def scenario(self) -> Scenario:
        acts = [Act(at_ms, what, "b1", detail) for at_ms, what, detail in self.acts]
        profile = {"base": "reversal", "checkpoint_s": 5, "digits_done_s": 1}
        return Scenario(
            seed=1, booths=("b1",), profile=profile, rules=replace(RULES, **self.rules), call_limit_s=0,
            quality=PERFECT, acts=acts, heal_ms=acts[-1].at_ms + 5000,
        )  # fmt: skip


def call(at_ms: int, digits: str, talk_ms: int = 0) -> list[tuple[int, str, Any]]:
    """Handset off, dialled, answered three seconds later if they talk at all; not hung up."""
    acts: list[tuple[int, str, Any]] = [(at_ms, "off_hook", None), (at_ms + 800, "dial", digits)]
    if talk_ms:
        acts += [(at_ms + 4000, "answer", digits), (at_ms + 4000 + talk_ms, "on_hook", None)]
    return acts


def proves(*holds: Callable[[World], bool]) -> Callable[[World], None]:
    def proof(world: World) -> None:
        assert [hold(world) for hold in holds] == [True] * len(holds)

    return proof


def granted(world: World) -> int:
    return len(world.books.grants)


def booked(world: World) -> list[tuple[str, int]]:
    return [(call.digits, call.talk_s) for call in world.books.calls.values() if call.is_answered]


def alarms(world: World, *kinds: str) -> int:
    told = [message["fault"] for kind, message in world.books.told.values() if kind == "alarm"]
    raised = [alarm.kind for _, _, alarm in world.books.alarms]
    return sum(kind in kinds for kind in told + raised)


FOUND = (
    History(
        "a call granted before a reset reserves nothing after it",
        # The first call has half the budget when the controller starts again; the second may have all.
        [(3000, "unlock", 60), *call(5000, BY_SECOND), (9000, "reset", "watchdog"), (11_000, "on_hook", None),
         *call(14_000, BY_MINUTE, 8000), (30_000, "lock", None)],
        proves(lambda world: granted(world) == 2, lambda world: booked(world) == [(BY_MINUTE, 8)]),
    ),
    History(
        "a call does not go on through the reset that ended it",
        [(3000, "unlock", None), *call(5000, BY_SECOND, 25_000)[:3], (15_000, "reset", "watchdog"),
         (34_000, "on_hook", None), (36_000, "lock", None)],
        proves(lambda world: booked(world) == [(BY_SECOND, 5)]),
        {"watchdog_call": LOCK},
    ),
    History(
        "a backup that knows only the beginning of a call can still be paid",
        [(3000, "unlock", None), *call(5000, BY_SECOND, 12_000)[:3], (15_000, "backup", None),
         (21_000, "on_hook", None), (24_000, "hub_dies", "at once"), (26_000, "restore", None),
         (28_000, "lock", None)],
        proves(
            lambda world: alarms(world, "lost_records") > 0,
            lambda world: all(visit.paid_minor for visit in world.books.visits.values()),
        ),
    ),
    History(
        "a full flash is told once",
        [(3000, "unlock", None), *call(5000, BY_SECOND, 20_000)[:3], (11_000, "fill", None),
         (29_000, "on_hook", None), (40_000, "clear", None), (42_000, "lock", None)],
        proves(lambda world: alarms(world, "flash") == 2),
    ),
    History(
        "an end told from memory stays though the flash never got it",
        [(3000, "unlock", None), *call(5000, BY_SECOND, 20_000)[:3], (11_000, "fill", None),
         (29_000, "on_hook", None), (31_000, "power_cut", None), (32_000, "clear", None),
         (33_000, "power_back", None), (36_000, "lock", None)],
        proves(lambda world: booked(world) == [(BY_SECOND, 20)]),
    ),
    History(
        "a call told from memory alone ends when the power has failed",
        [(3000, "unlock", None), *call(5000, BY_SECOND, 20_000)[:3], (11_000, "fill", None),
         (20_000, "power_cut", None), (21_000, "clear", None), (22_000, "power_back", None),
         (23_000, "on_hook", None), (26_000, "lock", None)],
        proves(lambda world: all(call.is_over for call in world.books.calls.values())),
    ),
)  # fmt: skip
