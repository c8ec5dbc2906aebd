"""A carrier's sheet from the file to the price list in Chromium: the worst of sheets, and the longest."""

from collections.abc import Callable
from pathlib import Path

import pytest
from locutorio.desk import decks
from playwright.sync_api import Page, expect
from sent_sheets import FIRST
from served import BROWSING, DIRECTIONS, Counter, looks_well
from sheets.faulty import LINES, faulty_csv, faulty_xlsx
from waiting import wait_for

pytestmark = BROWSING

LONG = 100_000


@pytest.fixture
def carrier(counter: Counter) -> str:
    deck_id = decks.add_deck(
        counter.shop.store, name="Telco Sur", currency="EUR", operator_id=None, now_ms=counter.shop.now_ms
    )
    return f"{counter.url}/carriers/{deck_id}"


def send_in(page: Page, carrier: str, data: bytes, file_name: str = "prices.csv") -> None:
    """Chosen, it goes at once."""
    page.goto(carrier)
    page.locator("[type=file]").set_input_files([{"name": file_name, "mimeType": "text/csv", "buffer": data}])
    expect(page.locator("#import h1")).to_contain_text(file_name)


def rows(counter: Counter) -> list[int]:
    """Of each adopted sheet, the newest first."""
    return [version.row_count for version in decks.decks(counter.shop.store)[0].versions]


@pytest.mark.parametrize(("make", "name"), [(faulty_csv, "faulty.csv"), (faulty_xlsx, "faulty.xlsx")])
def test_the_worst_sheet_from_the_file_to_the_price_list(
    open_board: Callable[..., Page], counter: Counter, carrier: str, make: Callable[[], bytes], name: str
) -> None:
    page = open_board()
    send_in(page, carrier, make(), name)
    expect(page.locator("#list-rejected[aria-current]")).to_be_visible()
    told = [row.inner_text().split("\t") for row in page.locator("#changes tbody tr").all()]
    assert [int(cells[0]) for cells in told] == [
        number for number, line in enumerate(LINES, start=1) if line.reason
    ]
    assert all(len(cells[-1]) > 20 for cells in told)  # each with its reason
    page.get_by_role("button", name="Adopt now").click()
    assert rows(counter) == []  # the browser wants the tick first
    page.get_by_label("Leave out the rows").check()
    page.get_by_role("button", name="Adopt now").dblclick()
    expect(page.locator("h1")).to_have_text("Telco Sur")
    expect(page.locator(".tag")).to_have_text("In force")
    assert len(rows(counter)) == 1


@pytest.mark.parametrize("direction", DIRECTIONS)
def test_what_is_wrong_with_it_is_accessible_and_fits(
    open_board: Callable[..., Page], counter: Counter, carrier: str, direction: str
) -> None:
    page = open_board(DIRECTIONS[direction])
    send_in(page, carrier, faulty_csv())
    page.locator("html.scripted #changes").wait_for()
    looks_well(page)
    page.locator("#list-new").click()
    expect(page.locator("#list-new[aria-current]")).to_be_visible()
    expect(page.locator("#map-more")).to_have_attribute("open", "")
    looks_well(page)


def test_columns_are_chosen_by_keyboard_and_read_at_once(
    open_board: Callable[..., Page], carrier: str
) -> None:
    page = open_board()
    send_in(page, carrier, b"Destination;Prefix;Old price;New price\nSpain;34;0,5;0,7\n")
    page.locator("html.scripted #changes").wait_for()
    page.locator("#column-2").select_option("price")
    expect(page.locator("#import .note.bad")).to_contain_text("Two columns")
    page.locator("#column-3").focus()
    page.keyboard.press("Home")
    expect(page.locator("#changes tbody")).to_contain_text("€0.50")
    expect(page.locator("#column-3")).to_be_focused()
    page.reload()
    expect(page.locator("#changes tbody")).to_contain_text("€0.50")


def test_a_hundred_thousand_rows(open_board: Callable[..., Page], counter: Counter, carrier: str) -> None:
    page = open_board()
    lines = (f"Place {place};34{place};0,{place % 89 + 10:03}" for place in range(LONG, 2 * LONG))
    send_in(page, carrier, "\n".join(["Destination;Prefix;Price", *lines]).encode())
    expect(page.locator(".job progress")).to_be_visible()
    page.reload()
    expect(page.locator("#list-new")).to_contain_text(str(LONG))
    page.get_by_role("button", name="Adopt now").click()
    expect(page.locator(".tag")).to_have_text("In force")
    assert rows(counter) == [LONG]


def test_a_file_can_be_dropped_anywhere_on_the_card(open_board: Callable[..., Page], carrier: str) -> None:
    page = open_board()
    page.goto(carrier)
    dropped = page.evaluate_handle(
        """(text) => { const carried = new DataTransfer();
            carried.items.add(new File([text], "dropped.csv")); return carried; }""",
        FIRST,
    )
    page.locator(".drop h2").dispatch_event("drop", {"dataTransfer": dropped})
    expect(page.locator("#import h1")).to_contain_text("dropped.csv")


def test_a_file_that_is_too_large_is_not_sent(
    open_board: Callable[..., Page], carrier: str, tmp_path: Path
) -> None:
    page = open_board()
    page.goto(carrier)
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(31 * 1024 * 1024)
    page.locator("[type=file]").set_input_files(large)
    expect(page.locator("#told")).to_contain_text("more than 30 MB")
    assert page.url == carrier


def test_without_scripts_it_works_too(
    open_board: Callable[..., Page], counter: Counter, carrier: str
) -> None:
    page = open_board(java_script_enabled=False)
    page.goto(carrier)
    page.locator("[type=file]").set_input_files(
        [{"name": "prices.csv", "mimeType": "text/csv", "buffer": FIRST.encode()}]
    )
    page.get_by_role("button", name="Send in").click()
    expect(page.locator("#import h1")).to_contain_text("prices.csv")

    def is_read() -> bool:
        if page.locator("#changes").count():
            return True
        with page.expect_navigation():
            page.get_by_role("link", name="Look again").click()
        return False

    wait_for(is_read)
    page.get_by_role("button", name="Adopt now").click()
    expect(page.locator(".tag")).to_have_text("In force")
    assert rows(counter) == [4]
