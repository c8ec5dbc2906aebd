"""Customers the shop knows by name, and the package that is theirs wherever they sit down."""

from locutorio.desk import names
from locutorio.desk.errors import NameTaken, UnknownCustomer
from locutorio.desk.packages import with_prices
from locutorio.store import customers as rows
from locutorio.store import people
from locutorio.store.customers import Customer
from locutorio.store.engine import Store, Tx

__all__ = ["Customer"]


def customers(store: Store) -> list[Customer]:
    with store.read() as tx:
        return rows.every(tx)


def add_customer(
    store: Store, *, name: str, note: str, package_id: int | None, operator_id: int | None, now_ms: int
) -> int:
    """`package_id` None: sold by what the booth is, or the shop. Returns the customer's id."""
    with store.begin() as tx:
        values = _checked(tx, None, name, note, package_id, now_ms=now_ms)
        customer_id = rows.add(tx, **values, active=True, added_ms=now_ms)
        people.log(tx, "add_customer", person_id=operator_id, at_ms=now_ms, detail=str(values["name"]))
        return customer_id


def change_customer(
    store: Store,
    *,
    customer_id: int,
    name: str,
    note: str,
    package_id: int | None,
    is_active: bool,
    operator_id: int | None,
    now_ms: int,
) -> None:
    """From the customer's next visit on; visits keep the package they were unlocked with."""
    with store.begin() as tx:
        find(tx, customer_id)
        values = _checked(tx, customer_id, name, note, package_id, now_ms=now_ms)
        rows.change(tx, customer_id, **values, active=is_active)
        people.log(tx, "change_customer", person_id=operator_id, at_ms=now_ms, detail=str(values["name"]))


def find(tx: Tx, customer_id: int) -> Customer:
    found = rows.find(tx, customer_id)
    if found is None:
        raise UnknownCustomer("there is no such customer", customer_id=customer_id)
    return found


def present(tx: Tx, customer_id: int) -> Customer:
    """A customer who still comes."""
    found = find(tx, customer_id)
    if not found.is_active:
        raise UnknownCustomer(f"{found.name} is not a customer any more", customer_id=customer_id)
    return found


def _checked(
    tx: Tx, customer_id: int | None, name: str, note: str, package_id: int | None, *, now_ms: int
) -> dict[str, object]:
    name = names.shown(name)
    if rows.id_of_name(tx, names.key(name)) not in (None, customer_id):
        raise NameTaken(f"there is a {name} already; choose another name", name=name)
    if package_id is not None:
        with_prices(tx, package_id, now_ms=now_ms)
    return {"name": name, "name_key": names.key(name), "note": note.strip(), "package_id": package_id}
