"""Prices a file of cases, each a tariff and a call: `locutorio price --cases FILE`.

The way for others to check our arithmetic against theirs. One JSON object a line comes out, in the order
of the file; what a case expects is not looked at, and numbers are priced as their digits stand.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from locutorio.core.document import DocumentError, Section
from locutorio.core.money import plain
from locutorio.core.rating import NoRate, max_seconds, price_call
from locutorio.core.tariff_document import TariffError, load_tariff

LENGTH_MAX_S = 10**9  # thirty years: a longer one is a slip of the pen


def price_cases(path: Path) -> Iterator[str]:
    """The result of each case as a line of JSON; DocumentError where the file or a case cannot be read."""
    for place, case in _cases(path):
        yield json.dumps(_priced(Section(case, place)))


def _cases(path: Path) -> Iterable[tuple[str, object]]:
    try:
        document = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise DocumentError(f"{path}: is not JSON: {error}") from None
    cases = Section(document, "").list_of("cases")
    return ((f"cases[{index}]", case) for index, case in enumerate(cases))


def _priced(case: Section) -> dict[str, object]:
    named = case.text("id")
    try:
        tariff = load_tariff(case.take("tariff"))
    except TariffError as error:
        raise DocumentError(f"{case.inside('tariff')} ({named}): {error}") from None
    with case.section("call") as call:
        number = call.text("number")
        answered_at_ms = call.moment_ms("answered_at")
        seconds = call.whole("seconds", most=LENGTH_MAX_S)
        amount = call.amount("max_seconds_for") if "max_seconds_for" in call else None
        premium = call.flag("premium")
    try:
        if amount is None:
            charge = price_call(
                tariff, number, answered_at_ms=answered_at_ms, seconds=seconds, premium=premium
            )
            return {"id": named, "cost": plain(charge.cost)}
        bought_s = max_seconds(
            tariff, number, answered_at_ms=answered_at_ms, amount=amount, at_most_s=seconds, premium=premium
        )
        return {"id": named, "max_seconds": bought_s}
    except NoRate as error:
        return {"id": named, "error": error.code}
