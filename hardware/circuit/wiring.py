"""The board while it is being wired: parts by reference, nets by name. Nobody else fills a SKiDL circuit."""

from hardware.circuit.netlist import Netlist
from hardware.parts.kinds import KINDS, TYPES, Pins
from hardware.parts.skidl_quietly import skidl


class Wiring:
    def __init__(self) -> None:
        self.circuit = skidl.Circuit()
        self._kinds: dict[str, str] = {}
        # SKiDL looks pins up by patterns, in which a name like IN+ means something else.
        self._pins: dict[str, skidl.Pin] = {}
        self._nets: dict[str, skidl.Net] = {}

    def add(self, kind: str, *references: str, pins: Pins | None = None) -> None:
        """Parts of one kind; `pins` only for what KINDS does not know, a controller's module."""
        for reference in references:
            if reference in self._kinds:
                raise ValueError(f"{reference} is on the board twice")
            self._kinds[reference] = kind
            self._add(kind, reference, KINDS[kind] if pins is None else pins)

    def _add(self, kind: str, reference: str, pins: Pins) -> None:
        made = [
            skidl.Pin(num=name, name=name, func=skidl.Pin.types[TYPES[type_]]) for name, type_ in pins.items()
        ]
        prefix = reference.rstrip("0123456789")
        # A tag of its own keeps the netlist the same from run to run.
        part = skidl.Part(
            tool=skidl.SKIDL,
            name=kind,
            ref=reference,
            tag=reference,
            ref_prefix=prefix,
            pins=made,
            circuit=self.circuit,
        )
        for pin in part.pins:
            self._pins[f"{reference}.{pin.num}"] = pin
            if pins[pin.num] == "x":
                self.circuit.NC += pin

    def pin(self, name: str) -> skidl.Pin:
        """A pin by reference and name: R4.1."""
        if name not in self._pins:
            raise ValueError(f"there is no pin {name}")
        return self._pins[name]

    def net(self, name: str) -> skidl.Net:
        if name not in self._nets:
            self._nets[name] = skidl.Net(name, circuit=self.circuit)
        return self._nets[name]

    def wire(self, net: str, *pins: str) -> None:
        """Put pins on the net of that name; what is there already stays."""
        self.net(net).connect(*(self.pin(pin) for pin in pins))

    def netlist(self) -> Netlist:
        nets = {
            name: frozenset((pin.part.ref, pin.num) for pin in net.pins) for name, net in self._nets.items()
        }
        return Netlist(dict(self._kinds), {name: pins for name, pins in nets.items() if pins})
