"""The booth's wireless network: the only file that imports `network`.

It must not know what the network is used for.
"""

import asyncio

import network

ATTEMPT_S = 15  # an access point that takes longer is asked anew


class Wifi:
    def __init__(self, settings):
        """`settings` is {"ssid", "password"}."""
        self._settings = settings
        self._station = network.WLAN(network.STA_IF)

    def is_up(self):
        """What the radio believes: it may miss a quiet drop, which the link's pings then find."""
        return self._station.isconnected()

    async def connect(self, alive):
        """Returns when connected, or raises OSError after an attempt in vain. Calls `alive` as it waits."""
        if self.is_up():
            return
        self._station.active(False)  # a radio that got stuck comes free only so
        self._station.active(True)
        if hasattr(network.WLAN, "PM_NONE"):
            self._station.config(pm=network.WLAN.PM_NONE)  # power saving drops the Pico W off the air
        self._station.connect(self._settings["ssid"], self._settings["password"])
        for _ in range(ATTEMPT_S * 10):
            alive()
            if self.is_up():
                return
            await asyncio.sleep_ms(100)
        raise OSError("no wireless network")
