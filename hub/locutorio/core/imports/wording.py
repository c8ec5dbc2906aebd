"""Words compared as people write them: whatever their case, accents and punctuation. Before station 5.

>>> plain("  Prix / mín. (€) ")
'prix min'
"""

import re
import unicodedata
from functools import lru_cache

# Written either way at the end of Arabic words.
ARABIC_ENDS = str.maketrans("ةى", "هي")
NOT_A_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Its words in small letters without accents, one space between them."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return NOT_A_WORD.sub(" ", bare.casefold().translate(ARABIC_ENDS)).strip()


def phrases(listed: str) -> frozenset[str]:
    """Words as plain() has them, listed with commas and lines between them."""
    return frozenset(plain(phrase) for phrase in re.split(r"[,\n،]", listed)) - {""}
