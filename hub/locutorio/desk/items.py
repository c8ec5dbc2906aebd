"""What was bought besides calling: extras on an open bill. Station 7 of the way of a call.

They stay on the bill, also while it is parked, until they are taken off it. Must not know how they were
asked for: by a key, a barcode, or written out.
"""

from locutorio.core.bill import BilledExtra
from locutorio.core.open_bill import Item
from locutorio.desk import extras as catalogue
from locutorio.desk.errors import BadExtra, UnknownExtra, UnknownItem
from locutorio.desk.unpaid import unpaid
from locutorio.store import bills, extras, people
from locutorio.store.engine import Store, Tx
from locutorio.store.extras import Extra


def add_item(
    store: Store,
    *,
    bill_id: int,
    extra_id: int | None = None,
    text: str = "",
    amount_minor: int = 0,
    quantity: int = 1,
    operator_id: int,
    now_ms: int,
) -> int:
    """One of the list, or a `text` with the `amount_minor` of one. One more of what is there already counts
    on its line. Returns the item's id."""
    with store.begin() as tx:
        unpaid(tx, bill_id)
        if extra_id is not None:
            extra = catalogue.find(tx, extra_id)
            text, amount_minor, tax = extra.text, extra.amount_minor, extra.tax
        else:
            text, tax = text.strip(), ""
        if not text or quantity < 1 or amount_minor < 0:
            raise BadExtra("an extra needs a text, a quantity and an amount of nothing or more")
        added = BilledExtra(text, quantity, quantity * amount_minor, tax)
        item_id = _put(tx, bill_id, extra_id, added, person_id=operator_id, at_ms=now_ms)
        _log(tx, "add_item", bill_id, added, operator_id=operator_id, now_ms=now_ms)
        return item_id


def remove_item(store: Store, *, bill_id: int, item_id: int, operator_id: int, now_ms: int) -> None:
    with store.begin() as tx:
        unpaid(tx, bill_id)
        item = next((one for one in bills.items(tx, [bill_id])[bill_id] if one.id == item_id), None)
        if item is None:
            raise UnknownItem("that is not on the bill any more; look at it again")
        bills.remove_item(tx, item_id)
        _log(tx, "remove_item", bill_id, item.billed, operator_id=operator_id, now_ms=now_ms)


def by_barcode(store: Store, code: str) -> Extra:
    """What is sold under that barcode; UnknownExtra if nothing is."""
    with store.read() as tx:
        return _known(extras.by_barcode(tx, code.strip()), code)


def by_code(store: Store, code: str) -> Extra:
    """Likewise, by barcode or by key."""
    code = code.strip()
    with store.read() as tx:
        found = (extras.by_barcode(tx, code) or extras.by_key(tx, code)) if code else None
        return _known(found, code)


def _known(extra: Extra | None, code: str) -> Extra:
    if extra is None:
        raise UnknownExtra(f"no extra has the key or barcode {code[:20]!r}", code=code[:20])
    return extra


def _put(
    tx: Tx, bill_id: int, extra_id: int | None, added: BilledExtra, *, person_id: int, at_ms: int
) -> int:
    same = next((one for one in bills.items(tx, [bill_id])[bill_id] if _is_same(one, extra_id, added)), None)
    if same is not None:
        quantity = same.billed.quantity + added.quantity
        amount_minor = same.billed.amount_minor + added.amount_minor
        bills.change_item(tx, same.id, quantity=quantity, amount_minor=amount_minor)
        return same.id
    return bills.add_item(
        tx, bill_id=bill_id, extra_id=extra_id, text=added.text, quantity=added.quantity,
        amount_minor=added.amount_minor, tax=added.tax, person_id=person_id, at_ms=at_ms,
    )  # fmt: skip


def _is_same(item: Item, extra_id: int | None, added: BilledExtra) -> bool:
    """The same thing at the same price."""
    there = item.billed
    return (
        extra_id is not None
        and (item.extra_id, there.text, there.tax) == (extra_id, added.text, added.tax)
        and there.amount_minor * added.quantity == added.amount_minor * there.quantity
    )


def _log(tx: Tx, kind: str, bill_id: int, extra: BilledExtra, *, operator_id: int, now_ms: int) -> None:
    people.log(
        tx, kind, person_id=operator_id, at_ms=now_ms,
        detail=f"bill {bill_id}: {extra.quantity} {extra.text}, {extra.amount_minor}",
    )  # fmt: skip
