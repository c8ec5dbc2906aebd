"""Payloads as faults and attackers make them: good messages cut, spliced, respelt and signed again.

Most are signed after the spoiling, as by somebody who holds a key, so that they reach the JSON reader and
the checkers; an unsigned one never gets past the first lines of decode.
"""

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any

from boothwire.mac import sign
from boothwire.messages import encode, topic
from fuzz_decode import KEY

TOKENS = (
    b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b" ", b"-", b"0", b'""', b"{}", b"[]", b'"n":',
    b"1e9", b"1E400", b"NaN", b"0.0", b"null", b"true", b"9007199254740992", b"9" * 400, b"\\u0000",
    b"\\ud800", b"\\u00e9", b"\x00", b"\xff", b"\xc3\xa9", b'{"a":' * 60, b"[" * 200, b"[" * 3000,
)  # fmt: skip


def cases(count: int, seed: int, good: Sequence[dict[str, Any]]) -> Iterator[tuple[str, bytes]]:
    """`good`: golden cases with "topic" and "message"."""
    chance = random.Random(seed)
    for _ in range(count):
        case = chance.choice(good)
        name = case["topic"]
        body = bytearray(encode(name, changed(chance, case["message"]), KEY)[65:])
        for _ in range(chance.choice((0, 1, 1, 1, 2, 5))):
            spoil(chance, body)
        if chance.random() < 0.1:
            name = topic("barri", "booth-1", chance.choice(("ack", "record", "grant", "alarm")))
        payload = sign(KEY, name, bytes(body)).encode() + b" " + bytes(body)
        if chance.random() < 0.1:
            payload = payload[: chance.randrange(len(payload))]
        yield name, payload


def changed(chance: random.Random, message: dict[str, Any]) -> dict[str, Any]:
    """Still a good message: a number is another number."""
    numbers = [field for field, value in message.items() if type(value) is int]
    return message | {chance.choice(numbers): chance.choice((0, 1, 255, 2**31, 2**53 - 1))}


def spoil(chance: random.Random, body: bytearray) -> None:
    place = chance.randrange(len(body) + 1)
    act = chance.randrange(5)
    if act == 0:
        body[place:place] = chance.choice(TOKENS)
    elif act == 1:
        del body[place : place + chance.choice((1, 1, 2, 10, 400))]
    elif act == 2:
        body[place : place + 1] = bytes([chance.randrange(256)])
    elif act == 3:
        begin = chance.randrange(len(body) + 1)
        body[place:place] = body[begin : begin + chance.randrange(60)]
    else:
        respell(chance, body)


def respell(chance: random.Random, body: bytearray) -> None:
    """Other JSON of the same content, or of one value more or less."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return
    if type(document) is not dict or not document:
        return
    field = chance.choice(sorted(document))
    act = chance.randrange(4)
    if act == 0:
        document[field] = chance.choice((None, True, 1.0, -1, "", [], {}, [[]], "112", 2**64, {"nonce": 1}))
    elif act == 1:
        document[field + " "] = document.pop(field)
    elif act == 2:
        document = dict(sorted(document.items()))
    body[:] = json.dumps(document, separators=chance.choice(((",", ":"), (", ", ": ")))).encode()
