"""Rights and roles in the reader's language: what each lets people do, as an owner would say it."""

from collections.abc import Mapping

from locutorio.core.rights import MANAGER, OPERATOR, OWNER, TECHNICIAN, Right
from locutorio.panel.language import later

RIGHTS: Mapping[Right, str] = {
    Right.UNLOCK: later("Unlock and lock booths"),
    Right.SELL: later("Take money: bills, extras, deposits"),
    Right.PRICES_SEE: later("Look prices and calls up"),
    Right.REPRINT: later("Print receipts again"),
    Right.DISCOUNT: later("Give discounts"),
    Right.FREE_CALL: later("Give calls for free"),
    Right.REFUND: later("Give money back"),
    Right.VOID: later("Take a whole receipt back"),
    Right.OPEN_DRAWER: later("Open the drawer without a sale"),
    Right.PAID_OUT: later("Put money into the drawer or take it out"),
    Right.SAFE_DROP: later("Take money to the safe"),
    Right.SHIFT_CLOSE: later("Open and close shifts"),
    Right.SHIFT_REPORTS: later("See what the shift has come to"),
    Right.ALL_REPORTS: later("See every report, and who did what"),
    Right.ALARMS: later("See alarms and problems"),
    Right.ACCOUNTS: later("Keep customers' accounts"),
    Right.CUSTOMERS: later("Change customers"),
    Right.PRICES_SET: later("Change prices and extras"),
    Right.RERATE: later("Price past calls anew"),
    Right.TECHNICAL: later("Look after the booths' controllers: examine, watch, update them"),
    Right.PEOPLE: later("Decide who works here, and what they may do"),
}

ROLES: Mapping[str, str] = {
    OWNER: later("Owner"),
    MANAGER: later("Manager"),
    OPERATOR: later("Operator"),
    TECHNICIAN: later("Technician"),
}
