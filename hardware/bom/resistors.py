"""Part numbers of ordinary resistors from their values: 1206, 1 %, 0.25 W. Two makers, two spellings."""

SIZES = ((1e6, "M"), (1e3, "K"), (1, "R"))


def yageo(ohm: float) -> str:
    """RC1206FR-07 and the value as people write it: 4K7, 10K, 1M2."""
    scale, letter = _scale(ohm)
    whole, _, rest = f"{ohm / scale:g}".partition(".")
    return f"RC1206FR-07{whole}{letter}{rest}L"


def vishay(ohm: float) -> str:
    """CRCW1206 and three digits with the letter in the decimal point's place: 4K70, 10K0, 1M20."""
    scale, letter = _scale(ohm)
    digits = f"{ohm / scale:.2f}"[:4].rstrip(".")
    return f"CRCW1206{digits.replace('.', letter) if '.' in digits else digits + letter}FKEA"


def _scale(ohm: float) -> tuple[float, str]:
    return next((scale, letter) for scale, letter in SIZES if ohm >= scale)
