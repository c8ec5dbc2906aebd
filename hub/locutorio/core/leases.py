"""What is wanted of a booth's lock, and the lease that tells it so. Back from the hub to station 2.

Pure: changes to what is wanted, and what goes out for it. A lease is for one boot and lives in its memory
only, so after each reset this decides anew. Must not know messages' signatures or who is at the counter.
"""

from dataclasses import dataclass, replace

from locutorio.core.report import Report
from locutorio.core.rules import EMERGENCY, FINISH, BoothRules

LATE_AFTER_MS = 10_000  # a command held back longer is not obeyed any more
NO_LIMIT_S = 86_400  # stands for "no limit" where the wire has no word for it
# Resets that are the controller's own doing; all others are as if the power had failed.
OWN_RESETS = ("watchdog", "crash", "update")
LEASE_OVER = "lease_over"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`ctr` rises with each change. `visit_id` is "" when locked; `limit_s` 0 is no limit."""

    ctr: int = 0
    unlocked: bool = False
    visit_id: str = ""
    limit_s: int = 0
    ungranted_s: int = 0
    changed_ms: int = 0


def unlocked(
    wanted: Wanted, rules: BoothRules, *, visit_id: str, call_limit_s: int, has_budget: bool, now_ms: int
) -> Wanted:
    """The line through for a visit."""
    return Wanted(
        ctr=wanted.ctr + 1,
        unlocked=True,
        visit_id=visit_id,
        limit_s=call_limit_s,
        ungranted_s=_ungranted_s(rules, call_limit_s, has_budget=has_budget),
        changed_ms=now_ms,
    )


def locked(wanted: Wanted, *, now_ms: int) -> Wanted:
    return Wanted(ctr=wanted.ctr + 1, changed_ms=now_ms)


def overtaken(wanted: Wanted, ctr: int, visit_id: str, *, now_ms: int) -> Wanted:
    """Above `ctr`, which a booth obeyed for `visit_id`: if that was not ours (we come from a backup), it
    must listen to us again."""
    is_ours = ctr < wanted.ctr or (ctr == wanted.ctr and visit_id == wanted.visit_id)
    return wanted if is_ours else replace(wanted, ctr=ctr + 1, changed_ms=now_ms)


def _ungranted_s(rules: BoothRules, call_limit_s: int, *, has_budget: bool) -> int:
    """How long a call may talk before the hub said what it costs. With a budget not at all; but where a
    call is to be finished without the hub, one that could not ask it may talk as long as any."""
    if has_budget:
        return 0
    if rules.hub_call == FINISH:
        return call_limit_s or NO_LIMIT_S
    return rules.ungranted_s


def outstanding(wanted: Wanted, report: Report) -> bool:
    return wanted.ctr > report.ctr


def until_ms(report: Report, *, now_ms: int) -> int:
    """Booth time after which what is said now must not be obeyed."""
    since_ms = 0 if report.heard_ms is None else max(0, now_ms - report.heard_ms)
    return report.at_ms + since_ms + LATE_AFTER_MS


def lease_fields(wanted: Wanted, rules: BoothRules, *, until_ms: int) -> dict[str, object]:
    """The fields of `desired`, without whom it is for and who says it."""
    return {
        "ctr": wanted.ctr,
        "until_ms": until_ms,
        "unlocked": wanted.unlocked,
        "visit": wanted.visit_id,
        "limit_s": wanted.limit_s,
        "ungranted_s": wanted.ungranted_s,
        "patience_s": rules.patience_s,
        "broker_idle": rules.broker_idle,
        "broker_call": rules.broker_call,
        "hub_idle": rules.hub_idle,
        "hub_call": rules.hub_call,
    }


def lock_after_reset(reset: str, was: Report, wanted: Wanted, rules: BoothRules) -> str:
    """Why a booth that began a new boot must be locked, by what it last reported in the one before.

    "" if not: there is no visit, or the boot before had not heard of it, or it is to go on with a new
    lease.
    """
    if not wanted.unlocked or was.ctr < wanted.ctr:
        return ""
    failed = "watchdog" if reset in OWN_RESETS else "power"
    rule = f"{failed}_{'call' if was.in_call else 'idle'}"
    return "" if getattr(rules, rule) == EMERGENCY else rule


def lock_after_report(report: Report, wanted: Wanted) -> str:
    """LEASE_OVER if the booth ended the lease we gave it by itself; else ""."""
    is_ours = (report.ctr, report.visit_id) == (wanted.ctr, wanted.visit_id)
    return LEASE_OVER if wanted.unlocked and is_ours and report.lease == "over" else ""
