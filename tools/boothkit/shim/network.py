"""`network` for firmware on a desk: one access point that the desk switches on and off."""

from bench import desk

STA_IF = 0


class WLAN:
    def __init__(self, interface):
        self._active = False
        self._asked = False

    def active(self, on):
        self._active = on
        self._asked = self._asked and on

    def connect(self, ssid, password):
        self._asked = True

    def status(self, what):
        return desk.signal_dbm

    def isconnected(self):
        return self._active and self._asked and desk.network_up
