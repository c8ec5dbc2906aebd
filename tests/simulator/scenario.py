"""What happens in one simulated history, drawn from its seed: the shop, its people, its troubles.

Pure data: the same seed gives the same scenario. It must not know how anything comes out.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

from locutorio.core.rules import FALLBACKS, BoothRules

from simulator.network import PERFECT, Quality
from simulator.tariff import BARRED, EMERGENCY, NUMBERS

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
        acts.append(Act(now_ms, "unlock", booth, chance.choice((None, None, None, 5, 20, 45, 100))))
        now_ms += chance.randrange(1500, 6000)
        for _ in range(chance.choice((1, 1, 2))):
            number = EMERGENCY if chance.random() < 0.05 else chance.choice(NUMBERS)
            now_ms = _call(chance, booth, acts, now_ms, number, profile)
        if chance.random() < 0.8:
            acts.append(Act(now_ms - chance.choice((0, 0, 3000)), "lock", booth))
            now_ms += chance.randrange(2000, 12_000)
    return acts


def _call(chance: Random, booth: str, acts: list[Act], now_ms: int, digits: str, profile: str) -> int:
    acts.append(Act(now_ms, "off_hook", booth))
    now_ms += chance.randrange(400, 1500)
    acts.append(Act(now_ms, "dial", booth, digits))
    now_ms += 140 * len(digits) + 200
    if chance.random() < 0.05:
        acts.append(Act(now_ms, "flash", booth))
        return _call(chance, booth, acts, now_ms + 1500, digits, profile)
    now_ms += chance.choice((300, 2000, 6000))
    if chance.random() < 0.9:
        acts.append(Act(now_ms, "answer", booth, digits))
        now_ms += chance.choice((300, 4000, 15_000, 15_000, 40_000)) + chance.randrange(3000)
        if profile == "reversal" and chance.random() < 0.3:
            acts.append(Act(now_ms, "release", booth))
            now_ms += chance.randrange(200, 2000)
    if chance.random() < 0.95:
        acts.append(Act(now_ms, "on_hook", booth))
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
    kind = chance.choice(TROUBLES)
    if kind == "power":
        return [Act(begin_ms, "power_cut", booth), Act(end_ms, "power_back", booth)]
    if kind == "write":
        detail = chance.randrange(1, 12), chance.choice((0.0, 0.4, 0.99, 1.0))
        return [Act(begin_ms, "cut_at_write", booth, detail)]
    if kind == "reset":
        return [Act(begin_ms, "reset", booth, chance.choice(("watchdog", "crash")))]
    if kind == "hub":
        how = chance.choice(("at once", "before", "after"))
        return [Act(begin_ms, "hub_dies", detail=how), Act(end_ms, "hub_back")]
    if kind == "backup":
        middle_ms = (begin_ms + end_ms) // 2
        return [
            Act(begin_ms, "backup"), Act(middle_ms, "hub_dies", detail="at once"), Act(end_ms, "restore"),
        ]  # fmt: skip
    if kind == "second hub":
        return [Act(begin_ms, "second_hub")]
    if kind == "broker":
        return [Act(begin_ms, "broker_dies"), Act(end_ms, "broker_back")]
    if kind == "network":
        return [Act(begin_ms, "dark", booth), Act(end_ms, "light", booth)]
    if kind == "clock":
        return [Act(begin_ms, "clock", detail=chance.choice((-3_600_000, -30_000, 30_000, 3_600_000)))]
    if kind == "relay":
        return [Act(begin_ms, "stick", booth, chance.random() < 0.5), Act(end_ms, "free", booth)]
    if kind == "flash":
        return [Act(begin_ms, "fill", booth), Act(end_ms, "clear", booth)]
    return [Act(at_ms, "attack", detail=chance.choice(ATTACKS)) for at_ms in (begin_ms, end_ms)]


TROUBLES = (
    "power", "write", "write", "reset", "hub", "hub", "backup", "second hub", "broker", "network", "clock",
    "relay", "flash", "attack", "attack",
)  # fmt: skip
ATTACKS = ("", "desired", "grant", "ack", "record", "hello", "beat", "forge")
