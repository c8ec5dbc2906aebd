"""What people at the counter may do, and the sets of rights that come with the program.

One table, RIGHTS: a line for each right, with the roles it is meant for; the owner has them all. Serves no
single station of a call's way: the panel asks it before every page and act. Must not know pages or people.
"""

from collections.abc import Mapping
from enum import StrEnum


class Right(StrEnum):
    """Kept in the books by these words: a new right is a new word, and none is ever used anew."""

    UNLOCK = "unlock"  # unlock booths, lock them, move a visit
    SELL = "sell"  # bills, extras, deposits, payments
    PRICES_SEE = "prices_see"  # look prices and calls up
    REPRINT = "reprint"
    DISCOUNT = "discount"
    FREE_CALL = "free_call"
    REFUND = "refund"  # credit notes, money given back
    VOID = "void"  # a whole receipt taken back, its bill made anew
    OPEN_DRAWER = "open_drawer"  # without a sale
    PAID_OUT = "paid_out"  # into the drawer or out of it, for other things than sales
    SAFE_DROP = "safe_drop"
    SHIFT_CLOSE = "shift_close"  # open, count, close
    SHIFT_REPORTS = "shift_reports"  # the shift that runs (X): whoever has it counts no drawer blindly
    ALL_REPORTS = "all_reports"  # every shift, day, month, year; the archive; who did what
    ALARMS = "alarms"  # alarms, and what is wrong with booths and messages
    ACCOUNTS = "accounts"  # customers' money: statements, what is paid in, how far they may go
    CUSTOMERS = "customers"
    PRICES_SET = "prices_set"  # packages, carriers' sheets, extras
    RERATE = "rerate"
    TECHNICAL = "technical"  # controllers: register, examine, watch, update them
    PEOPLE = "people"  # who works here, and what they may do


OWNER, MANAGER, OPERATOR, TECHNICIAN = "owner", "manager", "operator", "technician"

COUNTER = (OPERATOR, MANAGER)

RIGHTS: Mapping[Right, tuple[str, ...]] = {
    Right.UNLOCK: COUNTER,
    Right.SELL: COUNTER,
    Right.PRICES_SEE: (*COUNTER, TECHNICIAN),
    Right.REPRINT: COUNTER,
    Right.DISCOUNT: (MANAGER,),
    Right.FREE_CALL: (MANAGER,),
    Right.REFUND: (MANAGER,),
    Right.VOID: (MANAGER,),
    Right.OPEN_DRAWER: (MANAGER,),
    Right.PAID_OUT: (MANAGER,),
    Right.SAFE_DROP: COUNTER,
    Right.SHIFT_CLOSE: COUNTER,
    Right.SHIFT_REPORTS: (MANAGER,),
    Right.ALL_REPORTS: (MANAGER,),
    Right.ALARMS: (*COUNTER, TECHNICIAN),
    Right.ACCOUNTS: COUNTER,
    Right.CUSTOMERS: (MANAGER,),
    Right.PRICES_SET: (),
    Right.RERATE: (),
    Right.TECHNICAL: (TECHNICIAN,),
    Right.PEOPLE: (),
}

ROLES: Mapping[str, frozenset[Right]] = {
    OWNER: frozenset(Right),
    **{
        role: frozenset(right for right, meant_for in RIGHTS.items() if role in meant_for)
        for role in (MANAGER, OPERATOR, TECHNICIAN)
    },
}
