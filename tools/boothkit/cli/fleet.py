"""`boothkit fleet`: all booths of a shop, asked of its hub; updates over the air, in waves."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import rich_click as click
from rich.console import Group

from boothkit.cli.hub_options import hub_in_words, hub_options, signed_in
from boothkit.cli.output import WentWrong, answer, json_option, tell
from boothkit.fleet_report import fleet_table, is_well, outcome, rollout_table
from boothkit.hub_client import Hub

LOOK_S = 2.0


class HubGroup(click.RichGroup):
    """Whatever the hub refuses, in whichever of its commands, is one sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        with hub_in_words():
            return super().invoke(ctx)


@click.group(cls=HubGroup, invoke_without_command=True)
@hub_options
@json_option
@click.pass_context
def fleet(ctx: click.Context, *, url: str | None, name: str | None, ca: str | None, as_json: bool) -> None:
    """Show every booth: release, uptime, signal, restarts, what waits in its journal, what is wrong.

    Ends with 1 if a booth is away or a finding is bad.
    """
    ctx.obj = ctx.with_resource(signed_in(url, name, ca))
    if ctx.invoked_subcommand is None:
        booths = ctx.obj.booths()
        answer(booths, as_json, fleet_table)
        if not all(is_well(booth) for booth in booths):
            ctx.exit(1)


@fleet.command("update")
@click.argument("release", type=int)
@click.option("--booth", "booths", multiple=True, help="Only this one; repeat for more.  [default: all]")
@click.option("--waves", help="Sizes of the waves.  [default: 1, 25%, rest]")
@click.option("--follow/--no-follow", default=True, help="Watch until it is over.")
@json_option
@click.pass_obj
def update(
    hub: Hub, *, release: int, booths: Sequence[str], waves: str | None, follow: bool, as_json: bool
) -> None:
    """Bring a release to the booths in waves; the first that does not hold it stops the rest.

    The hub goes on by itself when you no longer watch. Ends with 1 if it was stopped.
    """
    hub.roll_out(release, list(booths), waves)
    last = hub.rollouts()[0]
    for last in followed(hub, pause=lambda: time.sleep(LOOK_S)) if follow else ():
        tell(outcome(last))
    answer(last, as_json, lambda shown: Group(outcome(shown), rollout_table(shown)))
    if last["outcome"] not in ("", "done"):
        raise WentWrong("the update was stopped; `boothkit diagnose` the booth that it was stopped for")


@fleet.command("updates")
@json_option
@click.pass_obj
def updates(hub: Hub, *, as_json: bool) -> None:
    """The releases the hub keeps, and the latest updates, newest first."""
    found = {"releases": hub.releases(), "rollouts": hub.rollouts()}
    answer(found, as_json, told)


@fleet.command("stop")
@click.pass_obj
def stop(hub: Hub) -> None:
    """Stop the update under way: no further booth is offered the release."""
    hub.stop_rollout()
    tell(outcome(hub.rollouts()[0]))


def followed(hub: Hub, *, pause: Callable[[], None]) -> Iterator[dict[str, Any]]:
    """The newest update each time it looks different, up to its end."""
    shown = ""
    while True:
        now = hub.rollouts()[0]
        if outcome(now) != shown:
            shown = outcome(now)
            yield now
        if now["outcome"]:
            return
        pause()


def told(found: dict[str, list[dict[str, Any]]]) -> str:
    kept = [f"release {each['number']}, firmware {each['firmware']}" for each in found["releases"]]
    past = [outcome(each) for each in found["rollouts"]]
    return "\n".join([*(kept or ["no release is kept; `locutorio release add` keeps one"]), "", *past])
