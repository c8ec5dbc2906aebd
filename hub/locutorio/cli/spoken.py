"""A person's mistake is one clear line and exit code 2, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from locutorio.core.errors import ShopError
from locutorio.store.engine import StoreError


@contextmanager
def spoken_errors() -> Iterator[None]:
    try:
        yield
    except StoreError as error:
        click.echo(f"Error: the books cannot be reached: {str(error).splitlines()[0]}", err=True)
        raise SystemExit(2) from None
    except ShopError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(2) from None
