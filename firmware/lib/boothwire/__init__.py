"""What booth and hub agree on: topics, messages, signatures and the price meter.

The same files run on the controller (MicroPython) and on the hub (CPython), so they keep to what both
understand: no dataclasses, enum, typing or match at run time, no reliance on the order of a dict.
This package knows nothing of sockets, pins, databases or clocks.
"""

WIRE_VERSION = 1


class WireError(ValueError):
    """A topic or payload that is not to the letter; the text says what is wrong with it."""
