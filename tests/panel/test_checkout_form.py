"""What is typed at the till becomes tenders, exactly or not at all; and what the till says of it."""

import pytest
from locutorio.core.bill import Bill, BilledExtra
from locutorio.core.errors import ShopError
from locutorio.core.tender import Tender, TooMuch
from locutorio.panel.checkout_form import CheckoutForm
from locutorio.panel.money_input import BadMoney
from locutorio.panel.totals import filled, totals
from seed import SHOP
from werkzeug.datastructures import MultiDict

STEPPED = SHOP.__class__(**{name: getattr(SHOP, name) for name in SHOP.__slots__} | {"cash_step_minor": 5})


def form(**fields: str) -> CheckoutForm:
    return CheckoutForm(MultiDict(fields), "en", SHOP.currency)


def bill(due_minor: int, deposit_minor: int = 0) -> Bill:
    return Bill((), (BilledExtra("Café", 1, due_minor),), 5, deposit_minor=deposit_minor)


@pytest.mark.parametrize(
    ("fields", "tenders"),
    [
        ({}, ()),
        ({"cash": "5"}, (Tender("cash", 500),)),
        ({"cash": "2,50", "card": "1.15", "transfer": ""}, (Tender("cash", 250), Tender("card", 115))),
        ({"account": "0"}, ()),
    ],
)
def test_amounts_are_tenders(fields: dict[str, str], tenders: tuple[Tender, ...]) -> None:
    assert form(**fields).tenders() == tenders


def test_what_is_no_amount_is_refused() -> None:
    with pytest.raises(BadMoney):
        form(card="much").tenders()


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({"exact": "365"}, (Tender("cash", 365),)),
        ({"exact": "365", "card": "3.65"}, (Tender("card", 365),)),
        ({"exact": "-635"}, ()),
        ({"exact": "?"}, ()),
    ],
)
def test_nothing_typed_is_exactly_what_was_shown_in_cash(
    fields: dict[str, str], offered: tuple[Tender, ...]
) -> None:
    assert form(**fields).offered() == offered


@pytest.mark.parametrize(
    ("cash", "code"),
    [("8410076472885", "8410076472885"), ("96385074", "96385074"), ("1234567", ""), ("12.50", ""), ("", "")],
)
def test_a_barcode_is_no_amount(cash: str, code: str) -> None:
    assert form(cash=cash).scanned == code


def test_what_is_typed_is_reckoned() -> None:
    nothing, little, enough = (
        totals(bill(365), form(**fields), SHOP) for fields in ({}, {"card": "3"}, {"card": "3", "cash": "1"})
    )
    assert (nothing.left_minor, nothing.paid, nothing.quick) == (365, None, (365, 400, 500, 1000, 2000))
    assert (little.left_minor, little.paid, little.quick[:3]) == (65, None, (65, 100, 200))
    assert enough.left_minor == 0
    assert enough.paid
    assert enough.paid.change_minor == 35


def test_cash_is_offered_in_the_coins_there_are() -> None:
    shown = totals(bill(363), form(), STEPPED)
    assert shown.quick[0] == 365
    paid = totals(bill(363), form(cash="5"), STEPPED).paid
    assert paid
    assert (paid.cash_rounding_minor, paid.change_minor) == (2, 135)


def test_a_deposit_that_covers_it_is_given_back_without_a_word() -> None:
    shown = totals(bill(365, deposit_minor=1000), form(), SHOP)
    assert shown.quick == ()
    assert shown.paid
    assert shown.paid.change_minor == 635


def test_only_cash_may_be_too_much() -> None:
    with pytest.raises(TooMuch):
        totals(bill(365), form(card="5"), SHOP)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"laid": "500"}, {"cash": "5.00"}),
        ({"rest": "card"}, {"card": "3.63"}),
        ({"rest": "cash"}, {"cash": "3.65"}),
        ({"rest": "card", "cash": "2"}, {"cash": "2", "card": "1.63"}),
        ({"rest": "card", "cash": "2", "card": "9"}, {"cash": "2", "card": "1.63"}),
        ({"rest": "transfer", "cash": "5"}, {"cash": "5", "transfer": ""}),
        ({"cash": "5"}, {"cash": "5"}),
    ],
)
def test_a_button_fills_a_field_in(fields: dict[str, str], shown: dict[str, str]) -> None:
    after = filled(form(**fields), bill(363), STEPPED)
    assert {name: after.typed(name) for name in shown} == shown


def test_a_button_leaves_what_cannot_be_read_to_be_mended() -> None:
    with pytest.raises(ShopError):
        filled(form(rest="card", cash="much"), bill(363), SHOP)
