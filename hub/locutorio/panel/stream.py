"""The live stream: what changed in a booth is on every open board at once. Station 6.

Server-sent events whose data are pieces of the page, rendered with the page's own templates; each has
the id of the element it replaces. Prices and times are worked out here each second: the browser does no
arithmetic. No transaction is held while waiting.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus

from flask import Blueprint, Response, abort, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_login import current_user

from locutorio.core.rights import Right
from locutorio.core.tile import Tile
from locutorio.desk import alarms, bills, print_queue
from locutorio.desk import board as desk_board
from locutorio.panel import watched
from locutorio.panel.access import STAFF, demand, load, open_to
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.health import hub_down
from locutorio.panel.live import Screen, TooManyScreens
from locutorio.panel.states import state_of

bp = Blueprint("stream", __name__)

LIFE_MS = 15 * 60 * 1000  # then the browser opens a new one: no stream outlives what it knows
BEAT_MS = 2000
SWEEP_MS = 10_000  # all tiles, for what changes by the mere passing of time
TICK_S = 1.0
EMPTY = "data:\n"


@bp.get("/live")
@open_to(STAFF)
def live() -> ResponseReturnValue:
    """`show` names what a technician's page shows besides (panel.watched), `booth` whose."""
    show, booth_id = request.args.get("show", ""), request.args.get("booth", "")
    if show:
        demand(Right.TECHNICAL)
        if show not in watched.PIECES:
            abort(HTTPStatus.NOT_FOUND)
    screens = deps().live
    try:
        screen = screens.open()
    except TooManyScreens as error:
        return sentence(error), HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "10"}
    response = Response(
        stream_with_context(pieces(screen, current_user.get_id(), show, booth_id)),
        mimetype="text/event-stream",
        headers={"X-Accel-Buffering": "no"},
    )
    response.call_on_close(lambda: screens.leave(screen))
    return response


def pieces(screen: Screen, person_id: str, show: str = "", booth_id: str = "") -> Iterator[str]:
    """Everything once, then what changed; the clock as a heartbeat, as long as the person may look."""
    now_ms = deps().clock()
    ends_ms, beat_ms, sweep_ms = now_ms + LIFE_MS, now_ms, now_ms
    drawing = Drawing()
    dirty: set[str] = set()
    yield "retry: 1000\n\n"
    while not screen.closed and now_ms < ends_ms:
        if now_ms >= sweep_ms:
            yield from drawing.draw(desk_board.tiles(deps().store, deps().shop, now_ms=now_ms))
            sweep_ms = now_ms + SWEEP_MS
        else:
            yield from drawing.draw(tile_of(each, now_ms) for each in dirty | drawing.talking)
        if show:
            yield from drawing.draw_watched(show, booth_id)
        if now_ms >= beat_ms or dirty:
            yield from drawing.draw_frame()
        if now_ms >= beat_ms:
            if load(person_id) is None:
                yield event("", name="gone")
                return
            yield event(render_template("_clock.html", now_ms=now_ms))
            beat_ms = now_ms + BEAT_MS
        dirty = screen.wait(TICK_S)
        now_ms = deps().clock()


def tile_of(booth_id: str, now_ms: int) -> Tile:
    return desk_board.tile(deps().store, deps().shop, booth_id=booth_id, now_ms=now_ms)


class Drawing:
    """What this screen shows already: a piece that looks the same is not sent again."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        self._emergencies: dict[str, str] = {}  # booth: its label
        self.talking: set[str] = set()

    def draw(self, tiles: Iterable[Tile]) -> Iterator[str]:
        for tile in tiles:
            (self.talking.add if tile.line == "talking" else self.talking.discard)(tile.booth_id)
            if state_of(tile) == "emergency":
                self._emergencies[tile.booth_id] = tile.label
            else:
                self._emergencies.pop(tile.booth_id, None)
            yield from self._fresh(tile.booth_id, render_template("_tile.html", tile=tile))

    def draw_watched(self, show: str, booth_id: str) -> Iterator[str]:
        template, gather = watched.PIECES[show]
        yield from self._fresh(f"#{show}", render_template(template, **gather(booth_id)))

    def draw_frame(self) -> Iterator[str]:
        """What every page has around it, whether it shows the board or not."""
        emergencies = list(self._emergencies.values())
        yield from self._fresh(
            "#attention", render_template("_attention.html", emergencies=emergencies, down=hub_down())
        )
        waiting = bills.waiting(deps().store, deps().shop, now_ms=deps().clock())
        printing = print_queue.summary(deps().store)
        yield from self._fresh("#bills", render_template("_bills.html", waiting=waiting, printing=printing))
        new_count = alarms.new_count(deps().store)
        yield from self._fresh("#bell", render_template("_bell.html", new_count=new_count))

    def _fresh(self, name: str, html: str) -> Iterator[str]:
        if self._shown.get(name) != html:
            self._shown[name] = html
            yield event(html)


def event(data: str, name: str = "message") -> str:
    lines = "".join(f"data: {line}\n" for line in data.split("\n") if line.strip())
    return f"event: {name}\n{lines or EMPTY}\n"
