"""Who did what, when, and what it changed: to be searched, and to be kept as a file."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from locutorio.core.rights import Right
from locutorio.desk import acts, people
from locutorio.desk.acts import Act, Asked
from locutorio.panel.access import open_to
from locutorio.panel.act_words import fact_text, kind_text, name_text
from locutorio.panel.csv_file import csv_file
from locutorio.panel.deps import deps
from locutorio.panel.language import later, words
from locutorio.panel.moment_input import moment_in

bp = Blueprint("audit", __name__)

SHOWN = 200
KEPT_MAX = 100_000  # rows of a file
HEAD = (
    later("Time"), later("Person"), later("What"), later("Booth"), later("Visit"), later("Detail"),
    later("Before"), later("After"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """As the form asks it; days are whole ones of the shop's clocks, both with it."""

    person_id: int | None
    kind: str
    first: date | None
    last: date | None

    def asked(self) -> Asked:
        from_ms = moment_in(f"{self.first}T00:00") if self.first else None
        to_ms = moment_in(f"{self.last + timedelta(days=1)}T00:00") if self.last else None
        return Asked(self.person_id, self.kind, from_ms, to_ms)


@bp.get("/audit")
@open_to(Right.ALL_REPORTS)
def audit() -> ResponseReturnValue:
    question = question_of(request.args)
    return render_template(
        "audit.html",
        acts=acts.find(deps().store, question.asked(), limit=SHOWN),
        question=question,
        people=people.people(deps().store),
        kinds=sorted(acts.kinds(deps().store), key=kind_text),
        shown=SHOWN,
    )


@bp.get("/audit.csv")
@open_to(Right.ALL_REPORTS)
def file() -> ResponseReturnValue:
    found = acts.find(deps().store, question_of(request.args).asked(), limit=KEPT_MAX)
    spoken = words()
    head = [spoken.gettext(text) for text in HEAD]
    return csv_file([head, *(row(act) for act in found)], spoken.gettext("Who did what"))


def question_of(fields: MultiDict[str, str]) -> Question:
    """What cannot be read is not asked for: the page shows what was."""
    return Question(
        person_id=fields.get("person", type=int),
        kind=fields.get("kind", ""),
        first=fields.get("first", type=date.fromisoformat),
        last=fields.get("last", type=date.fromisoformat),
    )


def row(act: Act) -> tuple[str, ...]:
    moment = f"{words().date(act.at_ms)} {words().exact_time(act.at_ms)}"
    before = "; ".join(f"{name_text(name)}: {fact_text(name, was)}" for name, was, _ in act.changes)
    after = "; ".join(f"{name_text(name)}: {fact_text(name, now)}" for name, _, now in act.changes)
    return (moment, act.name, kind_text(act.kind), act.booth_id, act.visit_id, act.detail, before, after)
