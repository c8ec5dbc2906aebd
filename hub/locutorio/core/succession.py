"""What follows on what when a package sells by a new recipe, or its carrier by a new sheet. Station 5.

A package's recipes and a deck's sheets each hold from a moment until the next begins; a tariff is needed
wherever one of both changes. Pure; must not know what recipes or sheets say.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypeVar

What = TypeVar("What")


class Recipe(NamedTuple):
    """`needs_sheet` False: it is written out, prices and all."""

    text: str
    needs_sheet: bool


class Selling(NamedTuple):
    """From `from_ms` on a package sells by this recipe and sheet; `sheet_id` None: by none."""

    from_ms: int
    recipe: Recipe
    sheet_id: int | None


def following(
    standing: Iterable[Selling],
    sheets: Iterable[tuple[int, int]],
    *,
    from_ms: int,
    recipe: Recipe | None = None,
) -> list[Selling]:
    """What must be added so that from `from_ms` on every recipe sells by the sheet of its time.

    `standing`, and `sheets` (the moment each is in force from, and its id), come in the order they were
    adopted: of equal moments the later adopted holds. A `recipe` holds from `from_ms` until the next one
    that somebody chose. A recipe that needs a sheet comes back without where there is none yet.
    """
    stands = {each.from_ms: each for each in standing}
    by_moment, sold = sorted(dict(sheets).items()), sorted(stands.items())
    # The first of each run was chosen by somebody, the rest followed from new sheets.
    runs = (next(run) for _, run in groupby((each for _, each in sold), lambda each: each.recipe))
    chosen = {first.from_ms: first.recipe for first in runs}
    if recipe is not None:
        chosen[from_ms] = recipe
    recipes = sorted(chosen.items())
    now, needed = at(sold, from_ms), []
    for moment in sorted({from_ms, *stands, *dict(by_moment)}):
        sells = at(recipes, moment)
        if moment < from_ms or sells is None:
            continue
        now = stands.get(moment, now)
        wanted = Selling(moment, sells, at(by_moment, moment) if sells.needs_sheet else None)
        if now is None or (now.recipe, now.sheet_id) != (wanted.recipe, wanted.sheet_id):
            needed.append(wanted)
            now = wanted
    return needed


def at(timeline: Sequence[tuple[int, What]], moment: int) -> What | None:
    """What holds at a moment: the last that has begun, of a timeline in order; None before the first."""
    found = bisect_right(timeline, moment, key=lambda each: each[0])
    return timeline[found - 1][1] if found else None
