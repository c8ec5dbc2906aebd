"""What a command leaves on a terminal, as a picture for the docs; or what is there after so many seconds.

python tools/terminal_picture.py docs/pictures/terminal-ports.svg boothkit ports
python tools/terminal_picture.py docs/pictures/terminal-monitor.svg 9 boothkit monitor
"""

import io
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pyte
from rich.console import Console
from rich.style import Style
from rich.text import Text

COLUMNS, ROWS = 96, 50


def shown(command: list[str], for_s: float) -> pyte.Screen:
    """The screen, when the command has ended or the time is over."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LINES": str(ROWS)}
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as running:
        os.close(theirs)
        end_s = time.monotonic() + for_s
        while (left_s := end_s - time.monotonic()) > 0 and select.select([ours], [], [], left_s)[0]:
            try:
                stream.feed(os.read(ours, 4096))
            except OSError:  # it has ended
                break
        running.terminate()
    return screen


def row_of(screen: pyte.Screen, row: int) -> Text:
    text = Text()
    for column in range(COLUMNS):
        letter = screen.buffer[row][column]
        text.append(letter.data, Style(color=colour(letter.fg), bold=letter.bold, italic=letter.italics))
    text.rstrip()
    return text


def colour(name: str) -> str | None:
    """pyte's word for a colour in rich's."""
    if name == "default":
        return None
    if len(name) == 6 and all(digit in "0123456789abcdef" for digit in name):
        return f"#{name}"
    return name.replace("brown", "yellow").replace("bright", "bright_").replace("__", "_")


def picture(file: Path, command: list[str], for_s: float) -> None:
    screen = shown(command, for_s)
    rows = [row_of(screen, row) for row in range(ROWS)]
    while rows and not rows[-1].plain:
        rows.pop()
    paper = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    paper.print(Text(f"$ {' '.join(command)}", style="bold"))
    for row in rows:
        paper.print(row)
    paper.save_svg(str(file), title=command[0], unique_id=file.stem)


if __name__ == "__main__":
    place, *words = sys.argv[1:]
    seconds = float(words.pop(0)) if words[0].isdigit() else 600.0
    picture(Path(place), words, seconds)
