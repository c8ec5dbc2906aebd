"""Why a row of a carrier's sheet was not taken, and what was done with others, in words. Before station 5.

A reason has a code; its sentence says what to do and takes the facts of the case as `%(name)s`. The English
sentences are what other languages translate. Must not know how rows are read.
"""

import dataclasses
from dataclasses import dataclass


def later(text: str) -> str:
    """Marks a text that is told in the reader's language when somebody reads it."""
    return text


MOST_SHOWN = 60

REASONS = {
    "absurd_price": later(
        "%(price)s a minute is over %(times)s times the usual price here. Check the decimal mark."
    ),
    "above_rejected": later("It only adds codes to line %(above)s, which could not be read."),
    "amount_unclear": later(
        "“%(text)s” may be a thousand or a fraction: this sheet writes both 0.5 and 0,5. Add a decimal."
    ),
    "bad_amount": later("“%(text)s” is not an amount. Write a number, as in 0.012."),
    "bad_code": later("“%(text)s” is not a prefix. Write digits only, beginning with the country code."),
    "bad_date": later("“%(text)s” is not a date. Write it as year-month-day."),
    "bad_increments": later("“%(text)s” are no increments. Write seconds, as in 60/1."),
    "bad_range": later("“%(text)s” is not a clear range. Write both ends in full, the lower first."),
    "code_abbreviated": later(
        "“%(text)s”: %(code)s is another country. If it is only the end of a code, write each code in full."
    ),
    "code_spaces": later("“%(text)s” may be one code or several. Put commas between codes, or no spaces."),
    "code_thousands": later(
        "“%(text)s” may be one code with a thousands mark or several codes. Write it without, or with “; ”."
    ),
    "duplicate": later(
        "Lines %(lines)s give different prices for %(prefix)s. Leave the right one, take the others out."
    ),
    "ends_before": later("It ends before it begins. Check both dates."),
    "increments_date": later(
        "The spreadsheet has made a date of these increments. Make the column text, write them again."
    ),
    "long_code": later("“%(text)s” is longer than any number. Check for a missing comma."),
    "negative": later("A price is nothing or more, not %(text)s."),
    "no_code": later("It has a price and no prefix. Write the prefix, or take the row out."),
    "no_country": later("No country has the code that %(code)s begins with."),
    "no_price": later("It has a prefix and no price. Write one, or say that it is blocked."),
    "scientific": later(
        "The spreadsheet has shortened this number to %(text)s: digits are lost. Write it anew, as text."
    ),
    "trunk_zero": later(
        "%(code)s: the 0 that is dialled within the country does not belong behind the country code."
    ),
    "zero_in_front": later("“%(text)s”: write it with the country code and no 0 in front."),
    "wide_range": later("“%(text)s” are more than %(most)s codes. Give a shorter prefix instead."),
}

NOTES = {
    "already_ended": later("Rows that have ended already were left out."),
    "country_above": later("The country code is blank there: the one above counts."),
    "currency": later("Amounts are marked %(words)s."),
    "forbidden": later("These are blocked: such calls will not be put through."),
    "free": later("The carrier asks nothing for these."),
    "merged": later("Given more than once with the same price: taken once."),
    "past_date": later("Their date has passed: they hold from now on."),
    "superseded": later("A later row for the same prefix is in force already: that one counts."),
    "text_only": later("Rows without code and price were passed over."),
    "unknown_status": later("The status says nothing known and was passed over: %(words)s."),
}


def shown(text: str) -> str:
    """As much of a cell as a sentence bears."""
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


class Unreadable(Exception):
    """A cell does not say what it should; caught where its row is read.

    `field`: the role of the cell's column, `cell`: all it says; put in where they are known.
    """

    field = ""
    cell = ""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = {name: shown(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was not taken: of `line` as the spreadsheet counts, because of `text` in the column of that role
    (`field`, "" = the row as a whole)."""

    line: int
    field: str
    text: str
    reason: str
    facts: dict[str, object] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return REASONS[self.reason] % self.facts


@dataclass(frozen=True, slots=True)
class Note:
    """What was done with `lines` of its own accord, for people to know."""

    code: str
    lines: tuple[int, ...]
    facts: dict[str, object] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> str:
        return NOTES[self.code] % self.facts
