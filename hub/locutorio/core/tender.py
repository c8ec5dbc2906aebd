"""Ways to pay, and what comes of what is put on the counter. Station 7 of the way of a call.

Only cash can be too much, since only cash has change; and only cash is rounded to the coins there are, as a
line of its own. Must not know what is sold or where the money is written down.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from locutorio.core.errors import ShopError
from locutorio.core.money import half_up

CASH = "cash"
ACCOUNT = "account"
METHODS = (CASH, "card", "transfer", ACCOUNT)


class TooLittlePaid(ShopError):
    """`left_minor` is still to be paid."""

    code = "too_little_paid"

    def __init__(self, message: str, *, left_minor: int = 0) -> None:
        super().__init__(message, left_minor=left_minor)
        self.left_minor = left_minor


class TooMuch(ShopError):
    """More than is to be paid, by a way that gives no change."""

    code = "too_much_paid"


class UnknownMethod(ShopError):
    code = "unknown_method"


@dataclass(frozen=True, slots=True)
class Tender:
    """What is put on the counter in one way."""

    method: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Payment:
    """`amount_minor` is what it counted for, `given_minor` what was put on the counter. Cash that is given
    back of a deposit counts for less than nothing."""

    method: str
    amount_minor: int
    given_minor: int


@dataclass(frozen=True, slots=True)
class Paid:
    """The payments together are what was to be paid and `cash_rounding_minor`; `change_minor` is what they
    were given too much."""

    payments: tuple[Payment, ...]
    cash_rounding_minor: int
    change_minor: int


def in_coins(amount_minor: int, cash_step_minor: int) -> int:
    """What it comes to in the coins there are: the nearest multiple of the smallest. 0 or 1 = any amount.

    >>> in_coins(1002, 5), in_coins(1003, 5), in_coins(-50, 100), in_coins(7, 0)
    (1000, 1005, -100, 7)
    """
    if cash_step_minor <= 1:
        return amount_minor
    return half_up(amount_minor, cash_step_minor) * cash_step_minor


def settle(to_pay_minor: int, tenders: Iterable[Tender], *, cash_step_minor: int) -> Paid:
    """Pay `to_pay_minor` with all of `tenders`; less than nothing is given back in cash.

    TooLittlePaid if they do not cover it, TooMuch if those without change are over it.
    """
    given = [tender for tender in tenders if tender.amount_minor or tender.method == CASH]
    _check(given)
    others = [tender for tender in given if tender.method != CASH]
    left_minor = to_pay_minor - sum(tender.amount_minor for tender in others)
    if others and left_minor < 0:
        raise TooMuch("that is more than is to be paid, and only cash has change", left_minor=left_minor)
    payments = [Payment(tender.method, tender.amount_minor, tender.amount_minor) for tender in others]
    if left_minor > 0 and len(others) == len(given):
        raise _too_little(left_minor)
    cash_minor = in_coins(left_minor, cash_step_minor)
    given_minor = sum(tender.amount_minor for tender in given if tender.method == CASH)
    if given_minor < cash_minor:
        raise _too_little(cash_minor - given_minor)
    if cash_minor or given_minor:
        payments.append(Payment(CASH, cash_minor, given_minor))
    return Paid(tuple(payments), cash_minor - left_minor, given_minor - cash_minor)


def _check(tenders: list[Tender]) -> None:
    for tender in tenders:
        if tender.method not in METHODS:
            raise UnknownMethod(f"money is taken as one of: {', '.join(METHODS)}")
        if tender.amount_minor < 0:
            raise TooLittlePaid("an amount paid is nothing or more")


def _too_little(left_minor: int) -> TooLittlePaid:
    return TooLittlePaid("the amount paid is less than the amount due", left_minor=left_minor)
