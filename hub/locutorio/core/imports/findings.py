"""What comes to light while a sheet is read: rows that are not taken, and what was done with others. Before
station 5. Must not know how rows are read.
"""

from collections import defaultdict

from locutorio.core.imports.reasons import Note, Rejected, Unreadable, shown


class Findings:
    def __init__(self) -> None:
        self._rejected: list[Rejected] = []
        self._lines: defaultdict[str, list[int]] = defaultdict(list)
        self._words: defaultdict[str, set[str]] = defaultdict(set)

    def reject(self, line: int, error: Unreadable) -> None:
        self._rejected.append(Rejected(line, error.field, shown(error.cell), error.reason, error.facts))

    def note(self, code: str, line: int, word: str = "") -> None:
        self._lines[code].append(line)
        if word:
            self._words[code].add(word)

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        return tuple(sorted(self._rejected, key=lambda rejected: rejected.line))

    @property
    def notes(self) -> tuple[Note, ...]:
        """In the order of their codes."""
        return tuple(
            Note(code, tuple(sorted(set(lines))), {"words": ", ".join(sorted(self._words[code]))})
            for code, lines in sorted(self._lines.items())
        )
