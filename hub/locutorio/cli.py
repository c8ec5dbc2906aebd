"""The `locutorio` command: runs a shop, shows one, and does by hand what is done once.

Each command reads its arguments, calls one function, and turns a ShopError into a line and an exit code.
"""

import json
import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from locutorio.app import Hub
from locutorio.clock import now_ms
from locutorio.core.errors import ShopError
from locutorio.desk import extras
from locutorio.desk.booths import add_booth
from locutorio.desk.tariffs import adopt
from locutorio.pricecases import price_cases
from locutorio.settings import SETTINGS, Settings, read_settings
from locutorio.store.engine import Store

SETTINGS_FILE = click.argument("settings_file", type=click.Path(path_type=Path), default="locutorio.toml")


@contextmanager
def spoken_errors() -> Iterator[None]:
    """A mistake of a person's is one clear line and exit code 2, never a traceback."""
    try:
        yield
    except ShopError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(2) from None


@click.group()
@click.version_option(package_name="locutorio")
def main() -> None:
    """Call shop: lockable, metered telephone booths and the till that prices them."""


@main.command()
@click.argument("settings_file", type=click.Path(path_type=Path), default="locutorio.toml")
def init(settings_file: Path) -> None:
    """Write a settings file to start from, every setting explained."""
    if settings_file.exists():
        raise click.ClickException(f"{settings_file} is there already; it was left as it is")
    settings_file.write_text(sample_settings(), encoding="utf-8")
    click.echo(f"{settings_file} written: fill in what stands empty, then `locutorio up {settings_file}`")


def sample_settings() -> str:
    """Every setting with its meaning; what has a default stands behind a #."""
    lines: list[str] = []
    section = ""
    for setting in SETTINGS:
        head, name = setting.name.split(".")
        if head != section:
            lines += ["", f"[{head}]"]
            section = head
        value = '""' if setting.default is None else json.dumps(setting.default)
        mark = "" if setting.default is None else "# "
        lines.append(f"{mark}{name} = {value}  # {setting.help}")
    return "\n".join(lines).strip() + "\n"


@main.command()
@SETTINGS_FILE
def up(settings_file: Path) -> None:
    """Run the shop of SETTINGS_FILE until Ctrl-C."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    with spoken_errors():
        hub = Hub(read_settings(settings_file), settings_file.resolve().parent)
        run_until_stopped(hub)


def run_until_stopped(hub: Hub) -> None:
    try:
        address = hub.start()
    except OSError as error:
        raise ShopError(
            f"the panel's port cannot be opened; is the shop running already? ({error})"
        ) from None
    click.echo(f"Panel: {address}")
    if hub.setup_code:
        click.echo(f"First start: open {address} and make the owner with the setup code {hub.setup_code}")
    stop_once = once(hub.stop)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: threading.Thread(target=stop_once).start())
    hub.serve()
    stop_once()
    click.echo("Stopped.")


def once(action: Callable[[], None]) -> Callable[[], None]:
    """`action`, done at the first call only; later callers wait until it is done."""
    lock = threading.Lock()
    done: list[bool] = []

    def call() -> None:
        with lock:
            if not done:
                action()
                done.append(True)

    return call


@main.command()
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path("demo-data"), help="where its data goes"
)
@click.option("--port", type=int, help="port of the panel; 8446 or any free one unless given")
@click.option("--speed", type=float, default=1.0, help="how much faster than life the booths run")
def demo(folder: Path, port: int | None, speed: float) -> None:
    """Run a whole shop on this machine: broker, six booths with the real firmware, printer, panel."""
    try:
        from locutorio.demo import run_demo  # noqa: PLC0415  # the demo's parts are an extra
    except ImportError as error:
        raise click.ClickException(
            f"the demo needs its extra: pip install 'locutorio[demo]' ({error})"
        ) from None
    with spoken_errors():
        run_demo(folder, panel_port=port, speed=speed)


@main.command()
@click.option(
    "--cases", type=click.Path(path_type=Path), required=True, help="JSON file of tariffs and calls"
)
def price(cases: Path) -> None:
    """Price the calls of a file of cases, one JSON object a line."""
    with spoken_errors():
        for line in price_cases(cases):
            click.echo(line)


@main.group()
def booth() -> None:
    """The shop's booths."""


@booth.command("add")
@click.argument("booth_id")
@click.option("--label", required=True, help="as it stands on the tile and the receipt")
@click.option(
    "--profile", default="reversal", help="how its line shows the answer: reversal, metering or delay"
)
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), default="locutorio.toml")
@click.option(
    "--config", type=click.Path(path_type=Path), required=True, help="where to write its config.json"
)
def booth_add(booth_id: str, label: str, profile: str, settings_file: Path, config: Path) -> None:
    """Add a booth and write the file with its own key that goes onto its controller."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        key = add_booth(store, booth_id=booth_id, label=label, profile=profile, now_ms=now_ms())
        write_secret(config, json.dumps(controller_config(settings, booth_id, key, profile), indent=1))
        click.echo(f"{booth_id} added; {config} holds its key: put it on the controller, then delete it here")


def controller_config(settings: Settings, booth_id: str, key: str, profile: str) -> dict[str, object]:
    host, _, port = settings["broker.url"].removeprefix("mqtt://").partition(":")
    return {
        "shop": settings.shop.shop_id,
        "booth": booth_id,
        "key": key,
        "profile": profile,
        "broker": {"host": host, "port": int(port or 1883)},
        "wifi": {"ssid": "", "password": ""},
    }


def write_secret(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="utf-8")


@main.group()
def tariff() -> None:
    """What the customers pay."""


@tariff.command("adopt")
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), default="locutorio.toml")
def tariff_adopt(file: Path, settings_file: Path) -> None:
    """Put the tariff of a JSON file in force from now on."""
    with spoken_errors():
        settings, store = open_shop(settings_file)
        try:
            document = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise ShopError(f"{file} is not JSON: {error}") from None
        moment = now_ms()
        adopt(
            store, document=document, currency=settings.shop.currency, in_force_from_ms=moment, now_ms=moment
        )
        click.echo(f"{file} is in force; running calls keep the tariff they were answered under")


@main.group()
def extra() -> None:
    """What else is sold: coffee, copies."""


@extra.command("add")
@click.argument("text")
@click.argument("price_minor", type=int)
@click.option("--settings", "settings_file", type=click.Path(path_type=Path), default="locutorio.toml")
def extra_add(text: str, price_minor: int, settings_file: Path) -> None:
    """Add an extra; its price in the currency's smallest unit (120 = 1.20)."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        extras.add(store, text=text, amount_minor=price_minor, now_ms=now_ms())
        click.echo(f"{text} added")


def open_shop(settings_file: Path) -> tuple[Settings, Store]:
    settings = read_settings(settings_file)
    store = Store(settings["store.url"])
    store.create_or_upgrade()
    return settings, store
