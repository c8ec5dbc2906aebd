"""The whole day: doors open, parties come, shifts change, doors close, the books are reconciled."""

from pathlib import Path

from locutorio.store.engine import Store

from busy_day.day import OPENING_MS, Day
from busy_day.office import FLOAT, Office
from busy_day.party import Party
from busy_day.reconcile import reconcile

VISITS_AN_HOUR = 6  # in each booth
VISITS_A_PARTY = 1.2


def play(store: Store, keys: Path, *, booths: int, operators: int, hours: float, seed: int) -> Day:
    """Raises Off with the first thing that is not what it must come to."""
    day = Day(store, keys, booths=booths, operators=operators, hours=hours, seed=seed)
    office = Office(day)
    owner_id = day.people[0].id
    office.opens(owner_id, OPENING_MS, FLOAT)
    for number in range(round(booths * hours * VISITS_AN_HOUR / VISITS_A_PARTY)):
        day.agenda.enter(Party(day, number).life())
    for script in office.scripts():
        day.agenda.enter(script)
    day.agenda.play([person.id for person in day.people])
    office.closes(owner_id, day.agenda.now_ms, hand_to=None)
    reconcile(day)
    return day
