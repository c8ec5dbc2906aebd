"""Pages that wait for something to be worked out: how far it is, then what it came to, by themselves."""

from collections.abc import Callable
from threading import Event

import pytest
from locutorio.desk import packages
from locutorio.panel.jobs import Job, Jobs, Progress
from locutorio.panel.progress import EXTENSION
from playwright.sync_api import Page, expect
from price_seed import RECIPE, add_carrier, add_package
from served import BROWSING, Counter

pytestmark = BROWSING

DAYS = "first=2020-01-01&last=2020-01-31"
# page: what it says when it is worked out
PAGES = {
    "/packages/{id}/review": "Prices in all",
    "/what-if?by={id}&" + DAYS: "No calls were made",
    "/re-rating?tariff={tariff}&from=2020-01-01T00:00&to=2099-01-01T00:00": "Calls looked at",
}


class SlowJobs(Jobs):
    """Each begins when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.begin = Event()

    def run(self, slot: str, key: str, work: Callable[[Progress], object]) -> Job[object]:
        def slowly(tell: Progress) -> object:
            tell(1, 4)
            self.begin.wait()
            return work(tell)

        return super().run(slot, key, slowly)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_follows_its_job_to_the_end(
    counter: Counter, open_board: Callable[..., Page], address: str
) -> None:
    store, at_ms = counter.shop.store, counter.shop.now_ms - 1000
    package_id = add_package(store, deck_id=add_carrier(store, now_ms=at_ms), recipe=RECIPE, now_ms=at_ms)
    packages.save_draft(store, package_id=package_id, document=RECIPE)
    counter.panel.extensions[EXTENSION] = jobs = SlowJobs()
    page = open_board()
    [version] = packages.package(store, package_id).versions
    page.goto(counter.url + address.format(id=package_id, tariff=version.id))
    expect(page.locator("main .job .figure")).to_have_text("25 %")
    expect(page.locator("main")).not_to_contain_text(PAGES[address])
    jobs.begin.set()
    expect(page.locator("main")).to_contain_text(PAGES[address])
    expect(page.locator("main .job")).to_have_count(0)
