"""The kinds of value a message may carry, each a checker that returns the value or refuses it.

A checker takes (name, value) and returns the value; it raises WireError with words a technician
understands. It must not know which message it is used in.
"""

import json

from boothwire import WireError

# A record's whole state fits a few hundred bytes; longer text is a fault or an attack.
TEXT_MAX = 120
DATA_MAX = 1024  # letters of a piece of a file
SEGMENTS_MAX = 24  # of a plan: more than any tariff needs for one call
FACTS_MAX, LIMITS_MAX = 1000, 240  # letters of them all
EDGES_MAX = 28  # in one message
NAME_MAX = 16
INT_MAX = (1 << 53) - 1  # what JSON readers keep exactly

DIGITS = "0123456789*#ABCD"
HEX = "0123456789abcdef"
NAME = "abcdefghijklmnopqrstuvwxyz0123456789_"
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
ROUNDINGS = ("up", "half_up", "down")


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


def base64(name, value):
    if type(value) is not str or len(value) > DATA_MAX or len(value) % 4:
        refuse(name, value, "base64 of at most %d letters" % DATA_MAX)
    for letter in value:
        if letter not in BASE64:
            refuse(name, value, "base64")
    return value


def plan(name, value):
    """A meter's plan as a list in the order of its fields, or None."""
    if value is None:
        return None
    if type(value) is not list or len(value) != 9 or type(value[1]) is not list:
        refuse(name, value, "a plan of nine parts")
    connect, segments, minimum, maximum, cutoff, quantum, decimals, rounding, grace_s = value
    for part in (connect, minimum, quantum, decimals, grace_s):
        uint(name, part)
    optional_uint(name, maximum)
    optional_uint(name, cutoff)
    if not quantum or rounding not in ROUNDINGS or not 0 < len(segments) <= SEGMENTS_MAX:
        refuse(name, value, "a plan with segments, a quantum and a rounding")
    last_s = -1
    for segment in segments:
        if type(segment) is not list or len(segment) != 3:
            refuse(name, segment, "a segment of start, increment and charge")
        start_s, increment_s, charge = uint(name, segment[0]), uint(name, segment[1]), segment[2]
        optional_uint(name, charge)
        if start_s <= last_s or not increment_s or (last_s < 0 and start_s):
            refuse(name, segment, "a segment that starts after the one before, the first at 0")
        last_s = start_s
    return value


def is_name(value):
    """A word of this program: of an input, a fact, a limit."""
    if type(value) is not str or not 0 < len(value) <= NAME_MAX:
        return False
    for letter in value:
        if letter not in NAME:
            return False
    return True


def measured(most):
    """Names with what was found: [[name, whole number, text or flag], ...], sorted, at most so long."""

    def check(name, value):
        if type(value) is not list:
            refuse(name, value, "a list of names and values")
        last = ""
        for pair in value:
            if type(pair) is not list or len(pair) != 2 or not is_name(pair[0]) or pair[0] <= last:
                refuse(name, pair, "a name and a value, each name once and sorted")
            last = pair[0]
            if type(pair[1]) is int:
                uint(last, abs(pair[1]))
            elif type(pair[1]) is not bool:
                text(last, pair[1])
        if len(json.dumps(value)) > most:
            refuse(name, value, "at most %d letters" % most)
        return value

    return check


facts = measured(FACTS_MAX)
limits = measured(LIMITS_MAX)


def edges(name, value):
    """What inputs did: [[pin, 0 or 1, at_ms], ...]."""
    if type(value) is not list or len(value) > EDGES_MAX:
        refuse(name, value, "a list of at most %d edges" % EDGES_MAX)
    for edge in value:
        if type(edge) is not list or len(edge) != 3 or not is_name(edge[0]) or uint(name, edge[1]) > 1:
            refuse(name, edge, "a pin, 0 or 1, and a moment")
        uint(name, edge[2])
    return value


def words_of(*choices):
    """Some of the choices, sorted, each once, with a space between."""

    def check(name, value):
        words = value.split(" ") if type(value) is str and value else []
        if type(value) is not str or words != sorted(set(words)):
            refuse(name, value, "sorted words")
        for word in words:
            if word not in choices:
                refuse(name, value, "words of " + ", ".join(choices))
        return value

    return check


def one_of(*choices):
    def check(name, value):
        if type(value) is not str or value not in choices:
            refuse(name, value, "one of " + ", ".join(choices))
        return value

    return check
