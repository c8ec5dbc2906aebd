"""Runs every simulation, says which claim does not hold, and writes the tables and plots of docs/hardware.

`python -m hardware.spice.run` writes; `--check` compares what is written with what the simulations say.
"""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hardware.spice import idle, keys, loop, meter, plots, points, ring, surge
from hardware.spice.claims import Claim, rounded

PAGES = Path(__file__).parents[2] / "docs" / "hardware"
SECTIONS = {"loop": loop.claims, "ring": ring.claims, "idle": idle.claims, "meter": meter.claims}
SECTIONS |= {"keys": keys.claims, "surge": surge.claims, "points": points.claims}
HEAD = "| what | simulated | must be |\n|---|---|---|\n"
SHEET = "| step | simulated | must be | measured |\n|---|---|---|---|\n"  # to be filled in at the bench
PLACE = r"(<!-- simulated {} -->\n).*?(<!-- end -->)"
LIKE = 0.1  # another version of ngspice may say so much else


def table(section: str, claims: list[Claim]) -> str:
    if section == "points":
        return SHEET + "".join(f"{claim.row()} |\n" for claim in claims)
    return HEAD + "".join(f"{claim.row()}\n" for claim in claims)


def with_table(text: str, section: str, claims: list[Claim]) -> str:
    def fresh(match: re.Match[str]) -> str:
        return match[1] + table(section, claims) + match[2]

    return re.sub(PLACE.format(section), fresh, text, flags=re.DOTALL)


def written(text: str, section: str) -> list[tuple[str, float, str]]:
    """(what, value, limits) of each row of a section's table."""
    match = re.search(PLACE.format(section), text, flags=re.DOTALL)
    rows = match[0].splitlines()[3:-1] if match else []
    cells = [[cell.strip() for cell in row.split(" | ")[:3]] for row in rows]
    return [(what.strip("| "), float(value.split()[0]), limits.strip("| ")) for what, value, limits in cells]


def differences(text: str, section: str, claims: list[Claim]) -> Iterator[str]:
    told = {what: (value, limits) for what, value, limits in written(text, section)}
    for claim in claims:
        value, limits = told.pop(claim.what, (None, ""))
        if value is None or limits != f"{claim.limits} {claim.unit}":
            yield f"{claim.what}: not in the table, or with other limits"
        elif abs(value - claim.value) > LIKE * max(abs(claim.value), 0.5):
            yield f"{claim.what}: the table says {value:g}, the simulation {rounded(claim.value)}"
    yield from (f"{what}: in the table, but not simulated" for what in told)


def page_of(section: str) -> Path:
    return PAGES / ("commissioning.md" if section == "points" else "simulations.md")


def everything() -> dict[str, list[Claim]]:
    """The claims of every section; two at a time, for each waits for a process."""
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda claims: claims(), SECTIONS.values())
        return dict(zip(SECTIONS, found, strict=True))


def main() -> int:
    check = "--check" in sys.argv[1:]
    wrong = []
    for section, claims in everything().items():
        wrong += [claim.complaint for claim in claims if not claim.holds]
        page = page_of(section)
        text = page.read_text("utf-8")
        if check:
            wrong += differences(text, section, claims)
        else:
            page.write_text(with_table(text, section, claims), "utf-8")
    if not check:
        plots.draw_all(PAGES)
    print("\n".join(wrong) or "every claim holds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
