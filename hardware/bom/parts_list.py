"""The parts list of one board: the catalogue's lines and the ordinary resistors, compared with the nets."""

import csv
import io
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hardware.bom.resistors import vishay, yageo
from hardware.circuit.netlist import Netlist
from hardware.circuit.values import number, shown, values

CATALOGUE = Path(__file__).with_name("catalogue.toml")
# The same part, where the rule check tells two kinds apart.
SAME = {"supply terminal": "terminal 2", "supply diode": "diode", "supply fuse": "fuse"}
NO_PART = ("test point",)  # a hole in the board
COLUMNS = (
    "references",
    "count",
    "what",
    "maker 1",
    "part 1",
    "maker 2",
    "part 2",
    "each EUR",
    "keep",
    "note",
)
RESISTOR_COST = Decimal("0.05")

Source = tuple[str, str]  # maker, part number


@dataclass(frozen=True)
class Line:
    refs: tuple[str, ...]
    count: int
    what: str
    sources: tuple[Source, ...]
    cost: Decimal  # of one, in euro
    keep: str = ""
    note: str = ""

    def row(self) -> tuple[str, ...]:
        sources = [word for source in self.sources for word in source]
        return (
            " ".join(self.refs),
            str(self.count),
            self.what,
            *sources,
            str(self.cost),
            self.keep,
            self.note,
        )


def catalogue(file: Path = CATALOGUE) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def parts_list(netlist: Netlist, board: str, table: dict[str, Any] | None = None) -> list[Line]:
    table = table or catalogue()
    lines = [_line(entry) for entry in table["line"] if entry.get("for", board) == board]
    named = {ref for line in lines for ref in line.refs}
    rest = [ref for ref, kind in netlist.parts.items() if kind == "resistor" and ref not in named]
    return [*lines, *_resistors(rest), *(_line(entry) for entry in table["extra"])]


def _line(entry: dict[str, Any]) -> Line:
    refs = tuple(entry.get("refs", ()))
    return Line(
        refs,
        entry.get("count", len(refs)),
        entry["what"],
        tuple((maker, part) for maker, part in entry["sources"]),
        Decimal(entry["cost"]),
        entry.get("keep", ""),
        entry.get("note", ""),
    )


def _resistors(refs: list[str]) -> list[Line]:
    by_value: dict[float, list[str]] = {}
    for ref in refs:
        by_value.setdefault(number(values()[ref]), []).append(ref)
    return [
        Line(
            tuple(sorted(same, key=_counted)),
            len(same),
            f"resistor {shown(same[0])}, 1206, 1 %",
            (("Yageo", yageo(ohm)), ("Vishay", vishay(ohm))),
            RESISTOR_COST,
        )
        for ohm, same in sorted(by_value.items())
    ]


def _counted(ref: str) -> int:
    return int(ref.lstrip("R"))


def total(lines: list[Line]) -> Decimal:
    return sum((line.cost * line.count for line in lines), Decimal(0))


def csv_text(lines: list[Line]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(line.row() for line in lines)
    return out.getvalue()


def wrong_list(netlist: Netlist, lines: list[Line]) -> list[str]:
    """Where list and board differ, or a line that cannot be ordered from two sources."""
    listed = [ref for line in lines for ref in line.refs]
    wanted = {ref for ref, kind in netlist.parts.items() if kind not in NO_PART}
    found = [f"{ref} is on the board but not in the list" for ref in sorted(wanted - set(listed))]
    found += [f"{ref} is in the list but not on the board" for ref in sorted(set(listed) - wanted)]
    found += [
        f"{ref} is in the list twice" for ref in sorted({ref for ref in listed if listed.count(ref) > 1})
    ]
    for line in lines:
        kinds = [netlist.parts.get(ref, "") for ref in line.refs]
        alike = {(SAME.get(kind, kind), shown(ref)) for kind, ref in zip(kinds, line.refs, strict=True)}
        if len(alike) > 1:
            found.append(f"{line.what}: its parts differ in kind or value")
        if len({part for _, part in line.sources}) < 2:
            found.append(f"{line.what}: has one source only")
    return found
