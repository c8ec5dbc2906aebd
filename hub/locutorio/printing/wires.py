"""Wires on which a printer can be talked with: network, serial line, USB.

Each opens when it is made and raises OSError for whatever goes wrong. Must not know what the bytes say.
"""

import socket

import serial

from locutorio.printing.python_escpos import EscposError, Usb

REACHED_S = 3.0
TAKEN_S = 8.0  # all of it, by a printer whose memory is smaller than a picture
A_PIECE = 64  # bytes at most of one answer


class NetworkWire:
    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), REACHED_S)

    def send(self, data: bytes) -> None:
        self._socket.settimeout(TAKEN_S)
        self._socket.sendall(data)

    def receive(self, timeout_s: float) -> bytes:
        self._socket.settimeout(timeout_s)
        return self._socket.recv(A_PIECE)

    def close(self) -> None:
        self._socket.close()


class SerialWire:
    def __init__(self, path: str, baud: int) -> None:
        self._port = serial.Serial(path, baud, exclusive=True)

    def send(self, data: bytes) -> None:
        """Returns when all of it has left, which at 9600 baud takes a second for a thousand letters."""
        self._port.write(data)
        self._port.flush()

    def receive(self, timeout_s: float) -> bytes:
        self._port.timeout = timeout_s
        received: bytes = self._port.read(1)
        if not received:
            raise TimeoutError
        return received

    def close(self) -> None:
        self._port.close()


class UsbWire:
    """By libusb, which answers a missing backend with a ValueError."""

    def __init__(self, vendor: int, product: int) -> None:
        self._usb = Usb(vendor, product, timeout=int(TAKEN_S * 1000))
        try:
            self._usb.open()
        except (ValueError, EscposError) as error:
            raise OSError(str(error)) from error

    def send(self, data: bytes) -> None:
        self._usb._raw(data)

    def receive(self, timeout_s: float) -> bytes:
        return bytes(self._usb.device.read(self._usb.in_ep, A_PIECE, int(timeout_s * 1000)))

    def close(self) -> None:
        self._usb.close()
