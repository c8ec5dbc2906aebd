"""What went wrong, in the reader's language: each code of a ShopError has its sentence here.

A sentence says what to do. `%(name)s` takes a fact of the error; facts in minor units are written as
money, moments as times of the day. A code without a sentence is shown as the error itself says it.
"""

from http import HTTPStatus

from flask import Flask, flash, redirect, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from locutorio.core.errors import ShopError
from locutorio.panel.access import back_to
from locutorio.panel.language import later, money, words

SENTENCES = {
    "already_paid": later("This bill is paid already: here is its receipt."),
    "bad_amount": later("An amount is nothing or more."),
    "bad_archive_period": later("An archive is of one day to a year, from its first day to its last."),
    "bad_budget": later("The amount to unlock up to is more than nothing. For no limit, just unlock."),
    "bad_count": later("Count whole coins and notes. What stays in the drawer is part of them."),
    "bad_currency": later("Write the currency of the sheets by its three letters, like EUR."),
    "bad_discount": later("A discount is more than nothing, and 100% at most."),
    "bad_extra": later("An extra needs a text, a quantity and an amount of nothing or more."),
    "bad_group": later("Write a group as “Name: country, country”."),
    "bad_moment": later("Choose a day and a time."),
    "bad_money": later("“%(text)s” is not a clear amount. Write it like 12.50."),
    "bad_name": later("A name has 1 to 60 letters."),
    "bad_number": later("“%(text)s” is no whole number."),
    "bad_pin": later("A PIN has %(at_least)s to %(at_most)s digits."),
    "bad_quantity": later("A quantity is a whole number, 999 at most."),
    "bad_recipe": later("That cannot be adopted: %(text)s."),
    "bad_waves": later("Write the sizes of the waves like 1, 25%, rest."),
    "bill_changed": later(
        "The bill has changed since it was shown: %(due_minor)s is due now. Look, then pay."
    ),
    "bill_has_discount": later("This bill has a discount. Take it off first, then join the bills."),
    "booth_busy": later("%(booth)s is in use. Lock it and take the money first."),
    "booth_not_free": later("%(booth)s has a visit that is not paid yet. Lock it and take the money first."),
    "booth_offline": later("%(booth)s does not answer. Check its power and its network."),
    "booth_still_there": later("%(booth)s answers. Lock it and wait a moment."),
    "code_taken": later("%(name)s has that key or barcode. Choose another."),
    "credited_already": later("Part of it was given back already. Give the rest back instead."),
    "in_the_past": later("Prices hold from now or later on. Choose another moment."),
    "incomplete_invoice": later(
        "This receipt lacks what an invoice needs: a company, a tax number, rates of tax."
    ),
    "inexact_money": later("That is less than the smallest coin. Write an amount that can be paid."),
    "locked_out": later(
        "Too many wrong tries for %(name)s. Try again at %(until_ms)s, or let an owner lift it."
    ),
    "lost_sealing_key": later(
        "The key that signs receipts is lost, so nothing can be sold. Call the owner: it is brought back "
        "from a copy of its folder, or a new one is begun at the hub's machine."
    ),
    "name_taken": later("There is a %(name)s already. Choose another name."),
    "needs_flashing": later("%(booth)s runs another version of the firmware. Call the technician."),
    "no_account": later("Choose whose account it goes on."),
    "no_file": later("Choose the carrier's sheet first."),
    "no_fonts": later("The fonts for PDF files are missing. Install the package fonts-dejavu-core."),
    "no_prices": later("%(package)s has no prices in force yet. Adopt them first."),
    "no_reason": later("Say why: the log keeps it."),
    "no_rollout": later("No update is under way."),
    "no_sheet": later(
        "%(package)s sells by a carrier's sheet, and none is in force by then. Import one first."
    ),
    "no_shift": later("No shift is open. Begin one with what lies in the drawer."),
    "nobody_left": later("Somebody has to be left who may do everything. Make another owner first."),
    "not_a_sale": later("A credit note is not taken back. Sell it again instead."),
    "not_in_drawer": later("There is not so much in the drawer. Look at the amount again, or count."),
    "not_empty": later("There is something on this bill, or its booth is not locked yet: it is to be paid."),
    "not_locked_yet": later("%(booth)s is not locked yet. Lock it and wait a moment."),
    "not_new": later("The shop has an owner already. Log in."),
    "not_our_booth": later("%(booth)s listens to another hub. Use the panel of the one started last."),
    "not_yours": later("That goes beyond your own rights. Ask somebody who has them."),
    "not_yourself": later("You cannot change your own place here. Let another owner do it."),
    "nothing_named": later("Say which, or choose everywhere."),
    "nothing_to_credit": later("Tick something that is left, or write an amount of more than nothing."),
    "nothing_to_decide": later("This call has a price already."),
    "nothing_to_move": later("Nobody sits in that booth. Look at the board again."),
    "nothing_to_park": later("Lock the booth and wait a moment; then the bill can be parked."),
    "nothing_to_rerate": later("No call would cost anything else. Choose other days or another tariff."),
    "nothing_to_tick": later("Tick calls that are over and on this bill."),
    "nothing_to_update": later("All of these booths run that release or a newer one."),
    "other_currency": later("%(deck)s charges in %(currency)s. Make another package for it."),
    "over_limit": later("The account of %(name)s cannot bear that. Take money for it, or raise the limit."),
    "preview_stale": later("Calls or prices have changed since that was worked out. Look at it again."),
    "records_missing": later("%(booth)s has not handed over all its calls yet. Wait a moment."),
    "request_reused": later("This bill has already taken a payment. Open it again from the board."),
    "role_in_use": later("People have the role %(name)s. Give them another first."),
    "rollout_running": later("Another update is under way. Wait for its end, or stop it."),
    "rows_rejected": later("Some rows cannot be read. Mend the sheet, or say that they are left out."),
    "same_bill": later("Choose another bill."),
    "sheet_broken": later("That file cannot be opened. Open it in a spreadsheet, save it as XLSX or CSV."),
    "sheet_changed": later("What the sheet would change is not the same any more. Look again."),
    "sheet_empty": later("That file holds nothing. Choose the file that the carrier sent."),
    "sheet_not_a_sheet": later("That is no price sheet. Choose the CSV, Excel or LibreOffice file."),
    "sheet_protected": later("That file is protected by a password. Save it without, then send it again."),
    "sheet_quotes": later("A quotation mark is not closed near line %(line)d. Mend it, send it again."),
    "sheet_too_big": later("That sheet is too large. Send in the price list alone."),
    "shift_open": later("A shift is open already. Count and close it first."),
    "still_open": later("Bills are open: %(open_bills)d. Take their money, or choose who takes them over."),
    "store_down": later(
        "The books cannot be written, and nothing was changed. Is the disk full? Make room, try again."
    ),
    "too_little_paid": later("That is not enough: %(left_minor)s are still to be paid."),
    "too_many_screens": later("Too many panels are open: close one on another device."),
    "too_much_credited": later("That is more than is left of it: %(left_minor)s."),
    "too_much_paid": later("That is more than is to be paid, and only cash has change."),
    "unknown_bill": later("That bill went into another, or there is no such bill. Look at the open bills."),
    "unknown_booth": later("There is no such booth any more. Go back to the board."),
    "unknown_call": later("There is no such call."),
    "unknown_country": later("No country is called “%(text)s”. Write its name or its two letters."),
    "unknown_customer": later("There is no such customer."),
    "unknown_deck": later("There is no such carrier any more."),
    "unknown_extra": later("Nothing is sold under that key or barcode."),
    "unknown_holidays": later(
        "No holidays are known by that name. Write a country or region like ES or ES-CT."
    ),
    "unknown_inspection": later("There is no such inspection."),
    "unknown_item": later("That is not on the bill any more. Look again."),
    "unknown_method": later("Choose how it is paid."),
    "unknown_package": later("There is no such package any more."),
    "unknown_person": later("There is no such person."),
    "unknown_receipt": later("There is no receipt of that number."),
    "unknown_release": later("There is no such release. Add it at the hub first."),
    "unknown_report": later("There is no such report."),
    "unknown_role": later("There is no such role any more. Choose another."),
    "unknown_tariff": later("There are no such prices."),
    "unknown_upload": later("That sheet is adopted or replaced already. Look at the carrier's page."),
    "unknown_visit": later("There is no such visit. Go back to the board."),
    "unpriced_calls": later("A call has no price yet. Decide on it first."),
    "weak_password": later("A password has at least %(at_least)s characters."),
    "weak_pin": later("That PIN is one of the first that anybody would try. Take another."),
    "wrong_password": later("Name or password is wrong. Try again."),
    "wrong_pin": later("That is not their PIN. Try again."),
}

PAGES = {
    400: later("The page sent something the hub cannot read. Open it again and repeat that."),
    403: later("This page is not for you. Ask the owner of the shop."),
    404: later("There is no such page. Go back to the board."),
    405: later("There is no such page. Go back to the board."),
    413: later("That was too much at once. Send in less."),
    429: later("Too many attempts. Wait a few minutes, then try again."),
    500: later("Something broke in the hub. Nothing was lost; look at its log, then try again."),
}


def sentence(error: ShopError) -> str:
    text = SENTENCES.get(error.code)
    if text is None:
        return str(error)
    return words().gettext(text, **{name: shown(name, value) for name, value in error.facts.items()})


def shown(name: str, fact: object) -> object:
    if isinstance(fact, int) and name.endswith("_minor"):
        return money(fact)
    return words().time(fact) if isinstance(fact, int) and name.endswith("_ms") else fact


def answer_errors(app: Flask) -> None:
    app.register_error_handler(ShopError, refused)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, failed)


def refused(error: ShopError) -> Response | tuple[str, int]:
    """Nothing was changed: say why, on the page the person was on."""
    return told(sentence(error))


def stale_form(_: CSRFError) -> Response | tuple[str, int]:
    return told(words().gettext("The page had grown too old. Please do that again."))


def told(text: str) -> Response | tuple[str, int]:
    """`text` on the page the person came from; to a script, as it is."""
    if request.headers.get("X-Requested-With"):
        return text, HTTPStatus.CONFLICT
    flash(text, "error")
    return redirect(back_to(request.form.get("back")), HTTPStatus.SEE_OTHER)


def failed(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    text = words().gettext(PAGES.get(code, PAGES[500]))
    if request.headers.get("X-Requested-With"):
        return text, code
    return render_template("error.html", text=text), code
