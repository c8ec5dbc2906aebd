"""Running: a shop, and the demo."""

import json
import logging
import signal
import threading
from pathlib import Path

import click

from locutorio.app import Hub
from locutorio.cli.spoken import spoken_errors
from locutorio.core.errors import ShopError
from locutorio.server import AUTHORITY_PATH, PanelTls
from locutorio.setting_list import SETTINGS
from locutorio.settings import read_settings


@click.command()
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


@click.command()
@click.argument("settings_file", type=click.Path(path_type=Path), default="locutorio.toml")
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
    if hub.server.tls and hub.server.tls.authority:
        click.echo(how_to_trust(address, hub.server.tls))
    if hub.setup_code:
        click.echo(f"First start: open {address} and make the owner with the setup code {hub.setup_code}")
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    serving = threading.Thread(target=serve, args=(hub, stopped))
    serving.start()
    stopped.wait()
    hub.stop()
    serving.join()
    click.echo("Stopped.")


def how_to_trust(address: str, tls: PanelTls) -> str:
    return (
        f"Its certificate is the shop's own. On each screen, once: fetch {address}{AUTHORITY_PATH}, compare "
        f"its SHA-256 fingerprint, {tls.fingerprint}, and trust it for websites"
    )


def serve(hub: Hub, stopped: threading.Event) -> None:
    try:
        hub.serve()
    finally:
        stopped.set()


@click.command()
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
