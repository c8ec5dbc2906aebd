"""Coins and notes: which there are of a currency, and with which of them somebody is likely to pay.

For the till (station 7) and for counting its drawer. Pure. Must not know what is bought or who counts.
"""

from locutorio.core.money import round_up_to_step

SUGGESTED_MAX = 4
PIECES = 3  # who pays without looking for change lays down fewer than that of one kind

# In whole units of the currency, as they are in people's hands; smallest first.
IN_HAND = {
    "EUR": "0.01 0.02 0.05 0.10 0.20 0.50 1 2 5 10 20 50 100 200 500",
    "GBP": "0.01 0.02 0.05 0.10 0.20 0.50 1 2 5 10 20 50",
    "USD": "0.01 0.05 0.10 0.25 0.50 1 2 5 10 20 50 100",
    "CAD": "0.05 0.10 0.25 1 2 5 10 20 50 100",
    "CHF": "0.05 0.10 0.20 0.50 1 2 5 10 20 50 100 200 1000",
    "CZK": "1 2 5 10 20 50 100 200 500 1000 2000 5000",
    "PLN": "0.01 0.02 0.05 0.10 0.20 0.50 1 2 5 10 20 50 100 200 500",
    "RON": "0.01 0.05 0.10 0.50 1 5 10 20 50 100 200 500",
    "MAD": "0.10 0.20 0.50 1 2 5 10 20 50 100 200",
    "DZD": "5 10 20 50 100 200 500 1000 2000",
    "TND": "0.010 0.020 0.050 0.100 0.200 0.500 1 2 5 10 20 50",
    "XOF": "1 5 10 25 50 100 200 250 500 1000 2000 5000 10000",
    "XAF": "1 2 5 10 25 50 100 500 1000 2000 5000 10000",
}
SERIES = (1, 2, 5)
LARGEST = 1000  # whole units of a currency that is not in the table


def denominations(code: str, decimals: int) -> tuple[int, ...]:
    """Every coin and note in minor units, largest first; of a currency we do not know: 1, 2, 5, 10 …

    >>> denominations("CZK", 2)[-3:], denominations("GHS", 2)[:3]
    ((500, 200, 100), (100000, 50000, 20000))
    """
    if code in IN_HAND:
        return tuple(_minor(piece, decimals) for piece in reversed(IN_HAND[code].split()))
    largest = LARGEST * 10**decimals
    powers = (10**power for power in range(len(str(largest))))
    pieces = (step * power for power in powers for step in SERIES)
    return tuple(sorted((piece for piece in pieces if piece <= largest), reverse=True))


def smallest(code: str, decimals: int) -> int:
    """The smallest coin in minor units: no cash comes finer."""
    return denominations(code, decimals)[-1]


def likely(amount_minor: int, pieces: tuple[int, ...]) -> tuple[int, ...]:
    """What somebody who owes `amount_minor` may lay down instead of exactly that, smallest first.

    >>> likely(365, denominations("EUR", 2)), likely(4700, denominations("EUR", 2))
    ((400, 500, 1000, 2000), (5000, 6000, 10000, 20000))
    """
    large_enough = (piece for piece in pieces if piece * PIECES > amount_minor)
    laid = {round_up_to_step(amount_minor, piece) for piece in large_enough}
    return tuple(sorted(laid - {amount_minor}))[:SUGGESTED_MAX]


def _minor(piece: str, decimals: int) -> int:
    whole, _, fraction = piece.partition(".")
    return int(whole + fraction.ljust(decimals, "0")[:decimals])
