"""People, from the machine itself: for who is locked out, or forgot the only owner's password.

Whoever may read the settings and the books may do everything here; nobody is asked who they are.
"""

from pathlib import Path

import click

from locutorio.cli.known import person_named
from locutorio.cli.shop import SETTINGS_FILE, open_shop
from locutorio.cli.spoken import spoken_errors
from locutorio.clock import now_ms
from locutorio.core.rights import OPERATOR
from locutorio.desk import people, roles

PASSWORD = click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="asked for if it is not given"
)


@click.group()
def person() -> None:
    """Who works in the shop."""


@person.command("list")
@SETTINGS_FILE
def person_list(settings_file: Path) -> None:
    """Everybody, their role, and who is shut out or locked out."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        for each in people.people(store):
            waiting = each.locked_until_ms > now_ms()
            note = "" if each.active else "shut out"
            click.echo(f"{each.name:24} {each.role:12} {'locked out' if waiting else note}".rstrip())


@person.command("add")
@click.argument("name")
@click.option("--role", default=OPERATOR, show_default=True, help="see `locutorio person roles`")
@PASSWORD
@SETTINGS_FILE
def person_add(name: str, role: str, password: str, settings_file: Path) -> None:
    """Add somebody; an owner too, if there is none left who knows their password."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        added = people.add_person(
            store, name=name, password=password, role=role, operator_id=None, now_ms=now_ms()
        )
        click.echo(f"{added.name} can log in now")


@person.command("role")
@click.argument("name")
@click.argument("role")
@SETTINGS_FILE
def person_role(name: str, role: str, settings_file: Path) -> None:
    """Give somebody another role."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        found = person_named(store, name)
        people.change_role(store, person_id=found.id, role=role, operator_id=None, now_ms=now_ms())
        click.echo(f"{found.name} is {role} now")


@person.command("roles")
@SETTINGS_FILE
def person_roles(settings_file: Path) -> None:
    """The roles there are, and what each may do."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        for role in roles.roles(store):
            click.echo(f"{role.key}: {', '.join(sorted(role.rights))}")


@person.command("lift")
@click.argument("name")
@SETTINGS_FILE
def person_lift(name: str, settings_file: Path) -> None:
    """Let somebody try again at once who is locked out after wrong passwords."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        found = person_named(store, name)
        people.lift(store, person_id=found.id, operator_id=None, now_ms=now_ms())
        click.echo(f"{found.name} need not wait any more")


@person.command("password")
@click.argument("name")
@PASSWORD
@SETTINGS_FILE
def person_password(name: str, password: str, settings_file: Path) -> None:
    """Give somebody a new password; their PIN is gone, and so is any lock-out."""
    with spoken_errors():
        _, store = open_shop(settings_file)
        found = person_named(store, name)
        people.reset_password(store, person_id=found.id, password=password, operator_id=None, now_ms=now_ms())
        click.echo(f"{found.name} logs in by the new password from now on")
