"""What is claimed of the circuit: a measured figure and the limits it must keep. Pure.

The documentation's tables and the tests are both made of claims, so neither can say what the other does not.
"""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True)
class Claim:
    what: str
    value: float
    unit: str
    low: float = -inf
    high: float = inf

    @property
    def holds(self) -> bool:
        return self.low <= self.value <= self.high  # nan does not

    @property
    def limits(self) -> str:
        if self.low == -inf:
            return f"at most {self.high:g}"
        return f"at least {self.low:g}" if self.high == inf else f"{self.low:g} to {self.high:g}"

    @property
    def complaint(self) -> str:
        return f"{self.what}: {rounded(self.value)} {self.unit}, must be {self.limits}"

    def row(self) -> str:
        return f"| {self.what} | {rounded(self.value)} {self.unit} | {self.limits} {self.unit} |"


def rounded(value: float) -> str:
    """To two digits: what a simulation with typical parts can promise."""
    return f"{float(f'{value:.2g}'):g}"
