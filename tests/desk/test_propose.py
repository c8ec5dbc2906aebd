"""What a carrier's new sheet would change: told before, with what each package would sell at a loss."""

from zoneinfo import ZoneInfo

from locutorio.core.imports import Grid, guess
from locutorio.core.money import Currency
from locutorio.desk import decks, packages
from locutorio.desk.propose import Proposal, propose
from locutorio.store.engine import Store

MONDAY_MS = 1_772_449_200_000
HEADINGS = ["Destination", "Prefix", "Price"]
FIRST = Grid.of([HEADINGS, ["Spain", "34", "0.01"], ["France", "33", "0.02"]])
SECOND = Grid.of([HEADINGS, ["Spain", "34", "0.05"], ["France", "33", "0.02"], ["Peru", "51", "x"]])


def proposed(store: Store, grid: Grid, told: list[int] | None = None) -> Proposal:
    return propose(
        store,
        deck_id=1,
        grid=grid,
        mapping=guess(grid).mapping,
        amends=False,
        zone=ZoneInfo("Europe/Madrid"),
        from_ms=MONDAY_MS,
        now_ms=MONDAY_MS,
        progress=lambda done, total: None if told is None else told.append(100 * done // total),
    )


def carrier(store: Store) -> None:
    decks.add_deck(store, name="Telco Sur", currency="EUR", operator_id=None, now_ms=MONDAY_MS)
    decks.adopt_sheet(
        store, deck_id=1, sheet=proposed(store, FIRST).sheet, mapping="", file_name="first.csv",
        in_force_from_ms=MONDAY_MS - 1000, operator_id=None, now_ms=MONDAY_MS - 1000,
    )  # fmt: skip


def sell(store: Store, name: str, rule: dict[str, object]) -> None:
    recipe = {
        "timezone": "Europe/Madrid",
        "on_period_change": "split",
        "terms": {"percent": "20", "rounding": {"mode": "up", "decimals": 2}},
        "rules": [{"where": {"prefixes": ["34"]}, **rule}],
    }
    package_id = packages.add_package(store, name=name, deck_id=1, operator_id=None, now_ms=MONDAY_MS)
    packages.adopt_package(
        store, package_id=package_id, document=recipe, currency=Currency("EUR", 2),
        in_force_from_ms=MONDAY_MS - 500, operator_id=None, now_ms=MONDAY_MS - 500,
    )  # fmt: skip


def test_nothing_is_written_and_everything_told(sqlite_store: Store) -> None:
    carrier(sqlite_store)
    proposal = proposed(sqlite_store, SECOND)
    assert [change.prefix for change in proposal.changes.dearer] == ["34"]
    assert [rejected.line for rejected in proposal.reading.rejected] == [4]
    assert len(decks.deck(sqlite_store, 1).versions) == 1


def test_losses_of_every_package_the_greatest_first(sqlite_store: Store) -> None:
    carrier(sqlite_store)
    sell(sqlite_store, "Barri", {"price": "0.04"})
    sell(sqlite_store, "Amigos", {"price": "0.03"})
    sell(sqlite_store, "Closed", {"price": "0.01", "forbidden": True})
    sell(sqlite_store, "By markup", {"percent": "10"})
    losses = proposed(sqlite_store, SECOND).losses
    assert [(loss.package, str(loss.sold.margin)) for loss in losses] == [
        ("Amigos", "-0.02"),
        ("Barri", "-0.01"),
    ]


def test_the_way_to_the_answer_is_told(sqlite_store: Store) -> None:
    carrier(sqlite_store)
    sell(sqlite_store, "Barri", {"price": "0.04"})
    told: list[int] = []
    proposed(sqlite_store, SECOND, told)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] <= 100
