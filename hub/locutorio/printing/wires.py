"""Wires on which a printer can be talked with: network and serial line. USB is in usb_wire.py.

Each opens when it is made and raises OSError for whatever goes wrong. Must not know what the bytes say.
"""

import socket

import serial

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
