"""A printer at the end of a USB cable, talked with past the system's own driver.

Models differ in where they listen and answer; each says so itself. Raises OSError for whatever goes wrong.
Must not know what the bytes say.
"""

from typing import Any

import usb.core
import usb.util

PRINTER_CLASS = 7
TAKEN_S = 8.0
A_PIECE = 64  # bytes at most of one answer


class UsbWire:
    """`backend`: what reaches the bus, None = libusb as the system has it."""

    def __init__(self, vendor: int, product: int, *, backend: Any = None) -> None:
        try:
            self._device = usb.core.find(idVendor=vendor, idProduct=product, backend=backend)
        except usb.core.NoBackendError as error:
            raise OSError(f"{error}: install libusb") from error
        if self._device is None:
            raise OSError("no such device on the bus")
        interface = self._printing_interface()
        self._claim(interface.bInterfaceNumber)
        self._out = _endpoint(interface, usb.util.ENDPOINT_OUT)
        self._in = _endpoint(interface, usb.util.ENDPOINT_IN)

    def _printing_interface(self) -> Any:
        for interface in self._device.get_active_configuration():
            if interface.bInterfaceClass == PRINTER_CLASS:
                return interface
        raise OSError("this device is no printer")

    def _claim(self, number: int) -> None:
        if self._device.is_kernel_driver_active(number):
            self._device.detach_kernel_driver(number)
        usb.util.claim_interface(self._device, number)

    def send(self, data: bytes) -> None:
        self._out.write(data, int(TAKEN_S * 1000))

    def receive(self, timeout_s: float) -> bytes:
        if self._in is None:
            raise OSError("this printer only listens")
        try:
            return bytes(self._in.read(A_PIECE, int(timeout_s * 1000)))
        except usb.core.USBTimeoutError as error:
            raise TimeoutError from error

    def close(self) -> None:
        usb.util.dispose_resources(self._device)


def _endpoint(interface: Any, direction: int) -> Any:
    """Where it listens or answers; None: it does not."""
    return next(
        (end for end in interface if usb.util.endpoint_direction(end.bEndpointAddress) == direction), None
    )
