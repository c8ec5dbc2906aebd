"""France: chained and signed, closed by the day, month and year with a perpetual total.

docs/fiscal.md says where each of the four words of the law is met, and what is not claimed.
"""

from locutorio.core.fiscal.profile import FiscalProfile, Issuing


def _paper(issuing: Issuing) -> tuple[str, ...]:
    """In the language of the law, whatever that of the receipt.

    >>> _paper(Issuing(8, "1B3A-0AA1", "Locutorio 0.1.0", 2))
    ('Logiciel Locutorio 0.1.0', 'Ticket 7 : 1B3A-0AA1', 'Signé, clé 2')
    """
    before = f"Ticket {issuing.number - 1} : {issuing.mark_before}"
    return (f"Logiciel {issuing.program}", before, f"Signé, clé {issuing.key_version}")


PROFILE = FiscalProfile("france", signs=True, closes=("day", "month", "year"), paper=_paper)
