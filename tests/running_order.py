"""In which order files of tests run when several run at a time."""

from itertools import groupby

import pytest

# Begun first, or at the end all would wait for them.
LONG = (
    "test_every_page_in_browser",
    "test_import_in_browser",
    "test_a_day_at_the_counter",
    "test_in_browser",
)
WAITING = "faults"  # the room whose tests mostly wait: for booths, brokers and hubs in their own time


def spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """The same tests, file by file: those that mostly wait between the others and all begun by half-time. In
    a row they would leave the machine idle."""
    files = sorted((list(tests) for _, tests in groupby(items, key=lambda item: item.path)), key=_place)
    waiting = [file for file in files if file[0].path.parent.name == WAITING]
    others = [file for file in files if file[0].path.parent.name != WAITING]
    ordered: list[pytest.Item] = []
    begun = done = 0
    tests = sum(map(len, others))
    for file in others:
        while begun < len(waiting) and begun * tests <= 2 * done * len(waiting):
            ordered += waiting[begun]
            begun += 1
        ordered += file
        done += len(file)
    return ordered + [test for file in waiting[begun:] for test in file]


def _place(file: list[pytest.Item]) -> int:
    name = file[0].path.stem
    return LONG.index(name) if name in LONG else len(LONG)
