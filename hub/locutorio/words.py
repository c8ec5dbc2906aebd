"""The shop's words on paper: texts, money, dates and durations in one language and one time zone.

A small leaf beside the layers: printing uses it, the panel's pages have the same catalogue through
Flask. Message ids are the English texts, so that a language without a catalogue still reads as English.
Must not know receipts, pages or columns.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta, get_timezone_gmt
from babel.numbers import format_currency, format_decimal, format_percent
from babel.support import NullTranslations, Translations

LOCALES = Path(__file__).parent / "locales"
# Figures and names of countries as where its catalogue's words are spoken: a bare "pt" would be Brazil's.
REGIONS = {"pt": "pt_PT"}


@cache
def _locale(language: str) -> Locale:
    """The locale of "fr", "pt-BR" or "pt_BR"; English for a language nobody knows."""
    try:
        return Locale.parse(REGIONS.get(language, language).replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


@cache
def _catalogue(language: str) -> NullTranslations:
    locale = _locale(language)
    return Translations.load(str(LOCALES), [str(locale), locale.language])


class Words:
    """Everything a text needs to be told in `language` (as in "fr") and `timezone` (an IANA name)."""

    def __init__(self, language: str, timezone: str) -> None:
        self._locale = _locale(language)
        self._catalogue = _catalogue(language)
        self._zone = ZoneInfo(timezone)

    @property
    def right_to_left(self) -> bool:
        return self._locale.character_order == "right-to-left"

    def gettext(self, message: str, **values: object) -> str:
        """`message` translated, its `%(name)s` filled from `values`."""
        text: str = self._catalogue.gettext(message)
        return text % values if values else text

    def money(self, amount_minor: int, currency: str, decimals: int) -> str:
        """The amount with as many decimals as the shop's currency has, whatever the locale's habit."""
        pattern = self._locale.currency_formats["standard"].pattern
        fraction = "." + "0" * decimals if decimals else ""
        pattern = re.sub(r"0\.0+", "0" + fraction, pattern)
        amount = Decimal(amount_minor).scaleb(-decimals)
        text = format_currency(amount, currency, pattern, self._locale, currency_digits=False)
        return re.sub(r"(?<=[^\W\d])(?=\d)", "\u00a0", text)  # a currency of letters stands apart: CZK 5.00

    def number(self, amount: Fraction, *, least: int, most: int) -> str:
        """`amount` with `least` decimals, and more, up to `most`, where it has them."""
        shown = Decimal(round(amount * 10**most)).scaleb(-most)
        return format_decimal(shown, "0." + "0" * least + "#" * (most - least), self._locale)

    def percent(self, percent: Decimal) -> str:
        """A rate of 5.5 percent, as "5.5%" or "5,5 %"."""
        return format_percent(percent / 100, locale=self._locale, decimal_quantization=False)

    def duration(self, seconds: int) -> str:
        """hh:mm:ss, as call shops write it in every language."""
        minutes, rest = divmod(seconds, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"

    def span(self, seconds: int) -> str:
        """Of a length of time the greatest unit: "3 days"."""
        return format_timedelta(seconds, granularity="minute", threshold=1.5, locale=self._locale)

    def date(self, at_ms: int) -> str:
        return format_date(self._local(at_ms), "medium", self._locale)

    def time(self, at_ms: int) -> str:
        """Hours and minutes; always of 24 hours, so that it is as short and clear in each language."""
        return format_time(self._local(at_ms), "HH:mm", locale=self._locale)

    def exact_time(self, at_ms: int) -> str:
        return format_time(self._local(at_ms), "HH:mm:ss", locale=self._locale)

    def seconds(self, duration_ms: int) -> str:
        """Seconds and tenths: "8.2"."""
        return format_decimal(Decimal(duration_ms // 100).scaleb(-1), "0.0", self._locale)

    def offset(self, at_ms: int) -> str:
        """How far the shop's clock was from UTC at that moment: "UTC+01:00"."""
        return "UTC" + get_timezone_gmt(self._local(at_ms), "iso8601", self._locale)

    def weekday(self, day: int) -> str:
        """The short name of a day of the week, 1 = Monday."""
        name: str = self._locale.days["stand-alone"]["abbreviated"][day - 1]
        return name

    def country(self, code: str) -> str:
        """The name of a country by its ISO code; the code itself if it has no name."""
        name: str = self._locale.territories.get(code, code)
        return name

    def _local(self, at_ms: int) -> datetime:
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self._zone)
