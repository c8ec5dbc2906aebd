"""The drawer without a sale: cash brought in, taken out or carried to the safe, and opened for nothing.

Whatever opens it is written down first, in the same transaction, with who and why. Station 7.
"""

from typing import Literal

from locutorio.core.shop import ShopProfile
from locutorio.desk import print_queue, slips
from locutorio.desk.errors import BadAmount, NoReason, NotInDrawer
from locutorio.store import ledger, people, requests
from locutorio.store.engine import Store, Tx

Move = Literal["paid_in", "paid_out", "safe_drop"]
_SIGN_AND_ACCOUNT: dict[Move, tuple[int, str]] = {
    "paid_in": (1, "paid_in"),  # coins from the bank
    "paid_out": (-1, "paid_out"),  # the window cleaner
    "safe_drop": (-1, "safe"),  # before there is too much in it
}


def move(
    store: Store,
    shop: ShopProfile,
    kind: Move,
    *,
    amount_minor: int,
    reason: str,
    request_key: str,
    operator_id: int,
    now_ms: int,
) -> int:
    """`amount_minor` more or less in the drawer. Returns the posting, the same for the same request."""
    reason = _said(reason)
    sign, account = _SIGN_AND_ACCOUNT[kind]
    asked = requests.fingerprint(kind, amount_minor, reason)
    with store.begin() as tx:
        earlier = requests.earlier(tx, request_key, asked)
        if earlier:
            return int(earlier.removeprefix("posting "))
        _check(tx, amount_minor, sign)
        entries = {"cash": sign * amount_minor, account: -sign * amount_minor}
        posting_id = ledger.post(tx, kind, entries, at_ms=now_ms, person_id=operator_id, reason=reason)
        requests.keep(tx, request_key, asked, f"posting {posting_id}", now_ms)
        people.log(tx, kind, person_id=operator_id, at_ms=now_ms, detail=f"posting {posting_id}: {reason}")
        slip = slips.slip(
            tx, shop, kind, posting_id, person_id=operator_id, at_ms=now_ms, amount_minor=amount_minor,
            method="cash", reason=reason,
        )  # fmt: skip
        print_queue.enqueue_slip(tx, slip, now_ms=now_ms, kick=shop.drawer_kick != "never")
        return posting_id


def open_drawer(store: Store, shop: ShopProfile, *, reason: str, operator_id: int, now_ms: int) -> None:
    """To change a note, say: no money is booked."""
    reason = _said(reason)
    with store.begin() as tx:
        act_id = people.log(tx, "open_drawer", person_id=operator_id, at_ms=now_ms, detail=reason)
        slip = slips.slip(tx, shop, "no_sale", act_id, person_id=operator_id, at_ms=now_ms, reason=reason)
        print_queue.enqueue_slip(tx, slip, now_ms=now_ms, kick=True)


def _check(tx: Tx, amount_minor: int, sign: int) -> None:
    if amount_minor <= 0:
        raise BadAmount("say how much: more than nothing")
    if ledger.cash(tx) + sign * amount_minor < 0:
        raise NotInDrawer("there is not so much in the drawer; look at the amount again, or count")


def _said(reason: str) -> str:
    if not reason.strip():
        raise NoReason("say why: the log keeps it")
    return reason.strip()
