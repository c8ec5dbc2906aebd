"""What the hub tells a booth about a call: when a decision is due, what it reserves, whether it was heard.

Between the stations 5 and 2. A grant is absolute, for one call and its digits; the newest wins. Pure; must
not know how it is decided, nor messages or tables.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from locutorio.core.decision import WHYS, Decision
from locutorio.core.fates import BARRED
from locutorio.core.leases import Wanted
from locutorio.core.numbers import is_complete
from locutorio.core.report import Report


@dataclass(frozen=True, slots=True)
class Grant:
    """The `n`th decision about one call, for these `digits`."""

    booth_id: str
    boot: int
    call: int
    n: int
    digits: str
    visit_id: str
    fate: str
    label: str
    limit_s: int
    plan: list[object] | None
    max_minor: int | None
    made_ms: int

    @property
    def why(self) -> str:
        """Why a call is barred, as core.fates and core.decision name it; "" for one that is not, or whose
        label is of another version of the program."""
        return WHYS.get(self.label, "") if self.fate == BARRED else ""


def left_minor(budget_minor: int, step_minor: int, *, spent_minor: int, reserved_minor: int) -> int:
    """What a visit's budget still holds for calls. The bill is rounded up to the shop's step, so a budget
    is only good down to it."""
    ceiling = budget_minor // step_minor * step_minor if step_minor else budget_minor
    return max(0, ceiling - spent_minor - reserved_minor)


def reserved_minor(latest: Iterable[Grant], ended: frozenset[tuple[int, int]], *, oldest_boot: int) -> int:
    """What calls that are granted and not known to have ended may still cost; `latest` is the last grant
    of each, `ended` the (boot, call) whose end is recorded. A booth that holds nothing from before
    `oldest_boot` has told all of those boots: a call granted there and never told of was not answered.
    """
    running = (grant for grant in latest if (grant.boot, grant.call) not in ended)
    return sum(grant.max_minor or 0 for grant in running if grant.boot >= oldest_boot)


def wants_grant(report: Report, wanted: Wanted, last: Grant | None, *, country: str) -> bool:
    """The number is complete, in the visit that the booth is open for, and what was said last may not
    hold: it was said of other digits, or before the answer, which may have come in another period.

    A whole number is granted while it might still go on: the answer can come before the booth is sure that
    no digit follows, and must not find a call that may not talk.
    """
    if not report.call or not wanted.unlocked or report.visit_id != wanted.visit_id:
        return False
    if report.line == "talking":
        return True
    is_new = last is None or last.digits != report.digits
    is_whole = report.line == "ringing_out" or (
        report.line == "dialling" and is_complete(report.digits, country)
    )
    return is_new and is_whole


def grant_for(
    report: Report, decision: Decision, last: Grant | None, *, booth_id: str, visit_id: str, made_ms: int
) -> Grant | None:
    """The next grant of the reported call; None if `last` says it already, or if it would cut somebody
    who still dials: one digit more may make another number of it."""
    if report.line == "dialling" and decision.fate == BARRED:
        return None
    said = asdict(decision)
    is_same = last is not None and last.digits == report.digits
    if is_same and all(getattr(last, name) == value for name, value in said.items()):
        return None
    return Grant(
        booth_id=booth_id,
        boot=report.boot,
        call=report.call,
        n=last.n + 1 if last else 1,
        digits=report.digits,
        visit_id=visit_id,
        made_ms=made_ms,
        **said,
    )


def is_unheard(grant: Grant, report: Report) -> bool:
    """The call still runs and the booth has not told that it has this grant."""
    same = (grant.boot, grant.call, grant.digits) == (report.boot, report.call, report.digits)
    return same and report.granted < grant.n and report.in_call


def grant_fields(grant: Grant) -> dict[str, object]:
    """The fields of `grant`, without whom it is for and who says it."""
    names = ("call", "digits", "n", "fate", "label", "limit_s", "plan")
    return {name: getattr(grant, name) for name in names}
