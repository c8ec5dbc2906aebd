"""The booth's wireless network: the only file that imports `network`.

It must not know what the network is used for.
"""

import asyncio

import network

ATTEMPT_MS = 15000  # an access point that takes longer is asked anew
LOOK_MS = 100


class Wifi:
    def __init__(self, settings):
        """`settings` is {"ssid", "password"}."""
        self._settings = settings
        self._station = network.WLAN(network.STA_IF)

    def is_up(self):
        """What the radio believes: it may miss a quiet drop, which the link's pings then find."""
        return self._station.isconnected()

    def signal_dbm(self):
        """How well the access point is heard; None while it is not."""
        try:
            return self._station.status("rssi") if self.is_up() else None
        except (OSError, ValueError):
            return None  # the radio is busy

    async def connect(self, alive):
        """Whether the network is there, after at most one attempt. Calls `alive` while it waits."""
        if not self.is_up():
            try:
                self._ask()
            except OSError as why:  # some radios raise while they are busy: no reason to end a call
                print("wifi:", why)
            waited_ms = 0
            while not self.is_up() and waited_ms < ATTEMPT_MS:
                alive()
                await asyncio.sleep_ms(LOOK_MS)
                waited_ms += LOOK_MS
        return self.is_up()

    def _ask(self):
        self._station.active(False)  # a radio that got stuck comes free only so
        self._station.active(True)
        if hasattr(network.WLAN, "PM_NONE"):
            self._station.config(pm=network.WLAN.PM_NONE)  # power saving drops the Pico W off the air
        self._station.connect(self._settings["ssid"], self._settings["password"])
