"""firmware/booth/countries.py and the table of docs/hardware/countries.md, both from hardware/countries.toml.

`python -m hardware.countries` writes them; `--check` says whether they are as it would write them.
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "hardware" / "countries.toml"
MODULE = ROOT / "firmware" / "booth" / "countries.py"
PAGE = ROOT / "docs" / "hardware" / "countries.md"

FLASH_MIN_MS, FLASH_MAX_MS = 300, 700  # above every reversal's gap, below every hang-up
HEAD = '''"""What the line is like in each country, for profile.py. Generated from hardware/countries.toml
by `python -m hardware.countries`: change that.
"""

# country: (the longest recall, its emergency numbers)
COUNTRIES = {
'''
PLACE = re.compile(r"(<!-- countries -->\n).*?(<!-- end -->)", re.DOTALL)

Country = dict[str, Any]


def countries(file: Path = TABLE) -> dict[str, Country]:
    return dict(sorted(tomllib.loads(file.read_text("utf-8"))["countries"].items()))


def flash_max_ms(country: Country) -> int:
    """A break longer than twice what telephones there send is a hang-up; unknown: the widest."""
    recall_ms = country.get("recall_ms", 0)
    return min(max(2 * recall_ms + 100, FLASH_MIN_MS), FLASH_MAX_MS) if recall_ms else FLASH_MAX_MS


def module(table: dict[str, Country]) -> str:
    """The text of the firmware's table."""
    rows = [
        f'    "{code}": ({flash_max_ms(country)}, "{" ".join(country["emergency"])}"),\n'
        for code, country in table.items()
    ]
    return HEAD + "".join(rows) + "}\n"


def rows(table: dict[str, Country]) -> str:
    lines = ["| country | metering | JP2 | recall | a hang-up above | caller's number | emergency |\n"]
    lines += ["|---|---|---|---|---|---|---|\n"]
    for code, country in table.items():
        khz, recall_ms = country.get("metering_khz", 0), country.get("recall_ms", 0)
        jumper = {12: "open", 16: "set"}.get(khz, "ask")
        cells = [f"{country['name']} `{code}`", f"{khz} kHz" if khz else "ask", jumper]
        cells += [f"{recall_ms} ms" if recall_ms else "ask", f"{flash_max_ms(country)} ms"]
        cells += [country.get("caller_id", "") or "ask", ", ".join(country["emergency"])]
        lines.append("| " + " | ".join(cells) + " |\n")
    return "".join(lines)


def page(text: str, table: dict[str, Country]) -> str:
    return PLACE.sub(lambda place: place[1] + rows(table) + place[2], text)


def outdated() -> list[Path]:
    table = countries()
    wanted = {MODULE: module(table), PAGE: page(PAGE.read_text("utf-8"), table)}
    return [file for file, text in wanted.items() if file.read_text("utf-8") != text]


def main() -> int:
    if "--check" in sys.argv[1:]:
        for file in outdated():
            print(f"{file} is not made from {TABLE}: run python -m hardware.countries")
        return len(outdated())
    table = countries()
    MODULE.write_text(module(table), "utf-8")
    PAGE.write_text(page(PAGE.read_text("utf-8"), table), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
