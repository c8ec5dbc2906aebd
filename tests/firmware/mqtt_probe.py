"""Uses booth/mqtt.py against a broker as tests/firmware/test_mqtt.py asks. Runs on MicroPython.

    micropython mqtt_probe.py numbers PORT COUNT      publish 1, 2, ... with QoS 1 through every reconnect,
                                                      until COUNT are acknowledged, the last after a loss
    micropython mqtt_probe.py echo PORT               subscribe, send a message to itself, print what came
    micropython mqtt_probe.py lose PORT KEEPALIVE_S   stay connected until the session is lost
    micropython mqtt_probe.py open PORT               only connect
    micropython mqtt_probe.py open PORT FOLDER        only connect, by TLS with the certificates there

Prints one JSON object; `stall_ms` is the longest time the loop stood still.
"""

import asyncio
import json
import sys
from time import ticks_diff, ticks_ms

from booth import tls
from booth.folder import Folder
from booth.mqtt import Lost, Session

HOST = "127.0.0.1"


class Stall:
    """The longest gap of a task that wants to run every 5 ms."""

    worst_ms = 0

    async def watch(self):
        before = ticks_ms()
        while True:
            await asyncio.sleep_ms(5)
            now = ticks_ms()
            self.worst_ms = max(self.worst_ms, ticks_diff(now, before) - 5)
            before = now


async def numbers(port, count):
    sent = sessions = 0
    is_back = False  # something was acknowledged after a session was lost
    while sent < count or not is_back:
        session = Session(print, patience_s=2)
        try:
            await session.open(HOST, port, "probe", will=("probe/will", b"gone"))
            sessions += 1
            while sent < count or not is_back:
                await session.publish("probe/number", b"%d" % (sent + 1))
                sent += 1
                is_back = sessions > 1
        except Lost:
            await asyncio.sleep_ms(100)
        finally:
            await session.close()
    return {"sent": sent, "sessions": sessions}


async def echo(port):
    heard, arrived = [], asyncio.Event()

    def on_message(topic, payload):
        heard.append([topic, len(payload)])
        if len(heard) == 3:
            arrived.set()

    session = Session(on_message)
    await session.open(HOST, port, "probe")
    await session.subscribe(["probe/+"])
    await session.publish("probe/a", b"")
    await session.publish("probe/b", b"x" * 200, qos=0)
    await session.publish("probe/c", b"y" * 3000)
    await asyncio.wait_for(arrived.wait(), 30)
    await session.close()
    return {"heard": heard}


async def lose(port, keepalive_s):
    session = Session(print, keepalive_s=keepalive_s)
    await session.open(HOST, port, "probe", will=("probe/will", b"gone"))
    await session.publish("probe/here", b"", qos=0)
    began = ticks_ms()
    while not session.lost:
        await asyncio.sleep_ms(10)
    lost_ms = ticks_diff(ticks_ms(), began)
    await session.close()
    return {"lost": session.lost, "lost_ms": lost_ms}


async def connect(port, folder=None):
    session = Session(print, patience_s=1)
    try:
        ssl = tls.context(Folder(folder)) if folder else None
        await session.open(HOST, port, "probe", ssl=ssl)
        await session.publish("probe/here", b"")
    except Lost as why:
        return {"lost": str(why)}
    return {"lost": ""}


async def main():
    deeds = {"numbers": numbers, "echo": echo, "lose": lose, "open": connect}
    stall = Stall()
    watching = asyncio.create_task(stall.watch())
    words = [int(word) if word.isdigit() else word for word in sys.argv[2:]]
    told = await deeds[sys.argv[1]](*words)
    watching.cancel()
    told["stall_ms"] = stall.worst_ms
    print(json.dumps(told))


asyncio.run(main())
