"""The words of panel and paper in other languages. English stands in the sources themselves.

`python -m locutorio.locales` (or `make words`) collects the texts, brings every messages.po up to date
and compiles it. How to add a language: README.md beside this file.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
SOURCES = HERE.parent
METHODS = [("panel/templates/**.html", "jinja2"), ("**.py", "python")]
# later("…") marks a text that is looked up elsewhere.
KEYWORDS = {**DEFAULT_KEYWORDS, "later": None}


def collect() -> Catalog:
    """Every text of the sources, in the order of the alphabet."""
    found = extract_from_dir(str(SOURCES), METHODS, keywords=KEYWORDS)
    texts = {message for _, _, message, _, _ in found if isinstance(message, str)}
    catalogue = Catalog(fuzzy=False)
    for text in sorted(texts):
        catalogue.add(text)
    return catalogue


def catalogues() -> dict[str, Path]:
    """The messages.po of each language there is."""
    return {path.parts[-3]: path for path in sorted(HERE.glob("*/LC_MESSAGES/messages.po"))}


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def updated(catalogue: Catalog, texts: Catalog) -> Catalog:
    """`catalogue` with exactly these texts; what is translated stays so."""
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# The words of Locutorio. Kept up to date by: make words"
    catalogue.project, catalogue.version, catalogue.fuzzy = "locutorio", "1", False
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "the project"
    return catalogue


def as_po(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalogue, width=100, no_location=True, sort_output=True)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()
