"""The wire's side of inspections: what is to be said to booths, and what they answer. Back to station 3.

What a booth answers is kept whole, so that it can be handed out as it was signed (ingest.signatures).
"""

import json

from locutorio.core.inspection import DONE, UNANSWERED, VITALS, VITALS_EVERY_MS, Inspection
from locutorio.core.report import UNHEARD_AFTER_MS
from locutorio.desk.command import Order
from locutorio.desk.heard import STALE, Ear, Heard, Message
from locutorio.desk.inspections import begin
from locutorio.store import inspections, standing
from locutorio.store.engine import Store, Tx

TRACES_KEPT_MS = 24 * 3600 * 1000  # they tell what was dialled


def orders(store: Store, *, epoch: int) -> list[Order]:
    """To be said each second: what goes on and was not answered yet."""
    said = []
    with store.read() as tx:
        for each in inspections.going_on(tx):
            nonce, heard_epoch = standing.speaking(tx, each.booth_id)
            wanted = each.to_say()
            if wanted and nonce and heard_epoch <= epoch:
                want, for_s = wanted
                said.append(
                    Order(each.booth_id, nonce, "inspect", {"n": each.id, "want": want, "for_s": for_s})
                )
    return said


def keep_up(store: Store, *, now_ms: int) -> None:
    """To be called now and then: gives up what nobody answers, and asks how each booth is, so that the last
    that is known of one that went away is from just before."""
    with store.read() as tx:
        lost = [each for each in inspections.going_on(tx) if each.is_given_up(now_ms)]
        unknown = _unasked(tx, now_ms)
    if not (lost or unknown):
        return
    with store.begin() as tx:
        inspections.drop_parts(tx, heard_before_ms=now_ms - TRACES_KEPT_MS)
        for each in lost:
            inspections.change(tx, each.id, ended_ms=now_ms, verdict=UNANSWERED)
        for booth_id in unknown:
            begin(tx, booth_id, VITALS, for_s=0, person_id=None, now_ms=now_ms)


def _unasked(tx: Tx, now_ms: int) -> list[str]:
    """On the line, under no inspection, and not asked for a while."""
    asked = inspections.asked_ms(tx, VITALS)
    inspected = {each.booth_id for each in inspections.going_on(tx)}
    here = [one.booth_id for one in standing.online(tx, heard_since_ms=now_ms - UNHEARD_AFTER_MS)]
    return [
        booth_id
        for booth_id in here
        if booth_id not in inspected and not 0 <= now_ms - asked.get(booth_id, 0) < VITALS_EVERY_MS
    ]


def checkup(tx: Tx, _ear: Ear, booth_id: str, message: Message, /, *, now_ms: int) -> Heard:
    """A booth tells what it found out about itself."""
    found = _asked(tx, booth_id, message)
    if found is None:
        return STALE
    inspections.change(
        tx, found.id, answered_ms=now_ms, ended_ms=now_ms, verdict=message["verdict"],
        answer=json.dumps(dict(message)),
    )  # fmt: skip
    if found.want == VITALS:
        inspections.drop_older(tx, booth_id, VITALS, than_id=found.id)
    return Heard(changed=True)


def trace(tx: Tx, _ear: Ear, booth_id: str, message: Message, /, *, now_ms: int) -> Heard:
    """A booth tells what its inputs do."""
    found = _asked(tx, booth_id, message)
    if found is None or inspections.has_part(tx, found.id, message["part"]):
        return STALE
    document = json.dumps(dict(message))
    inspections.add_part(tx, found.id, message["part"], heard_ms=now_ms, document=document)
    if found.answered_ms is None:
        inspections.change(tx, found.id, answered_ms=now_ms)
    if message["over"]:
        inspections.change(tx, found.id, ended_ms=now_ms, verdict=DONE)
    return Heard(changed=True)


def _asked(tx: Tx, booth_id: str, message: Message) -> Inspection | None:
    """What it answers, if that still goes on."""
    found = inspections.find(tx, message["n"])
    return found if found and found.booth_id == booth_id and found.goes_on else None
