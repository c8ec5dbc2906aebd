"""The print head: the style it writes in, the line it is on, and what it has put on the paper."""

from dataclasses import replace
from typing import Any

from boothkit.printer.paper import Item, Row, Span

LINE_DOTS = 30
TAB_CELLS = 8


class Head:
    def __init__(self) -> None:
        self.items: list[Item] = []
        self.reset()

    def reset(self) -> None:
        """As switched on; what is printed stays printed, an unfinished line is lost."""
        self.page = "cp437"
        self.align = "left"
        self.line_dots = LINE_DOTS
        self.qr = ""
        self._style = Span("")
        self._spans: list[Span] = []

    def restyle(self, **changes: Any) -> None:
        self._style = replace(self._style, **changes)

    def write(self, data: bytes) -> None:
        text = data.decode(self.page, errors="replace")
        if self._spans and replace(self._spans[-1], text="") == self._style:
            text = self._spans.pop().text + text
        self._spans.append(replace(self._style, text=text))

    def tab(self) -> None:
        cells = Row(tuple(self._spans)).cells
        self.write(b" " * (TAB_CELLS - cells % TAB_CELLS))

    def end_line(self) -> None:
        self.items.append(Row(tuple(self._spans), self.align))
        self._spans = []

    def put(self, item: Item) -> None:
        """Something that is no text: it goes below the line begun."""
        if self._spans:
            self.end_line()
        self.items.append(item)
