"""How far an import is: the sheet opened, its columns known, and what it would change.

All of it follows from the books and the address, so it survives a reload and a restart of the hub. What
takes long is a job; until it is over there is the job instead of what comes after it.
"""

import hashlib
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from locutorio.core.errors import ShopError
from locutorio.core.imports import PROBLEMS, Grid, Guess, Mapping, MappingProblem, Problem, guess, recall
from locutorio.core.rights import Right
from locutorio.desk import decks as desk
from locutorio.desk.decks import Deck, Waiting
from locutorio.desk.errors import InThePast, UnknownUpload
from locutorio.desk.propose import Proposal, propose
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.jobs import Job, Progress
from locutorio.panel.language import words
from locutorio.panel.mapping_form import ROLE_WORDS, mapping_of
from locutorio.panel.moment_input import moment_in
from locutorio.panel.progress import PATIENCE_S, jobs
from locutorio.sheet_files import read_grid
from locutorio.store.engine import Store

ROWS_SHOWN = 8  # of the sheet, under the choice of its columns


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet as its file holds it, and what its columns seem to be."""

    grid: Grid
    guessed: Guess


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """`job` is under way, `wrong` says what stops it. `from_ms` None = from the moment it is adopted.
    `key` names what `proposal` answers."""

    deck: Deck
    upload: Waiting
    job: Job[Opened] | Job[Proposal] | None = None
    wrong: tuple[str, ...] = ()
    opened: Opened | None = None
    mapping: Mapping | None = None
    remembered: bool = False
    amends: bool = False
    from_ms: int | None = None
    key: str = ""
    proposal: Proposal | None = None

    def basis(self, place: int) -> str:
        """What the guess of a column rests on; "" where it was chosen or remembered."""
        if self.opened is None or self.mapping is None or self.remembered:
            return ""
        guessed = self.opened.guessed
        same = self.mapping.columns[place : place + 1] == guessed.mapping.columns[place : place + 1]
        return guessed.basis[place] if same and place < len(guessed.basis) else ""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the sheet leaves open."""
        return () if self.opened is None or self.remembered else self.opened.guessed.doubts

    @property
    def first_rows(self) -> list[tuple[int, tuple[str, ...]]]:
        """The sheet's headings and its first rows, with the line each stands on."""
        if self.opened is None or self.mapping is None:
            return []
        lines = enumerate(self.opened.grid.rows, start=1)
        filled = ((line, row) for line, row in lines if line >= self.mapping.header_line and any(row))
        return list(islice(filled, ROWS_SHOWN))


def on_the_way(deck_id: int, upload_id: int, fields: MultiDict[str, str]) -> OnTheWay:
    """Where an import stands, with what is chosen in `fields`; UnknownUpload if it is over."""
    deck = desk.deck(deps().store, deck_id)
    upload = desk.waiting_upload(deps().store, deck_id)
    if upload is None or upload.id != upload_id:
        raise UnknownUpload("that sheet is adopted or replaced already; look at the deck")
    begun = OnTheWay(deck, upload)
    work = partial(open_sheet, deps().store, upload_id)
    job = jobs().run(f"opened {upload_id}", "", work, Right.PRICES_SET)
    if not job.over_within(PATIENCE_S):
        return replace(begun, job=job)
    try:
        return with_mapping(replace(begun, opened=job.answer()), fields)
    except ShopError as error:
        return replace(begun, wrong=(sentence(error),))


def open_sheet(store: Store, upload_id: int, progress: Progress) -> Opened:
    kept = desk.upload(store, upload_id)
    grid = read_grid(kept.data, kept.file_name)
    return Opened(grid, guess(grid))


def with_mapping(begun: OnTheWay, fields: MultiDict[str, str]) -> OnTheWay:
    assert begun.opened is not None
    grid = begun.opened.grid
    known = remembered(begun.deck, grid)
    mapping = mapping_of(fields, known or begun.opened.guessed.mapping, grid)
    begun = replace(begun, mapping=mapping, remembered=known is not None, amends="amends" in fields)
    if problems := mapping.problems():
        return replace(begun, wrong=tuple(problem_text(each) for each in problems))
    try:
        return with_proposal(replace(begun, from_ms=from_of(fields)))
    except ShopError as error:
        return replace(begun, wrong=(sentence(error),))


def remembered(deck: Deck, grid: Grid) -> Mapping | None:
    """How the carrier's last sheet was read, if this one has the same columns; None also for what an
    earlier version of the program wrote down otherwise."""
    try:
        return recall(Mapping.from_json(deck.mapping), grid)
    except MappingProblem:
        return None


def from_of(fields: MultiDict[str, str]) -> int | None:
    typed = fields.get("from", "").strip()
    if not typed:
        return None
    from_ms = moment_in(typed)
    if from_ms < deps().clock():
        raise InThePast("a sheet holds from now or later on; choose another moment")
    return from_ms


def with_proposal(begun: OnTheWay) -> OnTheWay:
    assert begun.opened is not None
    assert begun.mapping is not None
    store, now_ms = deps().store, deps().clock()
    work = partial(
        propose,
        store,
        deck_id=begun.deck.id,
        grid=begun.opened.grid,
        mapping=begun.mapping,
        amends=begun.amends,
        zone=ZoneInfo(deps().shop.timezone),
        from_ms=now_ms if begun.from_ms is None else begun.from_ms,
        now_ms=now_ms,
    )
    key = key_of(begun)
    job = jobs().run(
        f"proposed {begun.upload.id}", key, lambda progress: work(progress=progress), Right.PRICES_SET
    )
    if not job.over_within(PATIENCE_S):
        return replace(begun, job=job)
    return replace(begun, key=key, proposal=job.answer())


def key_of(begun: OnTheWay) -> str:
    """Of all that the answer depends on, the deck's sheets among it."""
    assert begun.mapping is not None
    standing = [version.id for version in begun.deck.versions]
    asked = (begun.mapping.to_json(), begun.amends, begun.from_ms, standing)
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def problem_text(problem: Problem) -> str:
    facts = problem.facts
    if "role" in facts:
        facts = facts | {"role": words().gettext(ROLE_WORDS[str(facts["role"])])}
    return words().gettext(PROBLEMS[problem.code], **facts)


def forget(upload_id: int) -> None:
    """It is adopted or dropped: what was worked out for it is not needed any more."""
    for step in ("opened", "proposed"):
        jobs().forget(f"{step} {upload_id}")
