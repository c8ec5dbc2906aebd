"""Hiding the last digits of a number called, on everything customers' eyes may see. Station 8.

Who finds a bill must not learn whom somebody called. The books keep the whole number.
"""

SHORT = 6  # digits; a code of so few is nobody's own number


def masked(number: str, digits: int) -> str:
    """`number` with its last `digits` digits as X; short codes are shown whole.

    >>> masked("+34 911 23 45 67", 4), masked("+34 911 23 45 67", 0), masked("112", 4)
    ('+34 911 23 XX XX', '+34 911 23 45 67', '112')
    """
    places = [place for place, char in enumerate(number) if char.isdigit()]
    if len(places) <= SHORT:
        return number
    hidden = set(places[len(places) - digits :])
    return "".join("X" if place in hidden else char for place, char in enumerate(number))
