"""A chain that customers hold in their hands: each paper shows the seal of the receipt before it.

Who changed an old receipt would have to collect all later ones. Days, months and years are closed.
"""

from locutorio.core.fiscal.profile import FiscalProfile, Issuing


def _paper(issuing: Issuing) -> tuple[str, ...]:
    """
    >>> _paper(Issuing(8, "1B3A-0AA1", "Locutorio 0.1.0", 0))
    ('Locutorio 0.1.0', '7: 1B3A-0AA1')
    """
    return (issuing.program, f"{issuing.number - 1}: {issuing.mark_before}")


PROFILE = FiscalProfile("chain", signs=False, closes=("day", "month", "year"), paper=_paper)
