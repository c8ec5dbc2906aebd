"""`boothkit pins`: firmware/pins.py from hardware/pinout.toml."""

import rich_click as click

from boothkit import pins as pin_table
from boothkit.cli.output import WentWrong


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail if the file is not up to date.")
def pins(*, check: bool) -> None:
    """Write firmware/pins.py from hardware/pinout.toml."""
    if not check:
        pin_table.generate()
    elif not pin_table.check():
        raise WentWrong("firmware/pins.py is not what hardware/pinout.toml says; run: boothkit pins")
