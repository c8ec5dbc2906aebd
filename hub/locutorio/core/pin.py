"""Which PINs are worth having. Must not know whose they are."""

from itertools import pairwise

LENGTHS = range(4, 9)


def is_pin(text: str) -> bool:
    return len(text) in LENGTHS and text.isascii() and text.isdigit()


def is_guessable(pin: str) -> bool:
    """True of what is tried first: 0000, 1212, 1234, 8765, 7890."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    runs = len(steps) == 1 and steps <= {0, 1, 9}
    repeats = any(pin == pin[:length] * (len(pin) // length) for length in range(1, len(pin) // 2 + 1))
    return runs or repeats
