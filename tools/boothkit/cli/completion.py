"""`boothkit completion`: the Tab key in a shell."""

import rich_click as click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes the Tab key know boothkit, for a shell's start file.

    For bash: `boothkit completion bash >> ~/.bashrc`
    """
    root = click.get_current_context().find_root()
    made = get_completion_class(shell)
    assert made
    click.echo(made(root.command, {}, "boothkit", "_BOOTHKIT_COMPLETE").source())
