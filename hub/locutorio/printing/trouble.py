"""What can go wrong between hub and paper."""

from locutorio.core.errors import ShopError


class PrinterTrouble(ShopError):
    """No certain print; str() says what to do.

    `passing`: nothing came out, and it can be tried again by itself once the trouble is over. Otherwise
    the receipt may be out already, or waiting inside the printer: only a person who looks can tell.
    """

    code = "printer_trouble"

    def __init__(self, message: str, *, passing: bool) -> None:
        super().__init__(message)
        self.passing = passing


class NothingToPrintOn(PrinterTrouble):
    """No printer is set up."""

    code = "no_printer"

    def __init__(self, message: str) -> None:
        super().__init__(message, passing=False)
