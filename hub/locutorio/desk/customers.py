"""Customers the shop knows by name: the package that is theirs wherever they sit down, what an invoice needs
to know of them, and how far their account may go below nothing."""

from dataclasses import asdict

from locutorio.desk import names
from locutorio.desk.errors import BadAmount, NameTaken, UnknownCustomer
from locutorio.desk.packages import with_prices
from locutorio.store import customers as rows
from locutorio.store import people
from locutorio.store.customers import Company, Customer
from locutorio.store.engine import Store, Tx

__all__ = ["Company", "Customer"]

A_PERSON = Company()


def customers(store: Store) -> list[Customer]:
    with store.read() as tx:
        return every(tx)


def add_customer(
    store: Store,
    *,
    name: str,
    note: str,
    package_id: int | None,
    credit_minor: int = 0,
    company: Company = A_PERSON,
    operator_id: int | None,
    now_ms: int,
) -> int:
    """`package_id` None: sold by what the booth is, or the shop. Returns the customer's id."""
    with store.begin() as tx:
        _check(tx, None, name, package_id, credit_minor, now_ms=now_ms)
        values = _values(name, note, package_id, credit_minor, company)
        customer_id = rows.add(tx, **values, active=True, added_ms=now_ms)
        added = find(tx, customer_id)
        people.log(
            tx, "add_customer", person_id=operator_id, at_ms=now_ms, detail=added.name, after=_told(added)
        )
        return customer_id


def change_customer(
    store: Store,
    *,
    customer_id: int,
    name: str,
    note: str,
    package_id: int | None,
    is_active: bool,
    credit_minor: int = 0,
    company: Company = A_PERSON,
    operator_id: int | None,
    now_ms: int,
) -> None:
    """From the customer's next visit on; visits keep the package they were unlocked with."""
    with store.begin() as tx:
        before = find(tx, customer_id)
        _check(tx, customer_id, name, package_id, credit_minor, now_ms=now_ms)
        values = _values(name, note, package_id, credit_minor, company)
        rows.change(tx, customer_id, **values, active=is_active)
        people.log(
            tx, "change_customer", person_id=operator_id, at_ms=now_ms, detail=str(values["name"]),
            before=_told(before), after=_told(find(tx, customer_id)),
        )  # fmt: skip


def every(tx: Tx) -> list[Customer]:
    return rows.every(tx)


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


def _check(
    tx: Tx, customer_id: int | None, name: str, package_id: int | None, credit_minor: int, *, now_ms: int
) -> None:
    name = names.shown(name)
    if rows.id_of_name(tx, names.key(name)) not in (None, customer_id):
        raise NameTaken(f"there is a {name} already; choose another name", name=name)
    if package_id is not None:
        with_prices(tx, package_id, now_ms=now_ms)
    if credit_minor < 0:
        raise BadAmount("how far an account may go is nothing or more")


def _values(
    name: str, note: str, package_id: int | None, credit_minor: int, company: Company
) -> dict[str, object]:
    about = {field: text.strip() for field, text in asdict(company).items()}
    return {
        "name": names.shown(name), "name_key": names.key(names.shown(name)), "note": note.strip(),
        "package_id": package_id, "credit_minor": credit_minor, **about,
    }  # fmt: skip


def _told(customer: Customer) -> dict[str, object]:
    """As the log of changes tells it: the package by its name."""
    told = asdict(customer)
    company, package = told.pop("company"), told.pop("package_name")
    del told["id"], told["package_id"]
    return {**told, **company, "package": package}
