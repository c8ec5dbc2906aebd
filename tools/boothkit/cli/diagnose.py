"""`boothkit diagnose`: what is wrong with a booth, and `boothkit report`: whether that was really it."""

import json
from pathlib import Path

import rich_click as click
from boothwire.findings import BAD, OK, Finding
from rich import box
from rich.table import Table
from rich.text import Text

from boothkit.cli.hub_options import with_hub
from boothkit.cli.output import Unreachable, WentWrong, answer, json_option, tell
from boothkit.cli.reach import Reach, with_reach
from boothkit.cli.typed import Typed
from boothkit.hub_client import Hub
from boothkit.inspection.guide import Guide, Step
from boothkit.inspection.report import Report, ReportError, from_text, limits_from, to_document
from boothkit.inspection.steps import steps_for
from boothkit.inspection.told import Told
from boothkit.inspection.walk import walk
from boothkit.inspection.ways import Way, checkup
from boothkit.inspection.words import SIGNS, STYLES, advice, measured, title
from boothkit.usb import open_board

ANSWER_S = 30.0
LIMITS_FILE = "limits.json"
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@with_reach
@click.option("--quick", is_flag=True, help="Only what the booth finds out by itself, in some seconds.")
@click.option("--calibrate", is_flag=True, help="All is well here: judge this board by this from now on.")
@click.option(
    "--save", type=click.Path(dir_okay=False, path_type=Path), help="Write the report to this file."
)
@json_option
def diagnose(*, reach: Reach, quick: bool, calibrate: bool, save: Path | None, as_json: bool) -> None:
    """Find out what is wrong with a booth while its program runs.

    First the booth looks at itself: relay, line, network, clock, flash, memory. Then you are asked to do what
    a customer does, and it is told whether the booth noticed. Enter says that you did it and nothing
    happened, s skips a step, q ends. Nothing is tried while somebody uses the booth. Exit code 1: something
    is wrong.
    """
    if calibrate and reach.booth:
        raise click.UsageError("limits are written to the board over USB: leave out --booth")
    with reach.way() as way:
        report = examine(way, quick=quick)
    if save:
        save.write_text(json.dumps(to_document(report), indent=1), "utf-8")
    answer(to_document(report), as_json, lambda _: table(report))
    if report.faults:
        raise WentWrong("not well: " + ", ".join(title(finding.code) for finding in report.faults))
    if calibrate:
        keep_limits(reach.usb_port, report)


def examine(way: Way, *, quick: bool) -> Report:
    told = checkup(way, "checkup", ANSWER_S)
    if told.message["verdict"] == "busy":
        raise Unreachable("somebody uses the booth, so nothing was tried; lock it and ask again")
    if quick:
        return Report(told)
    guided = by_the_eye()
    tell("Enter: I did it, and nothing happened; s: skip; q: that is all")
    facts = dict(told.message["facts"])
    guide = Guide(steps_for(facts.get("profile", "")), dict(told.message["limits"]))
    traces = walk(way, guide, typed=Typed(), show=show)
    return Report(told, (*guided, *guide.findings), signed(traces))


def signed(traces: list[Told]) -> tuple[Told, ...]:
    return tuple(told for told in traces if told.payload)


def by_the_eye() -> tuple[Finding, ...]:
    seen = click.confirm("Did the lock lamp light up twice, just now?", default=True, err=True)
    heard = click.confirm("And the buzzer sound with it?", default=True, err=True)
    return (
        Finding("lamp_unseen", OK if seen else BAD, None, None),
        Finding("buzzer_unheard", OK if heard else BAD, None, None),
    )


def show(step: Step) -> None:
    tell(f"→ {step.ask}.")


def table(report: Report) -> Table:
    rows = Table(box=box.SIMPLE_HEAD, title=f"Booth {report.checkup.booth}", title_justify="left")
    for heading in ("", "looked at", "found", "what to do"):
        rows.add_column(heading, overflow="fold")
    for finding in report.findings:
        style = STYLES[finding.verdict]
        sign = Text(SIGNS[finding.verdict], style)
        rows.add_row(sign, Text(title(finding.code), style), measured(finding), advice(finding))
    return rows


def keep_limits(port: str, report: Report) -> None:
    limits = limits_from(report)
    with open_board(port) as board:
        board.bench()
        board.write_file(LIMITS_FILE, json.dumps(limits).encode())
        board.reset()
    tell("calibrated: " + ", ".join(f"{name} {value}" for name, value in sorted(limits.items())))


@click.command()
@click.argument("file", type=FILE)
@click.option("--config", type=FILE, help="The booth's config.json, which has its key.")
@with_hub(required=False)
@json_option
def report(*, file: Path, config: Path | None, hub: Hub | None, as_json: bool) -> None:
    """Show a saved report, and with the booth's key or its hub whether the booth really said so."""
    try:
        found = from_text(file.read_text("utf-8"))
    except ReportError as error:
        raise WentWrong(f"{file}: {error}") from None
    genuine = is_genuine(found, config, hub)
    answer(to_document(found) | {"genuine": genuine}, as_json, lambda _: table(found))
    if genuine is False:
        raise WentWrong(f"{file}: the booth did not say that: it is forged, or its key is another one")
    tell("signed by the booth itself" if genuine else "not checked: give its --config, or a --hub")


def is_genuine(found: Report, config: Path | None, hub: Hub | None) -> bool | None:
    """None where there is nobody who could tell."""
    if config:
        return found.is_genuine(bytes.fromhex(json.loads(config.read_text("utf-8"))["key"]))
    if hub:
        return all(hub.genuine(told.topic, told.payload) for told in (found.checkup, *found.traces))
    return None
