"""Groups of countries that shops price alike, for owners to choose from. Stations 5 and 6.

A package that names one keeps its countries written out, so a change here never changes a price. Must
not know packages.
"""

from collections.abc import Mapping

GROUPS: Mapping[str, tuple[str, ...]] = {
    "US & Canada": ("US", "CA"),
    "EU": (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT",
        "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ),
    "Maghreb": ("DZ", "LY", "MA", "MR", "TN"),
    "West Africa": (
        "BF", "BJ", "CI", "CV", "GH", "GM", "GN", "GW", "LR", "ML", "MR", "NE", "NG", "SL", "SN", "TG",
    ),
    "Latin America": (
        "AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "PY",
        "SV", "UY", "VE",
    ),
    "Caribbean": (
        "AG", "AI", "AW", "BB", "BL", "BQ", "BS", "CU", "CW", "DM", "DO", "GD", "GP", "HT", "JM", "KN", "KY",
        "LC", "MF", "MQ", "MS", "PR", "SX", "TC", "TT", "VC", "VG", "VI",
    ),
    "Gulf": ("AE", "BH", "KW", "OM", "QA", "SA"),
    "South Asia": ("BD", "IN", "LK", "NP", "PK"),
}  # fmt: skip
