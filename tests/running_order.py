"""In which order tests run when several run at a time."""

from itertools import groupby

import pytest

WAITING = "faults"  # the room whose tests mostly wait: for booths, brokers and hubs in their own time


def spread(items: list[pytest.Item]) -> list[pytest.Item]:
    """The same tests, those that mostly wait between the modules of the others and all begun by half-time:
    in a row they would leave the machine idle, and at the end the rest would wait for them."""
    waiting = [item for item in items if item.path.parent.name == WAITING]
    others = [item for item in items if item.path.parent.name != WAITING]
    ordered: list[pytest.Item] = []
    begun = done = 0
    for _, module in groupby(others, key=lambda item: item.path):
        while begun < len(waiting) and begun * len(others) <= 2 * done * len(waiting):
            ordered.append(waiting[begun])
            begun += 1
        tests = list(module)
        ordered += tests
        done += len(tests)
    return ordered + waiting[begun:]
