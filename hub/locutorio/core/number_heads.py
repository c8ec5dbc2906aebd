"""How the numbers of a plan may begin: the first digits that its pattern lets through.

A number plan is written as a regular expression of whole numbers, which says nothing about the first
digits alone. Read here is the part of that language which number plans use. Must not know countries.

>>> sorted("".join(map(min, head)) for head in heads("7(?:[13]|2\\\\d)"))
['71', '720', '73']
"""

import re
from itertools import product

DIGITS = "0123456789"
HEAD_LENGTH = 8  # so many digits tell every country apart that shares its code

# One set of digits for each place.
Head = tuple[frozenset[str], ...]
ANY = frozenset(DIGITS)
TOKEN = re.compile(r"\\d|\d|\[[\d-]+\]|\(\?:|[|)]|\{\d+(?:,\d+)?\}|\?")


def heads(pattern: str) -> frozenset[Head]:
    """How what matches `pattern` may begin, up to HEAD_LENGTH digits."""
    tokens = TOKEN.findall(pattern)
    if "".join(tokens) != pattern:
        raise ValueError(f"not a number plan's pattern: {pattern}")
    found = _choice(tokens[::-1])
    return frozenset(found)


def _choice(tokens: list[str]) -> set[Head]:
    """Reads `tokens` (the next one last) to the end of the group they are in."""
    found: set[Head] = set()
    row: set[Head] = {()}
    while tokens and tokens[-1] != ")":
        if tokens[-1] == "|":
            tokens.pop()
            found |= row
            row = {()}
        else:
            row = _joined(row, _piece(tokens))
    return found | row


def _piece(tokens: list[str]) -> set[Head]:
    """Reads one digit, class or group, and how often it is repeated."""
    token = tokens.pop()
    if token == "(?:":
        one = _choice(tokens)
        tokens.pop()
    else:
        one = {(_class(token),)}
    least, most = _times(tokens)
    repeated: set[Head] = {()}
    found = set(repeated) if least == 0 else set()
    for times in range(1, most + 1):
        repeated = _joined(repeated, one)
        if times >= least:
            found |= repeated
    return found


def _class(token: str) -> frozenset[str]:
    if token == "\\d":
        return ANY
    return frozenset(digit for digit in DIGITS if re.fullmatch(token, digit))


def _times(tokens: list[str]) -> tuple[int, int]:
    """How often the piece just read is there, at least and at most."""
    if not tokens or tokens[-1][0] not in "?{":
        return 1, 1
    token = tokens.pop()
    if token == "?":
        return 0, 1
    least, _, most = token[1:-1].partition(",")
    return int(least), int(most or least)


def _joined(firsts: set[Head], seconds: set[Head]) -> set[Head]:
    return {(first + second)[:HEAD_LENGTH] for first, second in product(firsts, seconds)}
