"""A recipe as a form: every value in a field named by its place, and the recipe made of the fields again.

Both ways without loss, also of what the editor has no field for. What cannot be read is kept as typed and
said at its field. Must not know what a recipe means: core.package does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from werkzeug.datastructures import MultiDict

from locutorio.core.document import DocumentError
from locutorio.core.errors import ShopError
from locutorio.core.package import PackageError
from locutorio.panel.package_fields import KEPT, KINDS, NothingNamed, kind_of

RULE = re.compile(r"rules\[(\d{1,4})\]\.(.+)")
STEP = re.compile(r"([^.\[]+)(?:\[(\d{1,3})\])?")
INNERMOST = re.compile(r"(^|\.)[^.\[]*$|\[\d+\]$")
ABOUT = ("countries", "group", "prefixes")  # what a rule can be about; else everywhere
UNSEEN = re.compile(r"name|currency|timezone|terms\.(label|priority|forbidden|hidden|premium|period\..+)")
WHOLE = ("groups",)  # one field holds all of it


class BadRecipe(ShopError):
    """What the recipe's own reader found, in its words."""

    code = "bad_recipe"


@dataclass
class PackageForm:
    """`typed` by place; `wrong` says what could not be read, by place, "" = of no field."""

    typed: dict[str, str]
    language: str
    wrong: dict[str, ShopError] = field(default_factory=dict)

    @classmethod
    def of_document(cls, document: Mapping[str, Any], language: str) -> "PackageForm":
        return cls(
            {place: kind_of(place).write(value, language) for place, value in leaves(document)}, language
        )

    @classmethod
    def of_fields(cls, fields: MultiDict[str, str], language: str) -> "PackageForm":
        """What a browser sent. Days that are ticked come one by one; what a rule is about comes as a kind
        and a text. A rule nobody wrote anything into is none."""
        typed = {name: ",".join(values) for name, values in fields.lists() if is_place(name)}
        for place in [place for place in typed if place.endswith(".where")]:
            kind, text = typed.pop(place), typed.pop(f"{place}.text", "")
            if kind in ABOUT:
                typed[f"{place}.{kind}"] = text
        return cls(in_a_row(typed), language)

    @property
    def rules(self) -> list[str]:
        """The beginning of each rule's places: "rules[0]", …"""
        return [f"rules[{number}]" for number in rule_numbers(self.typed)]

    def text(self, place: str, default: str = "") -> str:
        return self.typed.get(place, default)

    def about(self, rule: str) -> tuple[str, str]:
        """What a rule is about, one of ABOUT or "", and the text that names it."""
        for kind in ABOUT:
            if f"{rule}.where.{kind}" in self.typed:
                return kind, self.typed[f"{rule}.where.{kind}"]
        return "", ""

    def has_any(self, start: str, names: list[str]) -> bool:
        """Whether something is written, or wrong, in one of these fields."""
        places = {f"{start}.{name}" for name in names}
        return any(self.typed.get(place) or place in self.wrong for place in places)

    def wrong_at(self, place: str) -> ShopError | None:
        """What is wrong at a field, or at one that it stands for."""
        return next(
            (error for at, error in self.wrong.items() if at == place or at.startswith(f"{place}.")), None
        )

    def is_wrong(self, start: str) -> bool:
        """Whether something is wrong in the rule, or below it."""
        return any(at == start or at.startswith(f"{start}.") for at in self.wrong)

    @property
    def carried(self) -> list[str]:
        """The places the editor shows no field for: they go with the form unseen."""
        return [place for place in self.typed if kind_of(place) is KEPT or UNSEEN.fullmatch(place)]

    def with_rule(self) -> "PackageForm":
        return PackageForm(self.typed | {f"rules[{len(self.rules)}].price": ""}, self.language)

    def without_rule(self, rule: str) -> "PackageForm":
        left = {place: text for place, text in self.typed.items() if not place.startswith(f"{rule}.")}
        return PackageForm(in_a_row(left), self.language)

    def document(self) -> dict[str, Any]:
        """The recipe; what cannot be read is left out of it and told in `wrong`."""
        document: dict[str, Any] = {"rules": []}
        for place, typed in self.typed.items():
            try:
                if typed.strip():
                    put(document, place, kind_of(place).read(typed, self.language))
                elif ".where." in place:
                    raise NothingNamed("say which, or choose everywhere")
            except ShopError as error:
                self.wrong[place] = error
            except ValueError:
                self.wrong[place] = DocumentError(f"{place} cannot be read", place=place)
        for terms in (document.get("terms", {}), *document["rules"]):
            if "max_cost" in terms:
                terms.setdefault("max_cost_then", "free")
        return document

    def blame(self, error: DocumentError) -> None:
        """Show a mistake of the recipe at the field it is in, or at the nearest that is there."""
        place = str(error.facts.get("place", ""))
        while place and place not in self.typed and place not in self.rules:
            place = INNERMOST.sub("", place)
        own_words = BadRecipe(str(error), text=str(error).partition(": ")[2])
        self.wrong[place] = own_words if isinstance(error, PackageError) else error


def is_place(name: str) -> bool:
    """Whether a form's field is one of the recipe's: the page has others beside them."""
    return name in KINDS or name.startswith("terms.") or RULE.match(name) is not None


def rule_numbers(typed: Mapping[str, str]) -> list[int]:
    return sorted({int(found[1]) for found in map(RULE.match, typed) if found})


def in_a_row(typed: Mapping[str, str]) -> dict[str, str]:
    """The fields with the rules that say something numbered from 0, in their order."""
    said = {place: text for place, text in typed.items() if text.strip() or ".where." in place}
    row = {number: place for place, number in enumerate(rule_numbers(said))}
    kept = {}
    for place, text in typed.items():
        found = RULE.match(place)
        if found is None:
            kept[place] = text
        elif int(found[1]) in row:
            kept[f"rules[{row[int(found[1])]}].{found[2]}"] = text
    return kept


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a document that is no section of its own, with its place."""
    if isinstance(value, Mapping) and place not in WHOLE:
        for name, inner in value.items():
            yield from leaves(inner, f"{place}.{name}" if place else name)
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{place}[{index}]")
    elif place != "rules":  # there are none
        yield place, value


def put(document: dict[str, Any], place: str, value: Any) -> None:
    """Write a value at its place, making the sections and lists on the way to it."""
    here: Any = document
    *way, last = place.split(".")
    for step in way:
        found = STEP.fullmatch(step)
        if found is None:
            raise ValueError(f"{place} is no place")
        name, index = found.groups()
        here = here.setdefault(name, {} if index is None else [])
        if index is not None:
            here.extend({} for _ in range(int(index) + 1 - len(here)))
            here = here[int(index)]
    here[last] = value
