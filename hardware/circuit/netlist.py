"""A netlist as plain data: what the checks, the drawing and the parts list read. It must not know SKiDL."""

from dataclasses import dataclass

Pin = tuple[str, str]  # reference, pin name


@dataclass(frozen=True)
class Netlist:
    parts: dict[str, str]  # reference: kind
    nets: dict[str, frozenset[Pin]]

    def net_of(self) -> dict[Pin, str]:
        return {pin: name for name, pins in self.nets.items() for pin in pins}

    def where(self, reference: str) -> dict[str, str]:
        """The nets of one part: {pin: net}."""
        return {name: net for (ref, name), net in self.net_of().items() if ref == reference}


def spoken(pin: Pin) -> str:
    return ".".join(pin)
