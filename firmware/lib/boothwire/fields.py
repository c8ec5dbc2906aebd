"""The kinds of value a message may carry, each a checker that returns the value or refuses it.

A checker takes (name, value) and returns the value; it raises WireError with words a technician
understands. It must not know which message it is used in.
"""

from boothwire import WireError

# A record's whole state fits a few hundred bytes; longer text is a fault or an attack.
TEXT_MAX = 120
INT_MAX = (1 << 53) - 1  # what JSON readers keep exactly

DIGITS = "0123456789*#ABCD"
HEX = "0123456789abcdef"


def refuse(name, value, wanted):
    shown = repr(value)
    if len(shown) > 40:
        shown = shown[:40] + "..."
    raise WireError("%s must be %s, not %s" % (name, wanted, shown))


def uint(name, value):
    """A whole number from 0 to 2**53 - 1 (a bool is not one)."""
    if type(value) is not int or not 0 <= value <= INT_MAX:
        refuse(name, value, "a whole number")
    return value


def optional_uint(name, value):
    """As uint, or None where the moment has not come yet."""
    return None if value is None else uint(name, value)


def flag(name, value):
    if type(value) is not bool:
        refuse(name, value, "true or false")
    return value


def text(name, value):
    if type(value) is not str or len(value) > TEXT_MAX or not printable(value):
        refuse(name, value, "printable text of at most %d characters" % TEXT_MAX)
    return value


def printable(value):
    """ASCII only: both Pythons then write the same bytes."""
    for letter in value:
        if not 32 <= ord(letter) < 127:
            return False
    return True


def digits(name, value):
    """Dialled digits as they stand: 0-9, *, #, A-D."""
    if type(value) is not str or len(value) > 64:
        refuse(name, value, "dialled digits")
    for letter in value:
        if letter not in DIGITS:
            refuse(name, value, "dialled digits")
    return value


def nonce(name, value):
    """16 random bytes as 32 lower-case hex digits."""
    if type(value) is not str or len(value) != 32:
        refuse(name, value, "32 hex digits")
    for letter in value:
        if letter not in HEX:
            refuse(name, value, "32 hex digits")
    return value


def one_of(*choices):
    def check(name, value):
        if type(value) is not str or value not in choices:
            refuse(name, value, "one of " + ", ".join(choices))
        return value

    return check
