"""`python -m hardware`: check the board and write what is made from it; `--check` writes nothing."""

import click

from hardware import pages
from hardware.checks.everything import checks


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail if a page is not up to date.")
def main(*, check: bool) -> None:
    """Check the board, and write its drawings, lists and tables into docs/hardware."""
    wrong = 0
    for name, said in checks():
        click.echo(f"{name}: {'as it should be' if not said else ''}")
        wrong += len(said)
        for sentence in said:
            click.echo(f"  {sentence}")
    if wrong:
        raise click.ClickException(f"{wrong} faults in the board")
    if not check:
        pages.write()
    elif stale := pages.out_of_date():
        raise click.ClickException(f"not up to date: {', '.join(stale)}; run: make hardware")


if __name__ == "__main__":
    main()
