"""Unlocking a booth: a visit begins, on a bill. Station 2 learns of it by the desired state."""

from locutorio.core.board import BoothNow
from locutorio.core.leases import unlocked
from locutorio.core.shop import ShopProfile
from locutorio.core.tender import CASH
from locutorio.desk import deposits
from locutorio.desk.customers import present
from locutorio.desk.errors import BadBudget, BoothNotFree, UnknownBooth
from locutorio.desk.reach import check_reach
from locutorio.desk.unpaid import unpaid
from locutorio.store import bills, booths, calls, packages, people, requests, standing, visits
from locutorio.store.engine import Store, Tx


def unlock(
    store: Store,
    shop: ShopProfile,
    *,
    booth_id: str,
    operator_id: int,
    now_ms: int,
    budget_minor: int | None = None,
    customer_id: int | None = None,
    deposit_minor: int | None = None,
    deposit_method: str = CASH,
    bill_id: int | None = None,
    request_key: str = "",
) -> int:
    """Open a visit and want the line through. Refused while the last visit is unpaid, or no one answers.

    It goes on the open bill `bill_id`, else on a new one; which id is returned. `budget_minor`: the calls of
    that bill may come to no more; None = as before, and on a new bill no more than is left for it
    beforehand, `deposit_minor`. They are sold by the package of the customer, else of the booth, else of
    the shop, as it is at this moment. With a `request_key` it is done once however often it is asked.
    """
    if budget_minor is not None and budget_minor <= 0:
        raise BadBudget("a budget is more than nothing; leave it empty for none")
    asked = requests.fingerprint(
        "unlock", booth_id, budget_minor, customer_id, deposit_minor, deposit_method, bill_id
    )
    with store.begin() as tx:
        if request_key and (earlier := requests.earlier(tx, request_key, asked)):
            return int(earlier.removeprefix("bill "))
        now = ready(tx, booth_id, now_ms=now_ms)
        customer = None if customer_id is None else present(tx, customer_id)
        if bill_id is None:
            budget_minor = deposit_minor if budget_minor is None else budget_minor
            bill_id = bills.add(
                tx, opened_ms=now_ms, person_id=operator_id, customer_id=customer_id,
                budget_minor=budget_minor,
            )  # fmt: skip
        else:
            _go_on(tx, bill_id, customer_id, budget_minor, deposit_minor)
        if deposit_minor is not None:
            deposits.take(
                tx, shop, bill_id=bill_id, amount_minor=deposit_minor, method=deposit_method,
                operator_id=operator_id, now_ms=now_ms,
            )  # fmt: skip
        package_id = (customer and customer.package_id) or packages.of_visit(tx, booth_id, "")
        visit_id = begin(
            tx, shop, now, bill_id=bill_id, package_id=package_id, customer_id=customer_id, now_ms=now_ms
        )
        if request_key:
            requests.keep(tx, request_key, asked, f"bill {bill_id}", now_ms)
        said = (
            f"bill {bill_id}",
            "" if budget_minor is None else f"budget {budget_minor}",
            customer.name if customer else "",
        )
        people.log(
            tx, "unlock", person_id=operator_id, at_ms=now_ms, booth_id=booth_id, visit_id=visit_id,
            detail=", ".join(filter(None, said)),
        )  # fmt: skip
        return bill_id


def ready(tx: Tx, booth_id: str, *, now_ms: int) -> BoothNow:
    """The booth, if a visit can begin in it; else the error says what is in the way."""
    now = booths.now(tx, booth_id)
    if now is None:
        raise UnknownBooth(f"there is no booth {booth_id}", booth_id=booth_id)
    if now.visit_id:
        raise BoothNotFree(
            f"{now.label} has a visit that is not paid yet; lock it and take the money, or park the bill",
            booth=now.label,
        )
    if calls.open_in_visit(tx, booth_id):
        raise BoothNotFree(f"{now.label} still has a call to tell of; wait a moment", booth=now.label)
    check_reach(now, now_ms=now_ms)
    return now


def begin(
    tx: Tx,
    shop: ShopProfile,
    now: BoothNow,
    *,
    bill_id: int,
    package_id: int | None,
    customer_id: int | None,
    now_ms: int,
) -> str:
    """A visit on the bill, and the line wanted through. Returns its id."""
    booth_id = now.booth_id
    # The booth and the moment name a visit for ever, also beside one from a restored backup.
    visit_id = f"{booth_id}.{now_ms}"
    visits.close_in(tx, booth_id, now_ms=now_ms)  # one whose customer has moved on
    visits.add(
        tx, visit_id, booth_id=booth_id, opened_ms=now_ms, bill_id=bill_id, package_id=package_id,
        customer_id=customer_id,
    )  # fmt: skip
    bill = bills.find(tx, bill_id)
    has_budget = bill is not None and bill.budget_minor is not None
    wanted = unlocked(
        now.wanted, shop.rules, visit_id=visit_id, call_limit_s=shop.call_limit_s, has_budget=has_budget,
        now_ms=now_ms,
    )  # fmt: skip
    standing.keep_wanted(tx, booth_id, wanted)
    return visit_id


def _go_on(
    tx: Tx, bill_id: int, customer_id: int | None, budget_minor: int | None, deposit_minor: int | None
) -> None:
    """One more visit on an open bill. What is left for it now raises the budget it has."""
    row = unpaid(tx, bill_id)
    if budget_minor is None and row.budget_minor is not None:
        budget_minor = row.budget_minor + (deposit_minor or 0)
    customer_id = row.customer_id or customer_id
    bills.change(tx, bill_id, parked_ms=None, customer_id=customer_id, budget_minor=budget_minor)
