"""Electrical rules: SKiDL's own check, with its warnings as fatal as its errors."""

import logging
import re

from hardware.circuit.wiring import Wiring
from hardware.parts.skidl_quietly import erc_logger

CONFLICT = re.compile(r"(Pin conflict on net [^,]+), (.*) <==> (.*) \(.*\)")


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.said.add(CONFLICT.sub(_in_order, record.getMessage()))


def _in_order(match: re.Match[str]) -> str:
    """Which of two pins in conflict comes first changes from run to run."""
    return f"{match[1]}: " + " against ".join(sorted((match[2], match[3])))


def broken_rules(w: Wiring) -> list[str]:
    listener = _Listener()
    kept, erc_logger.handlers = erc_logger.handlers, [listener]
    try:
        w.circuit.ERC()
    finally:
        erc_logger.handlers = kept
    return sorted(listener.said)
