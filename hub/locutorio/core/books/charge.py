"""A charge as it is kept, and the seal over it. Station 5 of the way of a call.

A charge can be worked out again from its call and tariff version; the seal covers what cannot: when it was
made, and which version it names. Must not know how it was priced.
"""

from dataclasses import asdict, dataclass

from locutorio.core import seal


@dataclass(frozen=True, slots=True)
class Charge:
    """As its columns: `carrier_cost` exact, as text."""

    call_id: int
    tariff_id: int
    answered_at_ms: int
    seconds: int
    destination: str
    cost_minor: int
    detail: str
    at_ms: int
    carrier_cost: str | None
    deck_version_id: int | None

    def seal(self) -> str:
        """Over all of it, by itself: charges have no order that a chain could follow."""
        return seal.seal(seal.FIRST_SEAL, seal.canonical(asdict(self)))
