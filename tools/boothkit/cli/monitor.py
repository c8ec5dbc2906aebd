"""`boothkit monitor`: what a booth's inputs do, live, and recorded as a call script."""

import json
from collections.abc import Callable
from pathlib import Path

import rich_click as click
from rich.console import Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from boothkit.cli.output import WentWrong, out, tell
from boothkit.cli.reach import Reach, with_reach
from boothkit.inspection.look import Look
from boothkit.inspection.recording import script
from boothkit.inspection.timeline import LINE, rows
from boothkit.inspection.watch import watch
from boothkit.inspection.ways import Way
from boothkit.script import ScriptError, load

LABEL_CELLS = 22


@click.command()
@with_reach
@click.option("--for", "for_s", type=click.IntRange(1), help="Seconds.  [default: until Ctrl-C]")
@click.option("--window", "window_s", type=click.IntRange(2, 600), default=20, show_default=True,
              help="Seconds that are seen at once.")  # fmt: skip
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), help="Write a call script there.")
@click.option("--story", default="Recorded at a booth", help="What it tells, in a sentence.")
@click.option("--profile", default="reversal", show_default=True, help="The booth's profile, for the script.")
@click.option("--emergency", multiple=True, help="A number that passes the locked line; repeat for more.")
@click.option("--json", "as_json", is_flag=True, help="Each edge and state as a line of JSON.")
def monitor(
    *,
    reach: Reach,
    for_s: int | None,
    window_s: int,
    record: Path | None,
    story: str,
    profile: str,
    emergency: tuple[str, ...],
    as_json: bool,
) -> None:
    """Watch a line: what the booth's inputs do and in which state its line is, as it happens.

    With --record it becomes a call script, which `boothkit sim --script` plays again: a fault in the field
    becomes a test. What no input shows is not in it: grants, limits, a hub or a network that was away.
    """
    look = Look()
    with reach.way() as way:
        try:
            if as_json:
                follow(way, look, for_s, lambda before: lines_since(look, before))
            else:
                with Live(console=out, auto_refresh=False, transient=False) as live:
                    follow(way, look, for_s, lambda _: live.update(picture(look, window_s), refresh=True))
        except KeyboardInterrupt:
            way.ask("stop")
    if look.lost:
        tell(f"{look.lost} edges came faster than they could be told")
    if record:
        keep(record, script(look, story=story, profile=profile, emergency=emergency))


def follow(way: Way, look: Look, for_s: int | None, show: Callable[[tuple[int, int]], None]) -> None:
    before = (0, 0)
    for told in watch(way, look, look.hear, for_s):
        if told:
            show(before)
            before = (len(look.edges), len(look.stays))


def lines_since(look: Look, before: tuple[int, int]) -> None:
    for edge in look.edges[before[0] :]:
        click.echo(json.dumps(edge._asdict()))
    for stay in look.stays[before[1] :]:
        click.echo(json.dumps(stay._asdict()))


def picture(look: Look, window_s: int) -> Group:
    width = max(out.width - LABEL_CELLS, 20)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", width=LABEL_CELLS - 2)
    grid.add_column(no_wrap=True)
    for label, cells in rows(look, width=width, window_ms=window_s * 1000, now_ms=look.now_ms):
        grid.add_row(label, Text(cells, "cyan" if label == LINE else "green"))
    scale = f"{window_s} s".rjust(LABEL_CELLS - 2) + " " + "now".rjust(width)
    return Group(grid, Text(scale, "dim"))


def keep(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    try:
        steps = len(load(path).steps)
    except ScriptError as error:
        raise WentWrong(f"nothing that could be played was seen: {error}") from None
    tell(f"{path}: {steps} steps; boothkit sim --script {path} --broker mqtt://127.0.0.1:1883 plays it")
