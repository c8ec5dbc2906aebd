"""How a new sheet follows on the one in force, so that no prefix loses its price on the way. Station 5.

Carriers announce prices that begin later, and send sheets that hold changes only. Must not know who adopts.
"""

from collections.abc import Iterator

from locutorio.core.sheet import Row, Sheet


def follow_on(old: Sheet | None, new: Sheet, *, at_ms: int, amends: bool = False) -> Sheet:
    """What is to be adopted from `at_ms` on.

    A prefix whose new rows all begin later keeps its old ones until then. `amends`: the new sheet holds
    changes only, so what it does not name stays; what it names as ended does not.
    """
    rows = [*new.rows, *(_kept(old, new, at_ms, amends) if old is not None else ())]
    return Sheet.of(row for row in rows if row.discontinued_at_ms is None or row.discontinued_at_ms > at_ms)


def _kept(old: Sheet, new: Sheet, at_ms: int, amends: bool) -> Iterator[Row]:
    for row in old.rows:
        successors = new.by_prefix.get(row.prefix)
        if successors is None:
            if amends:
                yield row
            continue
        begins_ms = successors[-1].valid_from_ms  # the first of them: later ones come first
        if begins_ms is not None and begins_ms > max(at_ms, row.valid_from_ms or at_ms):
            yield row._replace(discontinued_at_ms=min(begins_ms, row.discontinued_at_ms or begins_ms))
