"""The booth's side of the wire: keeps a session with the broker, and the hub in step with the booth.

Station 3 of the call's way. On each connection: subscribe, presence, hello, then the journal from its
oldest unacknowledged line, and the reported state whenever it is news and as a heartbeat. The
broker's acknowledgement proves nothing: only the hub's own ack takes a line out of the journal.
Whatever arrives on the down topics, this task goes on. It must not know how the line works.
"""

import asyncio
import random

from boothwire import WIRE_VERSION, WireError
from boothwire.messages import DOWN, MESSAGES, decode, encode, is_retained, parse_topic, topic

from booth.inspection import HUB
from booth.mqtt import Lost, Session
from booth.outbox import Outbox

COALESCE_MS = 50  # reported states come no closer than this
RETRY_MS, RETRY_MAX_MS = 500, 15000
LOOK_MS = 250  # the session and the network are looked at so often
GREET_AGAIN_MS = 10000  # a hub that has not answered may have been away


class Link:
    def __init__(self, config, controller, network, about, upkeep):
        self._config = config
        self._key = config["key"]
        self._controller = controller
        self._network = network
        self._about = about  # {"firmware", "board", "reset", "release", "trial"} for the hello
        self._upkeep = upkeep
        self._wake = asyncio.Event()
        self._states = 0
        self._session_now = None  # the session that works
        self._trouble = ""  # why the last one ended or none came about
        self.alive_ms = 0  # when this task last went round

    def wake(self):
        """There may be something to send."""
        self._wake.set()

    async def run(self):
        retry_ms = RETRY_MS
        while True:
            self._alive()
            began_ms = self.alive_ms
            try:
                if await self._network.connect(self._alive):
                    await self._session()
            except Lost as why:
                self._trouble = str(why)
                print("link:", why)
            if self.alive_ms - began_ms > RETRY_MAX_MS:
                retry_ms = RETRY_MS  # it held for a while: not the same trouble again
            # Jitter: a shop's booths must not all knock at once when the broker is back.
            await self._rest(retry_ms // 2 + random.randint(0, retry_ms // 2))
            retry_ms = min(retry_ms * 2, RETRY_MAX_MS)

    async def _session(self):
        broker = self._config["broker"]
        session = Session(self._on_message)
        try:
            await session.open(
                broker["host"],
                broker["port"],
                "%s-%s" % (self._config["shop"], self._config["booth"]),
                will=self.sealed("presence", self._presence(False)),
                user=broker.get("user"),
                password=broker.get("password"),
                ssl=self._config.get("ssl"),
            )
            await self._greet(session)
            self._controller.connected(True)
            self._session_now = session
            await self._keep_in_step(session)
        except Lost:
            if session.fault:
                raise session.fault
            raise
        finally:
            self._session_now = None
            self._controller.connected(False)
            await session.close()

    async def _greet(self, session):
        await session.subscribe([self._topic(kind) for kind in MESSAGES if MESSAGES[kind][0] == DOWN])
        await self._send(session, "presence", self._presence(True))
        await self._send(session, "hello", self._hello())

    async def _keep_in_step(self, session):
        outbox = Outbox(self._controller.journal, self._controller.now_ms())
        heartbeat_ms = self._config["profile"]["heartbeat_s"] * 1000
        greeted_ms, told, told_ms = self.alive_ms, None, 0
        while not session.lost:
            self._alive()
            if not self._network.is_up():
                raise Lost("the network is down")
            self._wake.clear()
            if self._controller.heard_ms is None and self.alive_ms - greeted_ms >= GREET_AGAIN_MS:
                greeted_ms = self.alive_ms
                await self._send(session, "hello", self._hello())
            await self._send_waiting(session, outbox)
            state, quiet_ms = self._controller.state(), self._controller.now_ms() - told_ms
            news = state != told
            if (news and quiet_ms >= COALESCE_MS) or quiet_ms >= heartbeat_ms:
                told, told_ms, news = state, self._controller.now_ms(), False
                await self._send_state(session, state, told_ms)
            await self._pause(COALESCE_MS - quiet_ms if news else LOOK_MS)
        raise Lost(session.lost)

    async def _send_waiting(self, session, outbox):
        for kind, message in outbox.take(self.alive_ms):
            await self._send(session, kind, message)
        for kind, message in self._controller.inspection.take(HUB, self.alive_ms):
            await self._send(session, kind, message)
        want = self._upkeep.wants()
        if want:
            await self._send(session, "want", want)

    async def _pause(self, pause_ms):
        try:
            await asyncio.wait_for_ms(self._wake.wait(), max(pause_ms, 1))
        except asyncio.TimeoutError:
            pass  # time to look again

    async def _rest(self, rest_ms):
        """Wait between two attempts, and show that the wait is meant."""
        while rest_ms > 0:
            self._alive()
            await asyncio.sleep_ms(min(rest_ms, 1000))
            rest_ms -= 1000

    def _alive(self):
        self.alive_ms = self._controller.now_ms()

    # ---- for an inspection

    def facts(self):
        """How the network, the broker and the hub are heard."""
        session, heard_ms = self._session_now, self._controller.heard_ms
        return {
            "profile": self._config["profile"]["name"],
            "wifi": self._network.is_up(),
            "rssi_dbm": self._network.signal_dbm(),
            "tls": self._config["broker"]["tls"],
            "online": session is not None,
            "broker_ms": session.answer_ms if session else None,
            "hub_quiet_s": None if heard_ms is None else (self._controller.now_ms() - heard_ms) // 1000,
            "trouble": self._trouble,
        }

    # ---- up

    def _hello(self):
        booth = self._controller.booth
        hello = {
            "wire": WIRE_VERSION,
            "profile": self._config["profile"]["name"],
            "boot": booth.boot,
            "nonce": booth.nonce,
            "at_ms": self._controller.now_ms(),
            "seq": booth.seq,
            "epoch": booth.epoch,
        }
        hello.update(self._about)
        hello.update(self._controller.oldest())
        return hello

    def _presence(self, online):
        booth = self._controller.booth
        return {"boot": booth.boot, "nonce": booth.nonce, "online": online}

    async def _send_state(self, session, state, at_ms):
        self._states += 1
        message = dict(state)
        message["n"] = self._states
        message["at_ms"] = at_ms
        message["talk_ms"] = self._controller.booth.talk_ms()
        await self._send(session, "state", message, qos=0)  # the next one replaces it

    async def _send(self, session, kind, message, qos=1):
        self._alive()
        name, payload = self.sealed(kind, message)
        await session.publish(name, payload, retain=is_retained(kind), qos=qos)

    def sealed(self, kind, message):
        name = self._topic(kind)
        return name, encode(name, message, self._key)

    def _topic(self, kind):
        return topic(self._config["shop"], self._config["booth"], kind)

    # ---- down

    def _on_message(self, name, payload):
        try:
            message = decode(name, payload, self._key)
            kind = parse_topic(name)[2]
            if MESSAGES[kind][0] != DOWN:
                raise WireError("%s is not said to a booth" % kind)
        except WireError as why:
            print("link: refused", why)
            self._controller.refuse(str(why))
            return
        if self._controller.hear(kind, message):
            self._upkeep.heard(kind, message)
        self.wake()
