"""How long somebody waits after wrong passwords or PINs: 5 are forgiven, then 1, 2, 4 … 30 minutes.

Long enough that no PIN is ever guessed, short enough that whoever mistypes, or is locked out by a prankster,
is back by themselves. Must not know what was wrong, or whose it was.
"""

FORGIVEN = 5
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 30 * 60_000


def wait_ms(failures: int) -> int:
    """After so many failures in a row, the last one just now; 0 = may try again at once."""
    if failures < FORGIVEN:
        return 0
    doublings = min(failures - FORGIVEN, LONGEST_WAIT_MS.bit_length())
    return min(FIRST_WAIT_MS << doublings, LONGEST_WAIT_MS)
