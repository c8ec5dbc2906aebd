"""The `locutorio` command: runs a shop, shows one, and sets one up.

Each command reads its arguments, calls one function, and says what came of it.
"""

import click

from locutorio.cli.archive import archive, archive_check, close_period, sealing_key
from locutorio.cli.deck import deck
from locutorio.cli.package import package
from locutorio.cli.person import person
from locutorio.cli.price import price
from locutorio.cli.rate import rate
from locutorio.cli.release import release
from locutorio.cli.rerate import rerate
from locutorio.cli.run import demo, init, up
from locutorio.cli.security import authority, broker_config, certificates
from locutorio.cli.shop import booth, extra, tariff
from locutorio.cli.verify import verify
from locutorio.cli.whatif import whatif


@click.group()
@click.version_option(package_name="locutorio")
def main() -> None:
    """Call shop: lockable, metered telephone booths and the till that prices them."""


COMMANDS = (
    *(init, up, demo),
    *(price, rate, deck, package, tariff, whatif, rerate),
    *(booth, extra, person, release, broker_config, certificates, authority),
    *(verify, archive, archive_check, close_period, sealing_key),
)
for command in COMMANDS:
    main.add_command(command)
