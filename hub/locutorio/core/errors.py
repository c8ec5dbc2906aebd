"""What can go wrong in the shop, in the shop's own words.

Raised by core and desk, turned into a page, a log line or an exit code at the edge. Each error has a
`code` (stable, for pages to translate) and `facts` (values for the translated sentence); str() is the
English sentence, which says what to do.
"""


class ShopError(Exception):
    """Something a person can understand and mend. Nothing was changed."""

    code = "shop_error"

    def __init__(self, message: str, **facts: object) -> None:
        super().__init__(message)
        self.facts = facts
