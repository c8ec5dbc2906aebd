"""The shop's list of extras: what can be sold at the counter besides calls."""

from dataclasses import asdict
from decimal import Decimal, InvalidOperation

from locutorio.core.tax import written
from locutorio.desk.errors import BadExtra, CodeTaken, UnknownExtra
from locutorio.store import extras, people
from locutorio.store.engine import Store, Tx
from locutorio.store.extras import Extra

__all__ = ["Extra"]


def add(
    store: Store,
    *,
    text: str,
    amount_minor: int,
    key: str = "",
    barcode: str = "",
    tax: str = "",
    operator_id: int | None = None,
    now_ms: int,
) -> int:
    """Returns its id."""
    with store.begin() as tx:
        values = _checked(tx, None, text=text, amount_minor=amount_minor, key=key, barcode=barcode, tax=tax)
        extra_id = extras.add(tx, **values, active=True, added_ms=now_ms)
        people.log(tx, "add_extra", person_id=operator_id, at_ms=now_ms, detail=text.strip(), after=values)
        return extra_id


def change_extra(
    store: Store,
    *,
    extra_id: int,
    text: str,
    amount_minor: int,
    key: str,
    barcode: str,
    tax: str,
    is_active: bool,
    operator_id: int | None,
    now_ms: int,
) -> None:
    """For what is sold from now on; what stands on a bill stays as it was."""
    with store.begin() as tx:
        was = find(tx, extra_id)
        values = _checked(
            tx, extra_id, text=text, amount_minor=amount_minor, key=key, barcode=barcode, tax=tax
        )
        extras.change(tx, extra_id, **values, active=is_active)
        people.log(
            tx, "change_extra", person_id=operator_id, at_ms=now_ms, detail=was.text,
            before=asdict(was), after={**asdict(was), **values, "is_active": is_active},
        )  # fmt: skip


def listed(store: Store) -> tuple[Extra, ...]:
    """Those that are sold."""
    return tuple(extra for extra in every(store) if extra.is_active)


def every(store: Store) -> tuple[Extra, ...]:
    """Also those that are no longer sold."""
    with store.read() as tx:
        return tuple(extras.every(tx))


def find(tx: Tx, extra_id: int) -> Extra:
    found = extras.find(tx, extra_id)
    if found is None:
        raise UnknownExtra("there is no such extra; look at the list again", extra_id=extra_id)
    return found


def _checked(
    tx: Tx, extra_id: int | None, *, text: str, amount_minor: int, key: str, barcode: str, tax: str
) -> dict[str, object]:
    text, key, barcode = text.strip(), key.strip().lower(), barcode.strip()
    if not text or amount_minor < 0:
        raise BadExtra("an extra needs a text and a price of nothing or more")
    if key and (len(key) > 1 or not key.isalnum()):
        raise BadExtra("a key is one letter or digit")
    for other in extras.every(tx):
        if other.id == extra_id or not other.is_active:
            continue
        if (key and other.key == key) or (barcode and other.barcode == barcode):
            raise CodeTaken(f"{other.text} has that key or barcode; choose another", name=other.text)
    return {"text": text, "amount_minor": amount_minor, "key": key, "barcode": barcode, "tax": rate(tax)}


def rate(percent: str) -> str:
    """A rate of tax as it is kept; BadExtra if it is none."""
    try:
        rate = written(percent.strip())
        if rate and not 0 <= Decimal(rate) < 100:
            raise InvalidOperation
    except InvalidOperation:
        raise BadExtra("a rate of tax is a percentage, like 21 or 5.5") from None
    return rate
