"""Electrical rules: SKiDL's own check, with its warnings as fatal as its errors."""

import logging

from hardware.circuit.wiring import Wiring
from hardware.parts.skidl_quietly import erc_logger


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.said.add(record.getMessage())


def broken_rules(w: Wiring) -> list[str]:
    listener = _Listener()
    kept, erc_logger.handlers = erc_logger.handlers, [listener]
    try:
        w.circuit.ERC()
    finally:
        erc_logger.handlers = kept
    return sorted(listener.said)
