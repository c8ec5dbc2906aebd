"""Another price for calls that were sold: thousands at once, as what-if and re-rating ask.

Each comes to what a single call would be billed. Must not know what becomes of the prices.
"""

from collections.abc import Callable, Sequence

from locutorio.batch import Batch, Calls
from locutorio.core.numbers import Number, understand
from locutorio.core.sold import SoldCall
from locutorio.core.tariff import Tariff

TOLD_EVERY = 500

Progress = Callable[[int, int], None]  # so many of so many are done


def nobody_watches(done: int, total: int) -> None:
    """The progress of what takes long, where nobody asked to see it."""


class Repricing:
    """`calls` made ready to be priced by one tariff after another. To understand their numbers is what takes
    long; `country` says what those without prefix mean."""

    def __init__(self, calls: Sequence[SoldCall], country: str, progress: Progress = nobody_watches) -> None:
        self._calls = calls
        self._numbers = _understood(calls, country, progress)

    def sales(self, tariff: Tariff, *, decimals: int) -> list[int | None]:
        """What each call costs a customer by `tariff`, whichever was in force then, in units of 10 **
        -decimals; None where it has no price. As when one is billed, premium numbers take premium rates."""
        return self._priced(tariff, decimals, [number.is_premium for number in self._numbers])

    def costs(self, carrier: Tariff, *, decimals: int) -> list[int | None]:
        """What each call costs the shop, likewise: to the carrier all kinds of numbers are alike."""
        return self._priced(carrier, decimals, [False] * len(self._numbers))

    def destinations(self, tariff: Tariff) -> list[str]:
        """What `tariff` calls the place each call went to; "" where it has no price."""
        found = (
            tariff.rates_for(number.e164_digits, call.answered_at_ms, premium=number.is_premium)
            for call, number in zip(self._calls, self._numbers, strict=True)
        )
        return [each[1].rates[0].label if each else "" for each in found]

    def _priced(self, tariff: Tariff, decimals: int, premium: list[bool]) -> list[int | None]:
        calls = Calls.of(
            [number.e164_digits for number in self._numbers],
            [call.answered_at_ms for call in self._calls],
            [call.seconds for call in self._calls],
            premium,
        )
        return Batch(tariff, decimals).price(calls).to_list()


def _understood(calls: Sequence[SoldCall], country: str, progress: Progress) -> list[Number]:
    known: dict[str, Number] = {}
    for done, call in enumerate(calls):
        if done % TOLD_EVERY == 0:
            progress(done, len(calls))
        if call.digits not in known:
            known[call.digits] = understand(call.digits, country)
    progress(len(calls), len(calls))
    return [known[call.digits] for call in calls]
