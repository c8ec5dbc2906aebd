"""From a topic to the use case that takes its message. Station 4 of the way of a call.

Whatever is wrong with a message ends as a sentence in the quarantine; nothing here is fatal.
"""

from dataclasses import replace
from typing import Protocol

from boothwire import WIRE_VERSION, WireError
from boothwire.messages import ROOT, decode, parse_topic

from locutorio.core.alarm import FORGED, Alarm
from locutorio.desk import inspection_wire, problems, raise_alarm, record, report, updates
from locutorio.desk.heard import Ear, Heard, Message
from locutorio.ingest.inbound import Inbound
from locutorio.ingest.keyring import Keyring
from locutorio.store.engine import Tx


class Handler(Protocol):
    def __call__(self, tx: Tx, ear: Ear, booth_id: str, message: Message, /, *, now_ms: int) -> Heard: ...


HANDLERS: dict[str, Handler] = {
    "hello": report.hello,
    "presence": report.presence,
    "state": report.state,
    "record": record.record,
    "alarm": raise_alarm.alarm,
    "want": updates.want,
    "checkup": inspection_wire.checkup,
    "trace": inspection_wire.trace,
}


class Routes:
    def __init__(self, ear: Ear, keyring: Keyring) -> None:
        self._ear = ear
        self._keyring = keyring

    def take(self, tx: Tx, inbound: Inbound) -> tuple[str, Heard]:
        """Take a message, or put it aside: the booth it is from ("" = none of ours), and what came of it."""
        booth_id, heard = self._heard(tx, inbound)
        if heard.refused:
            problems.put_aside(
                tx,
                topic=inbound.topic,
                payload=inbound.payload,
                reason=heard.refused,
                now_ms=inbound.received_ms,
            )
        return booth_id, heard

    def _heard(self, tx: Tx, inbound: Inbound) -> tuple[str, Heard]:
        try:
            _, booth_id, kind = parse_topic(inbound.topic)
        except WireError as error:
            return self._foreign(tx, inbound, str(error))
        key = self._keyring.get(booth_id)
        if key is None:
            return "", Heard(refused=f"there is no booth {booth_id}")
        handler = HANDLERS.get(kind)
        if handler is None:
            return "", Heard(refused=f"{kind} is not for the hub")
        try:
            message = decode(inbound.topic, inbound.payload, key)
        except WireError as error:
            forged = Alarm(FORGED, detail=str(error))
            told = raise_alarm.raise_now_and_then(tx, booth_id, forged, now_ms=inbound.received_ms)
            return booth_id, Heard(changed=told, refused=str(error))
        return booth_id, handler(tx, self._ear, booth_id, message, now_ms=inbound.received_ms)

    def _foreign(self, tx: Tx, inbound: Inbound, reason: str) -> tuple[str, Heard]:
        """Not a topic of ours. If it is one of another version of the wire, the booth needs flashing."""
        parts = inbound.topic.split("/")
        other_version = len(parts) == 5 and parts[0] == ROOT and parts[1] != str(WIRE_VERSION)
        if not other_version or self._keyring.get(parts[3]) is None:
            return "", Heard(refused=reason)
        heard = report.foreign_version(tx, parts[3], now_ms=inbound.received_ms)
        return parts[3], replace(heard, refused=reason)
