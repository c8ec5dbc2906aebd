"""The virtual printer at the end of a USB cable: what libusb would reach, without a bus."""

import socket
from array import array
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import usb.backend
import usb.core

VENDOR, PRODUCT = 0x04B8, 0x0E15
LISTENS, ANSWERS = 0x03, 0x81


class UsbBeside(usb.backend.IBackend):
    """A device of two interfaces, the second of which prints; the system's driver holds it until asked."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._link: socket.socket | None = None
        self.driver_holds = True
        self.claimed: set[int] = set()

    def enumerate_devices(self) -> Iterator[str]:
        yield "printer"

    def get_parent(self, dev: str) -> None:
        return None

    def get_device_descriptor(self, dev: str) -> Any:
        return SimpleNamespace(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=VENDOR, idProduct=PRODUCT, bcdDevice=0x100,
            iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1, address=1, bus=1,
            port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: str, config: int) -> Any:
        return SimpleNamespace(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=2, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=b"",
        )  # fmt: skip

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> Any:
        if intf > 1 or alt > 0:
            raise IndexError(intf)
        return SimpleNamespace(
            bLength=9, bDescriptorType=4, bInterfaceNumber=intf, bAlternateSetting=0,
            bNumEndpoints=2 if intf else 0, bInterfaceClass=7 if intf else 0xFF, bInterfaceSubClass=1,
            bInterfaceProtocol=2, iInterface=0, extra_descriptors=b"",
        )  # fmt: skip

    def get_endpoint_descriptor(self, dev: str, ep: int, intf: int, alt: int, config: int) -> Any:
        return SimpleNamespace(
            bLength=7, bDescriptorType=5, bEndpointAddress=(LISTENS, ANSWERS)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=b"",
        )  # fmt: skip

    def open_device(self, dev: str) -> str:
        self._link = socket.create_connection(("127.0.0.1", self._port))
        return dev

    def close_device(self, dev_handle: str) -> None:
        if self._link is not None:
            self._link.close()

    def get_configuration(self, dev_handle: str) -> int:
        return 1

    def is_kernel_driver_active(self, dev_handle: str, intf: int) -> bool:
        return self.driver_holds

    def detach_kernel_driver(self, dev_handle: str, intf: int) -> None:
        self.driver_holds = False

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        assert not self.driver_holds, "the system's driver holds it"
        self.claimed.add(intf)

    def release_interface(self, dev_handle: str, intf: int) -> None:
        self.claimed.discard(intf)

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: array, timeout: int) -> int:
        assert (ep, intf) == (LISTENS, 1)
        self._link.sendall(data.tobytes())
        return len(data)

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: array, timeout: int) -> int:
        assert (ep, intf) == (ANSWERS, 1)
        self._link.settimeout(timeout / 1000)
        try:
            received = self._link.recv(len(buff))
        except TimeoutError:
            raise usb.core.USBTimeoutError("Operation timed out") from None
        buff[: len(received)] = array("B", received)
        return len(received)
