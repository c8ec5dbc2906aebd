"""What is made from the design for readers: drawings, parts lists, tables in the pages of docs/hardware.

A table stands between `<!-- hardware NAME -->` and `<!-- end -->`. A drawing is compared by its texts
only: where a line runs may change with the drawing library; which pin is on which net is held by the checks.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from hardware.bom import parts_list
from hardware.checks.isolation import BRIDGES, line_side
from hardware.checks.lock import OFF, states
from hardware.checks.seeded import SEEDS
from hardware.circuit.board import netlist
from hardware.circuit.controller import pinout
from hardware.drawing import schematic
from hardware.parts.modules import MODULES

DOCS = Path(__file__).parents[1] / "docs" / "hardware"
TEXTS = re.compile(r"<(?:tspan|text)[^>]*>([^<]*)<")


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def pins() -> str:
    table = pinout()
    boards = table["boards"]
    rows = []
    for name, pin in (table["pins"] | table["connectors"]).items():
        active = {0: "low", 1: "high", None: "-"}[pin.get("active")]
        places = tuple(_place(board, pin[board]) for board in boards)
        rows.append((f"`{name}`", pin["means"], pin["direction"], active, pin.get("pull", "-"), *places))
    return _table(("pin", "what it means", "direction", "yes is", "own pull", *boards.values()), rows)


def _place(board: str, gpio: int) -> str:
    return f"GPIO {gpio}, pad {MODULES[board].pad(gpio)}"


def bridges() -> str:
    return _table(("part", "why it may stand across the barrier"), list(BRIDGES.items()))


def line_nets() -> str:
    return ", ".join(f"`{net}`" for net in sorted(line_side(netlist("pico_w"))))


def lock_states() -> str:
    rows = []
    for state in states(netlist("pico_w")):
        pin = {OFF: "no power", False: "low", True: "high"}[state.pin]
        line = "**through**" if all(state.line) else "open"
        telephone = "local feed" if all(state.feed) else "line"
        coil = "drawn" if state.coil else "-"
        rows.append((state.choice, pin, coil, line, telephone, "through" if state.read_back else "open"))
    return _table(("jumpers", "relay pin", "coil", "line", "telephone is on", "read-back"), rows)


def seeds() -> str:
    rows = [(seed.fault, seed.check, f"`{seed.said()}`") for seed in SEEDS]
    return _table(("planted fault", "found by", "what it says"), rows)


def parts() -> str:
    rows = []
    for line in parts_list.parts_list(netlist("pico_w"), "pico_w"):
        first, second = (f"{maker} {part}" for maker, part in line.sources)
        notes = "; ".join(word for word in (line.keep and f"**{line.keep}**", line.note) if word)
        rows.append(
            (" ".join(line.refs) or "-", str(line.count), line.what, first, second, str(line.cost), notes)
        )
    return _table(("parts", "n", "what", "one source", "another", "each, €", "**keep** · note"), rows)


def costs() -> str:
    rows = []
    for board, name in pinout()["boards"].items():
        total = parts_list.total(parts_list.parts_list(netlist(board), board))
        rows.append((name, f"{total} €", f"[bom-{board}.csv](bom-{board}.csv)"))
    return _table(("controller", "parts of one board, bought singly", "list"), rows)


TABLES: dict[str, Callable[[], str]] = {
    "pins": pins,
    "bridges": bridges,
    "line_nets": line_nets,
    "lock": lock_states,
    "seeds": seeds,
    "parts": parts,
    "costs": costs,
}


def with_tables(text: str) -> str:
    """`text` with every table in it as it should be."""

    def fresh(match: re.Match[str]) -> str:
        return f"{match[1]}\n{TABLES[match[2]]()}\n{match[3]}"

    return re.sub(r"(<!-- hardware (\w+) -->)\n.*?(<!-- end -->)", fresh, text, flags=re.DOTALL)


def drawings() -> dict[str, str]:
    """File name: SVG."""
    made: dict[str, str] = {}
    for board in pinout()["boards"]:
        for name, sheet in schematic.sheets(netlist(board), board).items():
            if name not in made:
                made[name] = sheet.svg()
    return {f"{name}.svg": svg for name, svg in made.items()}


def lists() -> dict[str, str]:
    made = {}
    for board in pinout()["boards"]:
        lines = parts_list.parts_list(netlist(board), board)
        made[f"bom-{board}.csv"] = parts_list.csv_text(lines)
    return made


def write() -> None:
    for name, text in (drawings() | lists()).items():
        (DOCS / name).write_text(text, "utf-8")
    for page in DOCS.glob("*.md"):
        page.write_text(with_tables(page.read_text("utf-8")), "utf-8")


def out_of_date() -> list[str]:
    """The files that `write` would change, but for where a drawing's lines run."""
    found = [name for name, text in lists().items() if _kept(name) != text]
    found += [name for name, svg in drawings().items() if TEXTS.findall(_kept(name)) != TEXTS.findall(svg)]
    return found + [page.name for page in sorted(DOCS.glob("*.md")) if _stale(page.read_text("utf-8"))]


def _kept(name: str) -> str:
    file = DOCS / name
    return file.read_text("utf-8") if file.exists() else ""


def _stale(text: str) -> bool:
    return text != with_tables(text)
