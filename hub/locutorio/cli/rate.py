"""`locutorio rate`: a file of calls priced by a tariff, however many they are. No shop is needed."""

from pathlib import Path

import click

from locutorio.batch import Batch
from locutorio.batch.csv_files import Tally, decimals_of, price_file
from locutorio.cli.shop import read_document
from locutorio.cli.spoken import spoken_errors
from locutorio.core.tariff_document import load_tariff


@click.command()
@click.argument("tariff_file", metavar="TARIFF.json", type=click.Path(path_type=Path, exists=True))
@click.argument("calls", metavar="CALLS.csv", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("out", metavar="OUT.csv", type=click.Path(path_type=Path, dir_okay=False))
def rate(tariff_file: Path, calls: Path, out: Path) -> None:
    """Price a file of calls: CALLS.csv has the columns number, answered_at_ms and seconds; OUT.csv is the
    same with the column cost. Numbers are taken as their digits stand."""
    with spoken_errors():
        tariff = load_tariff(read_document(tariff_file))
        batch = Batch(tariff, decimals_of(tariff))
        with click.progressbar(length=1, label="Pricing", show_eta=False) as bar:

            def progress(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            tally = price_file(batch, calls, out, progress=progress)
        click.echo(f"{tally.calls} calls are in {out}")
        if tally.unpriced_calls:
            click.echo(_without_price(tally))


def _without_price(tally: Tally) -> str:
    lines = ", ".join(map(str, tally.unpriced))
    more = " and more" if tally.unpriced_calls > len(tally.unpriced) else ""
    return f"{tally.unpriced_calls} of them have no price, in lines {lines}{more}: their cost is left empty"
