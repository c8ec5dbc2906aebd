"""Going through a guide with a person: the trace comes in, the next step is shown, a word may be typed.

It must not know how a step is shown nor where the words come from.
"""

from collections.abc import Callable

from boothkit.inspection.guide import Guide, Step
from boothkit.inspection.told import Told
from boothkit.inspection.watch import watch
from boothkit.inspection.ways import Way

DONE, SKIP, END = "", "s", "q"  # what a person may type: it was done, to the next, no more


def walk(
    way: Way, guide: Guide, *, typed: Callable[[], str | None], show: Callable[[Step], None]
) -> list[Told]:
    """To the guide's end; what was told meanwhile. `typed` gives a line a person typed since, or None."""
    heard: list[Told] = []
    shown: Step | None = None
    for told in watch(way, guide.look, guide.hear):
        if told:
            heard.append(told)
        obey(guide, typed())
        if guide.step is None:
            break
        if guide.step is not shown and guide.look.stays:
            shown = guide.step
            show(shown)
    way.ask("stop")
    return heard


def obey(guide: Guide, word: str | None) -> None:
    if word == DONE:
        guide.give_up()
    elif word == SKIP:
        guide.skip()
    elif word == END:
        while guide.step:
            guide.skip()
