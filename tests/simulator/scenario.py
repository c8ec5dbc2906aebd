"""What happens in one simulated history, drawn from its seed: the shop, its people, its troubles.

Pure data: the same seed gives the same scenario. It must not know how anything comes out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from locutorio.core.rules import FALLBACKS, BoothRules

from simulator.network import PERFECT, Quality
from simulator.tariff import BARRED, BY_MINUTE, BY_SECOND, EMERGENCY, NUMBERS

BUDGETS = (None, None, None, 5, 20, 45, 45, 100)
DIALLED = (*NUMBERS, BY_SECOND, BY_SECOND, BY_MINUTE)
TAIL_S = 12  # of the troubled part, after the last visit


class Act(NamedTuple):
    at_ms: int
    what: str
    booth: str = ""
    detail: Any = None


@dataclass(slots=True)
class Scenario:
    """From `heal_ms` on nothing goes wrong any more."""

    seed: int
    booths: tuple[str, ...]
    profile: dict[str, Any]
    rules: BoothRules
    call_limit_s: int
    quality: Quality
    acts: list[Act] = field(default_factory=list)
    heal_ms: int = 0


def draw(seed: int) -> Scenario:
    chance = Random(seed)
    booths = ("b1", "b2") if chance.random() < 0.1 else ("b1",)
    scenario = Scenario(
        seed=seed,
        booths=booths,
        profile={
            "base": chance.choice(("reversal", "reversal", "metering")),
            "checkpoint_s": chance.choice((5, 30)),
            "digits_done_s": chance.choice((1, 4)),
        },
        rules=_rules(chance),
        call_limit_s=chance.choice((0, 0, 20, 60)),
        quality=_quality(chance),
    )
    for booth in booths:
        scenario.acts += _visits(chance, booth, scenario.profile["base"])
    scenario.heal_ms = max(act.at_ms for act in scenario.acts) + TAIL_S * 1000
    for _ in range(chance.choice((0, 1, 1, 2, 3))):
        scenario.acts += _trouble(chance, scenario)
    scenario.acts.sort(key=lambda act: act.at_ms)
    return scenario


def _rules(chance: Random) -> BoothRules:
    fallbacks = {
        f"{failed}_{when}": chance.choice(FALLBACKS)
        for failed in ("power", "watchdog", "broker", "hub")
        for when in ("idle", "call")
    }
    return BoothRules(
        emergency_numbers=(EMERGENCY, "061"),
        barred=(BARRED[2:],),
        bar_unpriced=chance.random() < 0.2,
        patience_s=chance.choice((10, 30)),
        ungranted_s=chance.choice((0, 5, 20)),
        **fallbacks,
    )


def _quality(chance: Random) -> Quality:
    if chance.random() < 0.35:
        return PERFECT
    return Quality(
        lost=chance.choice((0, 0.05, 0.3)),
        doubled=chance.choice((0, 0.1, 0.3)),
        late=chance.choice((0, 0.1, 0.5)),
        delay_ms=chance.choice((500, 3000, 30_000)),
        spoilt=chance.choice((0, 0, 0.02)),
    )


# --- people -------------------------------------------------------------------------------------------------


def _visits(chance: Random, booth: str, profile: str) -> list[Act]:
    acts: list[Act] = []
    now_ms = chance.randrange(2000, 6000)
    for _ in range(chance.choice((1, 1, 2))):
        if chance.random() < 0.15:
            now_ms = _on_a_locked_line(chance, booth, acts, now_ms)
        acts.append(Act(now_ms, "unlock", booth, chance.choice(BUDGETS)))
        now_ms += chance.randrange(1500, 6000)
        for _ in range(chance.choice((1, 1, 2))):
            number = EMERGENCY if chance.random() < 0.05 else chance.choice(DIALLED)
            now_ms = _call(chance, Customer(booth, profile, acts), now_ms, number)
        if chance.random() < 0.8:
            acts.append(Act(now_ms - chance.choice((0, 0, 3000)), "lock", booth))
            now_ms += chance.randrange(2000, 12_000)
    return acts


class Customer(NamedTuple):
    booth: str
    profile: str
    acts: list[Act]

    def does(self, at_ms: int, what: str, detail: Any = None) -> None:
        self.acts.append(Act(at_ms, what, self.booth, detail))


def _call(chance: Random, customer: Customer, now_ms: int, digits: str) -> int:
    """One attempt; returns when the next thing can happen."""
    customer.does(now_ms, "off_hook")
    now_ms += chance.randrange(400, 1500)
    customer.does(now_ms, "dial", digits)
    now_ms += 140 * len(digits) + 200
    if chance.random() < 0.05:
        customer.does(now_ms, "flash")
        return _call(chance, customer, now_ms + 1500, digits)
    now_ms += chance.choice((300, 2000, 6000))
    if chance.random() < 0.9:
        customer.does(now_ms, "answer", digits)
        now_ms += chance.choice((300, 4000, 15_000, 15_000, 40_000)) + chance.randrange(3000)
        if customer.profile == "reversal" and chance.random() < 0.3:
            customer.does(now_ms, "release")
            now_ms += chance.randrange(200, 2000)
    if chance.random() < 0.95:
        customer.does(now_ms, "on_hook")
    return now_ms + chance.randrange(1500, 4000)


def _on_a_locked_line(chance: Random, booth: str, acts: list[Act], now_ms: int) -> int:
    """Somebody is hurt, or somebody tries his luck."""
    digits = chance.choice((EMERGENCY, EMERGENCY, "11" + NUMBERS[0], NUMBERS[0], "061"))
    acts.append(Act(now_ms, "off_hook", booth))
    acts.append(Act(now_ms + 800, "dial", booth, digits))
    now_ms += 800 + 140 * len(digits) + 300
    acts.append(Act(now_ms, "answer", booth, digits))
    now_ms += chance.randrange(1000, 15_000)
    acts.append(Act(now_ms, "on_hook", booth))
    return now_ms + 2000


# --- troubles -----------------------------------------------------------------------------------------------


def _trouble(chance: Random, scenario: Scenario) -> list[Act]:
    booth = chance.choice(scenario.booths)
    begin_ms = chance.randrange(1000, scenario.heal_ms - 3000)
    end_ms = min(begin_ms + chance.choice((1000, 5000, 20_000, 60_000)), scenario.heal_ms - 1000)
    make = chance.choice(TROUBLES)
    return make(chance, booth, begin_ms, end_ms)


Trouble = Callable[[Random, str, int, int], list[Act]]


def _from_to(begin: str, end: str) -> Trouble:
    """Something begins at a booth, and ends."""
    return lambda _, booth, begin_ms, end_ms: [Act(begin_ms, begin, booth), Act(end_ms, end, booth)]


def _cut_at_write(chance: Random, booth: str, begin_ms: int, _: int) -> list[Act]:
    return [
        Act(begin_ms, "cut_at_write", booth, (chance.randrange(1, 12), chance.choice((0.0, 0.4, 0.99, 1.0))))
    ]


def _reset(chance: Random, booth: str, begin_ms: int, _: int) -> list[Act]:
    return [Act(begin_ms, "reset", booth, chance.choice(("watchdog", "crash")))]


def _hub_dies(chance: Random, _: str, begin_ms: int, end_ms: int) -> list[Act]:
    how = chance.choice(("at once", "before", "after"))
    return [Act(begin_ms, "hub_dies", detail=how), Act(end_ms, "hub_back")]


def _from_a_backup(_: Random, __: str, begin_ms: int, end_ms: int) -> list[Act]:
    middle_ms = (begin_ms + end_ms) // 2
    return [Act(begin_ms, "backup"), Act(middle_ms, "hub_dies", detail="at once"), Act(end_ms, "restore")]


def _second_hub(_: Random, __: str, begin_ms: int, ___: int) -> list[Act]:
    return [Act(begin_ms, "second_hub")]


def _clock(chance: Random, _: str, begin_ms: int, __: int) -> list[Act]:
    return [Act(begin_ms, "clock", detail=chance.choice((-3_600_000, -30_000, 30_000, 3_600_000)))]


def _relay(chance: Random, booth: str, begin_ms: int, end_ms: int) -> list[Act]:
    return [Act(begin_ms, "stick", booth, chance.random() < 0.5), Act(end_ms, "free", booth)]


def _replay_after_reset(chance: Random, booth: str, begin_ms: int, _: int) -> list[Act]:
    """Power off and on, and what was said to the last boot is said again."""
    back_ms = begin_ms + chance.choice((500, 3000))
    replays = [Act(back_ms + late_ms, "attack", detail="desired") for late_ms in (200, 1000, 3000)]
    return [Act(begin_ms, "power_cut", booth), Act(back_ms, "power_back", booth), *replays]


def _attack(chance: Random, _: str, begin_ms: int, end_ms: int) -> list[Act]:
    return [Act(at_ms, "attack", detail=chance.choice(ATTACKS)) for at_ms in (begin_ms, end_ms)]


TROUBLES: tuple[Trouble, ...] = (
    _from_to("power_cut", "power_back"), _cut_at_write, _cut_at_write, _reset, _hub_dies, _hub_dies,
    _from_a_backup, _second_hub, _from_to("broker_dies", "broker_back"), _from_to("dark", "light"), _clock,
    _relay, _from_to("fill", "clear"), _attack, _attack, _replay_after_reset,
)  # fmt: skip
ATTACKS = ("", "desired", "grant", "ack", "record", "hello", "beat", "forge")
