"""`boothkit sim`: virtual booths, with a hub's configs or answered by this bench."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import rich_click as click

from boothkit import sim as bench
from boothkit.hubside import Broker, read_broker
from boothkit.script import ScriptError, load

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def broker_option(_context: click.Context, _option: click.Parameter, url: str | None) -> Broker | None:
    try:
        return None if url is None else read_broker(url)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.option("--script", "scripts", multiple=True, type=FILE, help="Play this call script; repeat for more.")
@click.option("--booths", type=click.IntRange(1, 50), help="How many booths.  [default: 1, or all configs]")
@click.option("--config-folder", type=FOLDER, help="Booths of a hub: all the configs in this folder.")
@click.option("--booth-config", "booth_configs", multiple=True, type=FILE, help="A booth of a hub; repeat.")
@click.option("--broker", callback=broker_option, help="mqtt://host:1883 or mqtt://user:password@host:1883")
@click.option("--shop", default="bench", show_default=True, help="Shop in the topics, when no hub is there.")
@click.option("--speed", type=click.FloatRange(0.1, 50), default=1.0, show_default=True, help="Times faster.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed, the same customers.")
def sim(
    *,
    scripts: Sequence[Path],
    booths: int | None,
    config_folder: Path | None,
    booth_configs: Sequence[Path],
    broker: Broker | None,
    shop: str,
    speed: float,
    seed: int,
) -> None:
    """Virtual booths: the real firmware on this machine, with lines and customers.

    With configs from a hub (`locutorio booth add` writes them) the booths are that hub's, and customers
    use them until Ctrl-C; their flash is kept beside the configs. Without, this command answers the
    booths itself: it plays the scripts, or one visit in each booth, and prints the calls it saw, one JSON
    object a line.
    """
    paths = [*booth_configs, *(sorted(config_folder.glob("*.json")) if config_folder else ())]
    if paths and scripts:
        raise click.UsageError("a script is played without a hub: leave out the configs")
    if config_folder and not paths:
        raise click.UsageError(f"no configs in {config_folder}: `locutorio booth add` writes them")
    try:
        with TemporaryDirectory(prefix="booths-") as name:
            folder = Path(name)
            if paths:
                configs = bench.read_configs(paths, broker)[:booths]
                # A hub knows its booths' boots: their flash must still be there the next time.
                flash = paths[0].parent / "flash"
                work = bench.run_fleet(flash, configs, speed=speed, seed=seed, say=say)
            elif broker is None:
                raise click.UsageError("say where the broker is, --broker mqtt://host:1883, or give configs")
            elif scripts:
                stories = [load(path) for path in scripts]
                work = bench.run_stories(folder, stories, broker, shop=shop, speed=speed, say=say)
            else:
                configs = bench.bench_configs(shop, booths or 1, broker)
                work = bench.run_bench(folder, configs, speed=speed, seed=seed, say=say)
            for call in asyncio.run(bench.until_told_to_stop(work)):
                click.echo(json.dumps(call))
    except (ScriptError, bench.SimError, ConnectionError) as error:
        raise click.ClickException(str(error)) from None


def say(text: str) -> None:
    """Progress goes beside the output, which is for other programs."""
    click.echo(text, err=True)
