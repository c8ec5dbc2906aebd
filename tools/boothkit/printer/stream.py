"""Bytes as they arrive at the printer, and the complaint about those it does not understand."""


class UnknownCommandError(ValueError):
    """Bytes this printer does not understand."""


class IncompleteError(Exception):
    """The rest of the command is still on its way."""


class Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        piece = self.data[self.at : self.at + count]
        if len(piece) < count:
            raise IncompleteError
        self.at += count
        return piece

    def number(self, size: int = 1) -> int:
        return int.from_bytes(self.take(size), "little")

    def choice(self, choices: tuple, command: str):
        """One of `choices` by its index; ESC/POS counts from 0 or from the digit 0."""
        index = self.number()
        index -= 0x30 if index >= 0x30 else 0
        if index >= len(choices):
            raise UnknownCommandError(f"{command} has no choice {index}")
        return choices[index]
