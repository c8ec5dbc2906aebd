"""Everything the counter may be refused, in one place, so that the panel can word each of them."""

from locutorio.core.errors import ShopError


class UnknownBooth(ShopError):
    code = "unknown_booth"


class BoothTaken(ShopError):
    code = "booth_taken"


class BadKey(ShopError):
    code = "bad_key"


class BoothNotFree(ShopError):
    code = "booth_not_free"


class BoothOffline(ShopError):
    code = "booth_offline"


class NotOurBooth(ShopError):
    """It listens to a hub that was started later."""

    code = "not_our_booth"


class NeedsFlashing(ShopError):
    code = "needs_flashing"


class BadBudget(ShopError):
    code = "bad_budget"


class UnknownVisit(ShopError):
    code = "unknown_visit"


class UnknownBill(ShopError):
    """There is none any more; if it went into another, the fact `into_id` says which."""

    code = "unknown_bill"


class SameBill(ShopError):
    code = "same_bill"


class BillHasDiscount(ShopError):
    code = "bill_has_discount"


class NothingToPark(ShopError):
    code = "nothing_to_park"


class NotEmpty(ShopError):
    code = "not_empty"


class NothingToTick(ShopError):
    code = "nothing_to_tick"


class NothingToMove(ShopError):
    code = "nothing_to_move"


class NoAccount(ShopError):
    """Something is to go on an account, and nobody said on whose."""

    code = "no_account"


class BadDiscount(ShopError):
    code = "bad_discount"


class NotLockedYet(ShopError):
    code = "not_locked_yet"


class RecordsMissing(ShopError):
    code = "records_missing"


class BoothStillThere(ShopError):
    code = "booth_still_there"


class AlreadyPaid(ShopError):
    """`receipt_number` says which receipt it was."""

    code = "already_paid"

    def __init__(self, message: str, *, receipt_number: int) -> None:
        super().__init__(message, receipt_number=receipt_number)
        self.receipt_number = receipt_number


class BillChanged(ShopError):
    code = "bill_changed"


class UnpricedCalls(ShopError):
    code = "unpriced_calls"


class BadExtra(ShopError):
    code = "bad_extra"


class UnknownExtra(ShopError):
    code = "unknown_extra"


class UnknownItem(ShopError):
    code = "unknown_item"


class CodeTaken(ShopError):
    """Another extra has that key or that barcode."""

    code = "code_taken"


class UnknownCall(ShopError):
    code = "unknown_call"


class NothingToDecide(ShopError):
    code = "nothing_to_decide"


class NoReason(ShopError):
    code = "no_reason"


class BadAmount(ShopError):
    code = "bad_amount"


class UnknownReceipt(ShopError):
    code = "unknown_receipt"


class NameTaken(ShopError):
    code = "name_taken"


class BadName(ShopError):
    code = "bad_name"


class WeakPassword(ShopError):
    code = "weak_password"


class BadPin(ShopError):
    code = "bad_pin"


class WeakPin(ShopError):
    code = "weak_pin"


class WrongPassword(ShopError):
    """Or there is nobody of that name: which of the two is not told."""

    code = "wrong_password"

    def __init__(self) -> None:
        super().__init__("name or password is wrong; try again")


class WrongPin(ShopError):
    code = "wrong_pin"

    def __init__(self) -> None:
        super().__init__("that is not their PIN; try again")


class LockedOut(ShopError):
    """After too many wrong tries, until `until_ms`."""

    code = "locked_out"


class UnknownRole(ShopError):
    code = "unknown_role"


class RoleInUse(ShopError):
    code = "role_in_use"


class NobodyLeft(ShopError):
    """Who may do everything."""

    code = "nobody_left"


class NotYours(ShopError):
    """Rights beyond one's own."""

    code = "not_yours"


class NotNew(ShopError):
    code = "not_new"


class UnknownPerson(ShopError):
    code = "unknown_person"


class NotYourself(ShopError):
    code = "not_yourself"


class UnknownDeck(ShopError):
    code = "unknown_deck"


class UnknownUpload(ShopError):
    code = "unknown_upload"


class BadCurrency(ShopError):
    code = "bad_currency"


class UnknownPackage(ShopError):
    code = "unknown_package"


class UnknownTariff(ShopError):
    code = "unknown_tariff"


class InThePast(ShopError):
    """Prices that calls were sold by stay what they were."""

    code = "in_the_past"


class NoSheet(ShopError):
    """A recipe for a carrier's sheet, and no sheet."""

    code = "no_sheet"


class NoPrices(ShopError):
    code = "no_prices"


class OtherCurrency(ShopError):
    """A recipe is for a carrier's currency."""

    code = "other_currency"


class UnknownCustomer(ShopError):
    code = "unknown_customer"


class PreviewStale(ShopError):
    """What was looked at is not what would be done now."""

    code = "preview_stale"


class NothingToRerate(ShopError):
    code = "nothing_to_rerate"


class NoShift(ShopError):
    code = "no_shift"


class ShiftOpen(ShopError):
    code = "shift_open"


class StillOpen(ShopError):
    """Bills that nobody would answer for once the shift is over."""

    code = "still_open"


class BadCount(ShopError):
    code = "bad_count"


class NotInDrawer(ShopError):
    code = "not_in_drawer"


class OverLimit(ShopError):
    code = "over_limit"


class CreditedAlready(ShopError):
    code = "credited_already"


class UnknownReport(ShopError):
    code = "unknown_report"


class NotASale(ShopError):
    """A credit note, which is not credited in its turn."""

    code = "not_a_sale"


class BadArchivePeriod(ShopError):
    """More than a year in one archive, or less than a day."""

    code = "bad_archive_period"
