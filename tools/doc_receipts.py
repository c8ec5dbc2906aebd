"""The paper in docs/receipts/: `python tools/doc_receipts.py` prints it on the virtual printer and keeps what
came out, as text and picture; with --check it changes nothing and says what is not up to date.

What is shown went the whole way: laid out, turned into a printer's bytes, and read back by a program that
knows nothing of the one that wrote them.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from boothkit.printer.decoder import Decoder
from boothkit.printer.drawing import as_picture
from boothkit.printer.paper import Item, Row, as_text
from locutorio.desk.print_queue import Document
from locutorio.printing.escpos_bytes import compose
from locutorio.printing.layout import lay_out
from locutorio.words import Words
from paper_samples import SAMPLES, credit_note, deposit_slip, family, with_steps, z_report
from PIL import Image

FOLDER = Path(__file__).parents[1] / "docs" / "receipts"


@dataclass(frozen=True, slots=True)
class Paper:
    document: Document
    columns: int = 42
    copy: int = 0
    profile: str = "TM-T88V"

    def printed(self) -> list[Item]:
        document = self.document
        parts = lay_out(document, self.columns, copy=self.copy)
        words = Words(document.language, document.timezone)
        return Decoder().feed(compose(parts, self.columns, self.profile, right_to_left=words.right_to_left))


PAPERS = {
    "en-family": Paper(family(SAMPLES["en"])),
    "en-z-report": Paper(z_report(SAMPLES["en"])),
    "es-steps": Paper(with_steps(SAMPLES["es"]), columns=32, profile="POS-5890"),
    "es-deposit": Paper(deposit_slip(SAMPLES["es"]), columns=32, profile="POS-5890"),
    "fr-duplicate": Paper(family(SAMPLES["fr"]), columns=48, copy=1, profile="TM-T20II"),
    "pt-credit-note": Paper(credit_note(SAMPLES["pt"])),
    "cs-family": Paper(family(SAMPLES["cs"])),
    "ar-family": Paper(family(SAMPLES["ar"])),
}


def write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, paper in PAPERS.items():
        items = paper.printed()
        as_picture(items, paper.columns).quantize(16).save(FOLDER / f"{name}.png", optimize=True)
        if text := _text(paper, items):
            (FOLDER / f"{name}.txt").write_text(text, "utf-8")


def _text(paper: Paper, items: list[Item]) -> str:
    """Arabic goes to a printer as a picture: then there is nothing to read but that."""
    return as_text(items, paper.columns) if any(isinstance(item, Row) for item in items) else ""


def differences() -> list[str]:
    """Which files are not what would be written. Of a picture only the size is compared: the letters on it
    are drawn by whatever font a machine has."""
    return [file for name, paper in PAPERS.items() for file in _differences(name, paper)]


def _differences(name: str, paper: Paper) -> list[str]:
    text, picture = FOLDER / f"{name}.txt", FOLDER / f"{name}.png"
    items = paper.printed()
    wrong = []
    if (text.read_text("utf-8") if text.exists() else "") != _text(paper, items):
        wrong.append(text.name)
    if not picture.exists() or _size(picture) != as_picture(items, paper.columns).size:
        wrong.append(picture.name)
    return wrong


def _size(picture: Path) -> tuple[int, int]:
    with Image.open(picture) as opened:
        return opened.size


def main(arguments: Sequence[str]) -> int:
    if arguments != ["--check"]:
        write()
        return 0
    wrong = differences()
    if wrong:
        print(f"Not up to date: {', '.join(wrong)}. Run: python tools/doc_receipts.py", file=sys.stderr)
    return len(wrong)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
