"""`locutorio verify`: the books proved, from the first receipt to the last price."""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.shown import count, watched
from locutorio.cli.spoken import spoken_errors
from locutorio.core.books.finding import Finding
from locutorio.desk import verify as desk

SHOWN = 20


@click.command()
@click.option("--json", "as_json", is_flag=True, help="for other programs: all findings as a list")
@SETTINGS_FILE
def verify(*, as_json: bool, settings_file: Path) -> None:
    """Work every number, seal, signature, sum and price out again. Ends with 1 if something is off."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        with watched("proving the books") as progress:
            findings = desk.verify(store, settings.shop, progress=progress)
    click.echo(json.dumps([asdict(finding) for finding in findings]) if as_json else told(findings))
    sys.exit(1 if findings else 0)


def told(findings: tuple[Finding, ...]) -> str:
    """The first that is off stands first: what comes after may follow from it."""
    if not findings:
        return "The books are whole: every number, seal, sum and price is what it should be"
    lines = [f"The first that is off: {findings[0]}"]
    lines += [f"  then: {finding}" for finding in findings[1:SHOWN]]
    if len(findings) > SHOWN:
        lines.append(f"  and {count(len(findings) - SHOWN, 'finding')} more")
    lines.append("Nothing was changed. Keep a copy of the books as they are, and find out who had them")
    return "\n".join(lines)
