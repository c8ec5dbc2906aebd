"""A tariff as a list: every price once, what is not sold or not to be shown left out."""

from typing import Any

from locutorio.core.price_list import HEADER, at_hours, price_list, rows
from locutorio.core.tariff import Tariff
from locutorio.core.tariff_document import load_tariff

AT_MS = 1_772_449_200_000


def rate(prefixes: str, label: str, price: str, **more: Any) -> dict[str, Any]:
    steps = [{"from_s": 0, "price": price, "per_s": 60, "increment_s": 60}]
    rounding = {"mode": "up", "decimals": 2}
    return {"prefixes": prefixes.split(), "label": label, "steps": steps, "rounding": rounding} | more


def tariff(*decks: list[dict[str, Any]]) -> Tariff:
    versions = [[{"effective_from": "2020-01-01T00:00:00Z", "rates": rates}] for rates in decks]
    return load_tariff({"timezone": "Europe/Madrid", "on_period_change": "split",
                        "decks": [{"versions": version} for version in versions]})  # fmt: skip


def listed(*decks: list[dict[str, Any]]) -> list[str]:
    return [",".join(row) for row in rows(price_list(tariff(*decks), at_ms=AT_MS))][1:]


def test_prefixes_of_one_price_stand_together_by_the_name_of_the_destination() -> None:
    france, spain = rate("33 336 337", "France", "0.10"), rate("34", "Spain", "0.0125", connect_fee="0.20")
    assert listed([spain, france]) == [
        "France,FR,33 336 337,0.1,0,60,60,",
        "Spain,ES,34,0.0125,0.2,60,60,",
    ]
    assert next(rows(())) == HEADER


def test_what_is_hidden_or_forbidden_or_of_another_day_is_left_out() -> None:
    rates = [
        rate("33", "France", "0.10", hidden=True),
        rate("34", "Spain", "0.10", forbidden=True),
        rate("35", "Past", "0.10", discontinued_at="2026-01-01T00:00:00Z"),
        rate("36", "Coming", "0.10", valid_from="2027-01-01T00:00:00Z"),
        rate("37", "Sold", "0.10"),
    ]
    assert [line.split(",")[0] for line in listed(rates)] == ["Sold"]


def test_hours_have_lines_of_their_own_after_the_rest_of_the_day() -> None:
    rates = [
        rate("33", "France", "0.05", period={"from": "20:00", "to": "08:00"}),
        rate("33", "France", "0.10"),
    ]
    assert [line.rpartition(",")[2] for line in listed(rates)] == ["", "20:00-08:00"]
    named = [rate("33", "France", "1", period={"weekdays": [7, 6], "months": [8], "dates": ["2026-12-24"]})]
    [line] = price_list(tariff(named), at_ms=AT_MS)
    assert at_hours(line.rate.period) == "months 8 weekdays 6 7 dates 2026-12-24"


def test_a_prefix_that_an_earlier_deck_sells_is_listed_as_that_deck_has_it() -> None:
    own, carrier = (
        [rate("33", "France", "0.10")],
        [rate("336", "France, mobile", "0.30"), rate("34", "Spain", "1")],
    )
    assert [line.split(",")[0] for line in listed(own, carrier)] == ["France", "Spain"]
