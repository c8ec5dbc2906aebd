"""Runs a circuit in ngspice, in batch, and reads back what it drew. The only file that knows the program.

A deck in decks/ describes the circuit with the references and nets of the schematic; values come in as
parameters. It must not know what a circuit is for.
"""

import subprocess
import tempfile
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
DECKS = HERE / "decks"
DRAWN = "drawn.data"
VALUES = HERE.parent / "circuit" / "values.toml"

Trace = NDArray[np.float64]
Traces = dict[str, Trace]


class SpiceError(Exception):
    """ngspice is not there, or did not finish its work."""


@cache
def part_values() -> dict[str, str]:
    """Reference -> value, as the circuit has it."""
    groups = tomllib.loads(VALUES.read_text("utf-8")).values()
    return {reference: value for group in groups for reference, value in group.items()}


def run(decks: str, analysis: str, probes: list[str], extra: str = "", **parameters: float | str) -> Traces:
    """The traces of `probes` ("v(loop_a)", "i(vloop)"), and "x": seconds, or what is swept.

    `decks`: files of decks/, together one circuit: "exchange loop ring". `analysis`: ".tran 10u 100m".
    `extra`: sources and loads of this run. `parameters` stand above the circuit's own values.
    """
    with tempfile.TemporaryDirectory() as folder:
        drawn = finish(netlist(decks, analysis, probes, extra, parameters), Path(folder))
        return read(drawn, probes)


def netlist(
    decks: str,
    analysis: str,
    probes: list[str],
    extra: str,
    parameters: Mapping[str, float | str],
) -> str:
    values = {**part_values(), **parameters}
    lines = [f"* {decks}", *(f".param {name}={value}" for name, value in values.items())]
    lines += [(DECKS / "models.lib").read_text("utf-8")]
    lines += [*((DECKS / f"{deck}.cir").read_text("utf-8") for deck in decks.split()), extra]
    lines += [".options reltol=1e-3 method=trap", analysis, ".control", "set wr_singlescale", "run"]
    lines += [f"wrdata {DRAWN} {' '.join(probes)}", "quit", ".endc", ".end", ""]
    return "\n".join(lines)


def finish(text: str, folder: Path) -> Path:
    (folder / "run.cir").write_text(text, "utf-8")
    command = ["ngspice", "-b", "run.cir"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SpiceError("ngspice is not installed: sh tools/apt.sh ngspice") from None
    if not (folder / DRAWN).exists() or "singular" in done.stderr:  # a node that hangs in the air
        raise SpiceError(f"ngspice gave nothing:\n{done.stdout}{done.stderr}")
    return folder / DRAWN


def read(drawn: Path, probes: list[str]) -> Traces:
    columns = np.loadtxt(drawn, ndmin=2, unpack=True)
    return {"x": columns[0], **dict(zip(probes, columns[1:], strict=True))}
