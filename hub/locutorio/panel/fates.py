"""What becomes of a call to a number, in words for the counter and for the customer who asks.

One table for the price search, the booths' tiles and a call's page, by the fate and the reason for it. No
HTML; must not know how a fate is decided.
"""

from dataclasses import dataclass

from locutorio.core.fates import BARRED, FREE, PRICED, UNPRICED
from locutorio.panel.language import later


@dataclass(frozen=True, slots=True)
class Fate:
    """`word` names it, `sentence` says what it means; `tone` as of a note: good, wait, bad, "" = plain."""

    word: str
    sentence: str
    icon: str
    tone: str


UNSOLD = Fate(
    later("Not allowed"),
    later("No price is known for this number, and numbers without a price are not put through."),
    "bar",
    "bad",
)
OPEN_PRICE = Fate(
    later("No price"),
    later(
        "No price is known for this number. The call goes through; what it costs is decided at the checkout."
    ),
    "warn",
    "bad",
)

FATES = {
    (PRICED, ""): Fate(later("Has a price"), "", "coins", ""),
    (FREE, "no_cost"): Fate(later("Free"), later("This call costs nothing."), "check", "good"),
    (FREE, "emergency"): Fate(
        later("Emergency"),
        later("Emergency calls cost nothing and go through from a locked booth too."),
        "sos",
        "good",
    ),
    (BARRED, "shop"): Fate(later("Not allowed"), later("The shop's settings bar this number."), "bar", "bad"),
    (BARRED, "forbidden"): Fate(
        later("Not allowed"), later("This destination is closed in the tariff."), "bar", "bad"
    ),
    (BARRED, "premium"): Fate(
        later("Premium number"),
        later("It costs what its owner asks. No premium price is set for it, so it is not put through."),
        "bar",
        "bad",
    ),
    (BARRED, "no_price"): UNSOLD,
    (BARRED, "spent"): Fate(
        later("Budget used up"),
        later("What is left of the amount the booth was unlocked for does not pay for this call."),
        "coins",
        "bad",
    ),
    (UNPRICED, "no_price"): OPEN_PRICE,
}


def fate_of(fate: str, why: str) -> Fate:
    return FATES[(fate, why)]
