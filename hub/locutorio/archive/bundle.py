"""Writing an archive: a zip of files of lines, with a signed list of their SHA-256 sums.

Every row is a line of JSON: the `text` that was sealed, to the letter, with its `seal` and `signature`.
Lines are written as they come; a year of a busy shop needs no more memory than a day.
"""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import IO, Any

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same contents make the same file
_ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Row:
    """`signature` is "" where nothing is signed."""

    text: str
    seal: str
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Rows in order, and what the chain had come to before them."""

    number_before: int
    seal_before: str
    rows: Iterable[Row]


@dataclass
class Bundle:
    """An archive being written into `file`. `head` says in its manifest what it is of."""

    file: IO[bytes]
    head: Mapping[str, Any]
    digests: dict[str, str] = field(default_factory=dict)
    chains: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._zip = zipfile.ZipFile(self.file, "w")

    def add_chain(self, name: str, chain: Chain) -> None:
        last_seal = chain.seal_before

        def lines() -> Iterator[Mapping[str, str]]:
            nonlocal last_seal
            for row in chain.rows:
                last_seal = row.seal
                signed = {"signature": row.signature} if row.signature else {}
                yield {"text": row.text, "seal": row.seal, **signed}

        rows = self.add_lines(name, lines())
        self.chains[name] = {
            "rows": rows, "number_before": chain.number_before, "seal_before": chain.seal_before,
            "seal_after": last_seal,
        }  # fmt: skip

    def add_lines(self, name: str, lines: Iterable[Mapping[str, Any]]) -> int:
        """One JSON object a line. Returns how many there were."""
        texts = (json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        return self._add(name, (text.encode() for text in texts))

    def add_text(self, name: str, text: str) -> None:
        self._add(name, [text.encode()])

    def seal(self, sign: Callable[[str], str]) -> str:
        """Add the manifest and its signature, and end the archive. Returns the manifest's SHA-256."""
        for name, text in _explained(str(self.head["language"])):
            self.add_text(name, text)
        manifest = json.dumps(
            {**self.head, "chains": self.chains, "files": self.digests}, ensure_ascii=False, indent=1
        )
        self.add_text("manifest.json", manifest)
        self._add("manifest.sig", [base64.b64decode(sign(manifest))])
        self._zip.close()
        return self.digests["manifest.json"]

    def _add(self, name: str, pieces: Iterable[bytes]) -> int:
        info = zipfile.ZipInfo(name, _EPOCH)
        info.compress_type = zipfile.ZIP_DEFLATED
        digest, count = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                count += 1
        self.digests[name] = digest.hexdigest()
        return count


def _explained(language: str) -> Iterable[tuple[str, str]]:
    """The README in English, and in the shop's language where there is one; and what checks the archive."""
    here = files("locutorio.archive")
    for code in sorted({_ENGLISH, language}):
        readme = here.joinpath("readme", f"{code}.txt")
        if readme.is_file():
            name = "README.txt" if code == _ENGLISH else f"README.{code}.txt"
            yield name, readme.read_text(encoding="utf-8")
    yield "verify.py", here.joinpath("check.py").read_text(encoding="utf-8")
