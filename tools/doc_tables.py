"""The tables in docs/ that are made from the program: `python tools/doc_tables.py` writes them, and the tests
compare. A table stands between `<!-- NAME: ... -->` and `<!-- end -->`.
"""

import re
from collections.abc import Callable
from pathlib import Path

from locutorio.setting_list import SETTINGS

DOCS = Path(__file__).parents[1] / "docs"


def settings_table() -> str:
    rows = ["| setting | default | what it is for |", "|---|---|---|"]
    for setting in SETTINGS:
        default = "must be written" if setting.default is None else f"`{setting.default!r}`".replace("'", '"')
        rows.append(f"| `{setting.name}` | {default} | {setting.help} |")
    return "\n".join(rows)


TABLES: dict[str, Callable[[], str]] = {"settings": settings_table}


def with_tables(text: str) -> str:
    """`text` with every table in it as it should be."""

    def fresh(match: re.Match[str]) -> str:
        return f"{match[1]}\n{TABLES[match[2]]()}\n{match[3]}"

    return re.sub(r"(<!-- (\w+): [^\n]* -->)\n.*?(<!-- end -->)", fresh, text, flags=re.DOTALL)


if __name__ == "__main__":
    for page in DOCS.glob("*.md"):
        page.write_text(with_tables(page.read_text("utf-8")), "utf-8")
