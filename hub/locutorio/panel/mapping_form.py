"""Which column of a sheet is what, as the owner has chosen it: from the fields of the form to a mapping.

Fields: `column`, one for each column; `header_line`, `decimal_mark`, `date_form`, `price_per_s`, `in_cents`,
`first_s`, `next_s`. They stand in the address, so that a reload reads the sheet the same way.
"""

from dataclasses import replace

from werkzeug.datastructures import MultiDict

from locutorio.core.imports import ROLES, Grid, Mapping, with_header
from locutorio.core.imports.mapping import CHOICES
from locutorio.panel.language import later

ROLE_WORDS = {
    "": later("– left out –"),
    "prefix": later("Prefix"),
    "country_code": later("Country code"),
    "label": later("Destination"),
    "price": later("Price"),
    "connect_fee": later("Connect fee"),
    "increments": later("Increments, like 60/1"),
    "first_s": later("First increment, seconds"),
    "next_s": later("Further increments, seconds"),
    "valid_from": later("Valid from"),
    "valid_until": later("Valid until"),
    "status": later("Status"),
}
BASIS_WORDS = {"header": later("by its heading"), "cells": later("by its cells")}
DOUBTS = {
    "decimal_mark": later("The sheet leaves open which mark is the decimal one. Look at the prices below."),
    "date_form": later("The sheet leaves open whether its dates begin with the day or the month. Look."),
}
SECONDS_MAX = 3600


def mapping_of(fields: MultiDict[str, str], start: Mapping, grid: Grid) -> Mapping:
    """`start` with what is chosen instead; what makes no sense stays as it was."""
    if "column" not in fields:
        return start
    line = whole(fields.get("header_line"), start.header_line, range(len(grid.rows) + 1))
    seconds = range(1, SECONDS_MAX + 1)
    return replace(
        with_header(start, grid, line) if line != start.header_line else start,
        columns=tuple(role if role in ROLES else "" for role in fields.getlist("column")),
        decimal_mark=one_of(fields, "decimal_mark", start.decimal_mark),
        date_form=one_of(fields, "date_form", start.date_form),
        price_per_s=int(one_of(fields, "price_per_s", str(start.price_per_s))),
        in_cents="in_cents" in fields,
        first_s=whole(fields.get("first_s"), start.first_s, seconds),
        next_s=whole(fields.get("next_s"), start.next_s, seconds),
    )


def one_of(fields: MultiDict[str, str], name: str, otherwise: str) -> str:
    typed = fields.get(name, "")
    return typed if typed in map(str, CHOICES[name]) else otherwise


def whole(typed: str | None, otherwise: int, allowed: range) -> int:
    typed = (typed or "").strip()
    return int(typed) if typed.isdecimal() and int(typed) in allowed else otherwise
