"""What is wrong with a booth as long as it lasts: a row of words, whose comings and goings are alarms.

Pure; a condition is kept as sorted words with a space between, so that rows compare as text.
"""

from collections.abc import Mapping

from locutorio.core.alarm import Alarm


def words(conditions: str) -> frozenset[str]:
    return frozenset(conditions.split())


def changed(conditions: str, **wanted: bool) -> str:
    """The row with each of the named conditions on or off."""
    kept = words(conditions)
    for word, on in wanted.items():
        kept = kept | {word} if on else kept - {word}
    return " ".join(sorted(kept))


def edges(before: str, after: str, details: Mapping[str, str] | None = None) -> tuple[Alarm, ...]:
    """An alarm for each condition that came or went; `details` for those that came."""
    came, went = words(after) - words(before), words(before) - words(after)
    told = details or {}
    return (
        *(Alarm(word, detail=told.get(word, "")) for word in sorted(came)),
        *(Alarm(word, on=False) for word in sorted(went)),
    )
