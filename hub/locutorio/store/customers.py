"""Customers: people the shop knows, and what they are sold by."""

from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import func, select, update

from locutorio.store.engine import Tx, add_row
from locutorio.store.tables import customer, package


@dataclass(frozen=True, slots=True)
class Company:
    """What an invoice needs to know of the buyer; `country` ISO, "" = the shop's; `address` line by line."""

    legal_name: str = ""
    address: str = ""
    tax_id: str = ""
    email: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """`package_id` None: sold by what the booth is, or the shop. Their account may go `credit_minor` below
    nothing."""

    id: int
    name: str
    note: str
    package_id: int | None
    package_name: str
    is_active: bool
    credit_minor: int
    company: Company


_CUSTOMERS = (
    select(
        customer.c.id,
        customer.c.name,
        customer.c.note,
        customer.c.package_id,
        func.coalesce(package.c.name, ""),
        customer.c.active,
        customer.c.credit_minor,
        *(customer.c[field.name] for field in fields(Company)),
    )
    .outerjoin(package, package.c.id == customer.c.package_id)
    .order_by(customer.c.name_key)
)


def every(tx: Tx) -> list[Customer]:
    return [_customer(*row) for row in tx.execute(_CUSTOMERS)]


def find(tx: Tx, customer_id: int) -> Customer | None:
    row = tx.execute(_CUSTOMERS.where(customer.c.id == customer_id)).one_or_none()
    return _customer(*row) if row else None


def _customer(*row: Any) -> Customer:
    customer_id, name, note, package_id, package_name, is_active, credit_minor, *company = row
    return Customer(
        customer_id, name, note, package_id, package_name, is_active, credit_minor, Company(*company)
    )


def id_of_name(tx: Tx, name_key: str) -> int | None:
    return tx.execute(select(customer.c.id).where(customer.c.name_key == name_key)).scalar_one_or_none()


def add(tx: Tx, **values: Any) -> int:
    return add_row(tx, customer, **values)


def change(tx: Tx, customer_id: int, **values: Any) -> None:
    tx.execute(update(customer).where(customer.c.id == customer_id).values(**values))
