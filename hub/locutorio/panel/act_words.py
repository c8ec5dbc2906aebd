"""What people did, in the reader's language: the kinds of acts, and the facts that they changed.

An act without a word here is shown by the name the books have for it.
"""

from collections.abc import Mapping

from locutorio.core.rights import Right
from locutorio.panel.language import later, money, words
from locutorio.panel.role_words import RIGHTS, ROLES

KINDS: Mapping[str, str] = {
    "create_owner": later("Set the shop up"),
    "sign_in": later("Logged in"),
    "switch": later("Took the screen over"),
    "locked_out": later("Locked out after wrong tries"),
    "lift": later("Ended somebody's lock-out"),
    "add_person": later("Added a person"),
    "change_role": later("Gave another role"),
    "deactivate": later("Shut somebody out"),
    "activate": later("Let somebody in again"),
    "reset_password": later("Gave a new password"),
    "change_password": later("Changed their own password"),
    "change_pin": later("Changed their own PIN"),
    "drop_pin": later("Gave their PIN up"),
    "add_role": later("Made a set of rights"),
    "change_rights": later("Changed a set of rights"),
    "drop_role": later("Removed a set of rights"),
    "unlock": later("Unlocked a booth"),
    "lock": later("Locked a booth"),
    "move": later("Moved a visit"),
    "settle_anyway": later("Settled without the booth's last word"),
    "decide": later("Decided what a call costs"),
    "open_bill": later("Opened a bill"),
    "rename_bill": later("Named a bill"),
    "tick": later("Put calls on another bill"),
    "join": later("Joined two bills"),
    "park": later("Parked a bill"),
    "take_up": later("Took a bill up again"),
    "hand_over": later("Handed bills over"),
    "add_item": later("Put an extra on a bill"),
    "remove_item": later("Took an extra off a bill"),
    "discount": later("Agreed on a discount"),
    "deposit": later("Took a deposit"),
    "drop_bill": later("Closed an empty bill"),
    "pay": later("Took the money"),
    "credit": later("Gave money back"),
    "account_paid": later("Took money for an account"),
    "account_back": later("Gave money of an account back"),
    "reprint": later("Printed a receipt again"),
    "hand_out": later("Gave a receipt out as a file"),
    "came_out": later("Saw that a receipt came out"),
    "open_shift": later("Opened a shift"),
    "close_shift": later("Closed a shift"),
    "open_drawer": later("Opened the drawer"),
    "paid_in": later("Put money into the drawer"),
    "paid_out": later("Took money out of the drawer"),
    "safe_drop": later("Took money to the safe"),
    "close_period": later("Closed a day, month or year"),
    "archive": later("Wrote an archive"),
    "fiscal_profile": later("Chose by which rules the till is kept"),
    "sealing_key": later("Began a new key for signatures"),
    "add_extra": later("Added an extra"),
    "change_extra": later("Changed an extra"),
    "add_customer": later("Added a customer"),
    "change_customer": later("Changed a customer"),
    "add_deck": later("Added a carrier"),
    "adopt_sheet": later("Adopted a carrier's sheet"),
    "add_package": later("Added a package"),
    "change_package": later("Changed a package"),
    "adopt_package": later("Adopted prices"),
    "make_default": later("Chose the shop's package"),
    "assign_booth": later("Chose a booth's package"),
    "rerate": later("Priced past calls anew"),
    "add_booth": later("Added a booth"),
    "hand_out_key": later("Took a booth's key for its board"),
    "change_key": later("Gave a booth another key"),
    "ask_vitals": later("Asked a booth how it is"),
    "diagnose": later("Had a booth examine itself"),
    "monitor": later("Watched a booth's line"),
    "roll_out": later("Began an update of the booths"),
    "stop_rollout": later("Stopped an update of the booths"),
}

FACTS: Mapping[str, str] = {
    "name": later("Name"),
    "role": later("Role"),
    "active": later("May log in"),
    "rights": later("Rights"),
    "note": later("Note"),
    "package": later("Package"),
    "is_active": later("Can be chosen"),
    "text": later("Text"),
    "amount_minor": later("Amount"),
    "percent": later("Percent"),
    "reason": later("Reason"),
    "key": later("Key"),
    "barcode": later("Barcode"),
    "tax": later("Tax"),
    "carrier": later("Carrier"),
    "in_force_from_ms": later("In force from"),
    "credit_minor": later("May owe"),
    "legal_name": later("Company"),
    "address": later("Address"),
    "tax_id": later("Tax number"),
    "email": later("E-mail"),
    "country": later("Country"),
    "person": later("Person"),
    "profile": later("Rules"),
    "version": later("Version"),
}


def kind_text(kind: str) -> str:
    return words().gettext(KINDS[kind]) if kind in KINDS else kind


def name_text(name: str) -> str:
    return words().gettext(FACTS[name]) if name in FACTS else name


def fact_text(name: str, fact: object) -> str:
    """One fact of an act, as it was or as it became."""
    spoken = words()
    if fact is None or fact == "":
        return "–"
    if isinstance(fact, bool):
        return spoken.gettext(later("Yes") if fact else later("No"))
    if isinstance(fact, list):
        return ", ".join(right_text(str(each)) for each in fact) or "–"
    if isinstance(fact, int) and name.endswith("_minor"):
        return money(fact)
    if isinstance(fact, int) and name.endswith("_ms"):
        return f"{spoken.date(fact)} {spoken.time(fact)}"
    text = str(fact)
    return spoken.gettext(ROLES[text]) if name == "role" and text in ROLES else text


def right_text(right: str) -> str:
    return words().gettext(RIGHTS[Right(right)]) if right in list(Right) else right
