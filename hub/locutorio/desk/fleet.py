"""Every booth as a technician sees it: what runs in it, how long, how well it hears the Wi-Fi, what is wrong.

The last that a booth told of itself is kept when it goes away: that is what a technician then asks for.
Judging is boothwire's, so that a laptop at the board and the hub say the same.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from boothwire.findings import BAD, UNSEEN, WEAK, Finding, judge, worst

from locutorio.core.board import BoothNow
from locutorio.core.inspection import CHECKUP, VITALS, Inspection
from locutorio.desk.errors import UnknownBooth
from locutorio.store import booths, inspections, releases
from locutorio.store.engine import Store
from locutorio.store.releases import Offer

RESTARTS_DAYS = 7
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Told:
    """What a booth told of itself at `at_ms`: facts by their names, and the limits of its own."""

    n: int
    at_ms: int
    facts: dict[str, object]
    limits: dict[str, object]

    @property
    def findings(self) -> list[Finding]:
        return list(judge(self.facts, self.limits))

    @property
    def wrong(self) -> list[Finding]:
        return gravest_first(self.findings)

    @property
    def verdict(self) -> str:
        return str(worst(self.findings))


@dataclass(frozen=True, slots=True)
class Controller:
    """`restarts` within RESTARTS_DAYS. `vitals` are told all the time, a `checkup` when somebody asks; None =
    never yet. `offer`: the release it is to run."""

    now: BoothNow
    restarts: int
    vitals: Told | None
    checkup: Told | None
    offer: Offer | None

    def uptime_s(self, now_ms: int) -> int | None:
        """None while the booth is away, or has not said when it began."""
        boot = self.now.boot
        if boot is None or boot.anchor_ms is None or not self.now.is_online(now_ms):
            return None
        return max(0, now_ms - boot.anchor_ms) // 1000

    @property
    def wrong(self) -> list[Finding]:
        """By the last that saw each thing: vitals come often, but only a checkup moves the relay."""
        told = sorted(filter(None, (self.checkup, self.vitals)), key=lambda each: each.at_ms)
        seen = {one.code: one for each in told for one in each.findings if one.verdict != UNSEEN}
        return gravest_first(seen.values())


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Those that are not well."""
    found = list(findings)
    return [each for verdict in (BAD, WEAK) for each in found if each.verdict == verdict]


def told(found: Inspection | None) -> Told | None:
    """What that inspection brought; None if it brought nothing."""
    if found is None or not found.answer or found.answered_ms is None:
        return None
    message = json.loads(found.answer)
    return Told(found.id, found.answered_ms, dict(message["facts"]), dict(message["limits"]))


def fleet(store: Store, *, now_ms: int) -> list[Controller]:
    """All booths, in the order of their tiles."""
    with store.read() as tx:
        answers = inspections.latest_answers(tx)
        restarts = booths.starts(tx, since_ms=now_ms - RESTARTS_DAYS * _DAY_MS)
        offers = {offer.booth_id: offer for offer in releases.offers(tx)}
        return [
            Controller(
                now,
                restarts.get(now.booth_id, 0),
                told(answers.get((now.booth_id, VITALS))),
                told(answers.get((now.booth_id, CHECKUP))),
                offers.get(now.booth_id),
            )
            for now in booths.all_now(tx)
        ]


def controller(store: Store, booth_id: str, *, now_ms: int) -> Controller:
    for each in fleet(store, now_ms=now_ms):
        if each.now.booth_id == booth_id:
            return each
    raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
