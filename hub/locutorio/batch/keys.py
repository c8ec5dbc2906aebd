"""Numbers as whole numbers of 64 bits that sort as the texts do: four bits a character, the end lowest.

So all numbers that begin alike lie side by side, and a prefix is a range. Only the first 16 characters count;
no prefix anyone sells is longer, and ranges.py sees to those that are.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Texts = npt.NDArray[np.bytes_]

WIDTH = 16
# What a prefix is made of, each by its place; place 0 is the end. All else in a number is OTHER.
CHARACTERS = "\N{NULL}0123456789=*#"
OTHER = len(CHARACTERS)

_nibbles = np.full(256, OTHER, np.uint8)
_nibbles[[ord(character) for character in CHARACTERS]] = range(OTHER)
# The end of a prefix's range may stand where no character does.
_FROM_HEX = {ord(f"{place:x}"): character for place, character in enumerate(CHARACTERS + "?")}
_both = np.arange(1 << 16, dtype=np.uint16).view(np.uint8).reshape(-1, 2)
# Two characters, as they lie in memory, to the byte that holds both of their places.
PAIRS = (_nibbles[_both[:, 0]] << 4) | _nibbles[_both[:, 1]]


def texts_of(numbers: Sequence[str] | Texts) -> Texts:
    """The first 16 bytes of each."""
    if isinstance(numbers, np.ndarray):
        return numbers.astype(f"S{WIDTH}")
    return np.array([number.encode() for number in numbers], dtype=f"S{WIDTH}")


def keys_of(texts: Texts) -> Keys:
    """`texts` as texts_of() gives them."""
    return np.take(PAIRS, texts.view(np.uint16)).view(">u8").astype(np.uint64)


def text_of(key: int) -> str:
    """The shortest number with this key; its end for a range that begins beside every prefix."""
    return f"{key:0{WIDTH}x}".rstrip("0").translate(_FROM_HEX)
