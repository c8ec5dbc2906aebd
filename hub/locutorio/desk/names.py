"""Names of people and things: as they are shown, and what two of a kind must differ in."""

import unicodedata

from locutorio.desk.errors import BadName

NAME_MAX = 60


def shown(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_MAX:
        raise BadName(f"a name has 1 to {NAME_MAX} letters")
    return name


def key(name: str) -> str:
    """The name without regard to case and spelling of its letters."""
    return unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
