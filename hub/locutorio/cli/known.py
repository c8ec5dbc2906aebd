"""What a shop has, by the names people call it at a terminal."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from locutorio.core.errors import ShopError
from locutorio.desk import decks, names, packages, people
from locutorio.desk.decks import Deck
from locutorio.desk.packages import Package
from locutorio.desk.people import Person
from locutorio.store.engine import Store


class Named(Protocol):
    @property
    def name(self) -> str: ...


Thing = TypeVar("Thing", bound=Named)


def deck_named(store: Store, name: str) -> Deck:
    return _named("deck", name, decks.decks(store))


def package_named(store: Store, name: str) -> Package:
    return _named("package", name, packages.packages(store))


def person_named(store: Store, name: str) -> Person:
    return _named("person", name, people.people(store))


def owner_named(store: Store, name: str) -> Person:
    """Who answers for what only an owner may do."""
    owners = [person for person in people.people(store) if person.role == people.OWNER and person.active]
    return _named("owner", name, owners)


def _named(kind: str, name: str, things: Sequence[Thing]) -> Thing:
    for thing in things:
        if names.key(thing.name) == names.key(name):
            return thing
    known = ", ".join(thing.name for thing in things) or "none"
    raise ShopError(f"there is no {kind} {name}; there are: {known}")
