"""Every call script through the desk: the booth's records in any order and number become the visit's bill,
the bill is paid, and the receipt shows what the script says."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from boothkit.story import Story
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Tender
from locutorio.desk import bills, board, booths, checkout, command, people, tariffs
from locutorio.desk.errors import UnpricedCalls
from locutorio.desk.heard import Ear
from locutorio.desk.lock import lock
from locutorio.desk.unlock import unlock
from locutorio.ingest.routes import HANDLERS
from locutorio.printing.preview import preview
from locutorio.store.engine import Store
from small_shop import SaidBooth
from stories import BILLED, Record, answers_at_ms, booth_id_of, play
from story_shop import SHOP, tariff_document

IN_2026_MS = 1_767_225_600_000


Told = list[tuple[str, Record]]
EAR = Ear(SHOP, 7)


def shuffled(told: Told) -> Told:
    """Each twice, in no order."""
    return random.Random(len(told)).sample(told * 2, len(told) * 2)


ORDERS: dict[str, Callable[[Told], Told]] = {
    "as numbered": list,
    "doubled": lambda told: [one for one in told for _ in range(2)],
    "shuffled": shuffled,
}


@pytest.fixture(scope="module", params=ORDERS)
def order(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def store(order: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A shop with a booth for each story."""
    folder: Path = tmp_path_factory.mktemp("books")
    store = Store(f"sqlite:///{folder}/shop.db")
    store.create_or_upgrade()
    people.create_owner(store, name="Ana", password="a long password", now_ms=IN_2026_MS)
    for story in BILLED:
        booths.add_booth(
            store, booth_id=booth_id_of(story), label="Booth 1", profile="reversal", now_ms=IN_2026_MS
        )
    yield store
    store.close()


class Counter:
    """The booth and the counter of one story, at the times the script says."""

    def __init__(self, store: Store, story: Story) -> None:
        self.store, self.story, self.booth_id = store, story, booth_id_of(story)
        self.played = play(story.name)
        self.operator_id = people.people(store)[0].id
        answered = [call for call in self.played.calls if call["answered_ms"] is not None]
        first_ms = answered[0]["answered_ms"] if answered else 0
        self.began_ms = min(answers_at_ms(story)) - first_ms
        self.ended_ms = self.began_ms + story.end_ms + 10_000
        self.booths: dict[int, SaidBooth] = {}

    def visit(self, order: str) -> int:
        """Unlock, the calls' records in that order, lock. The bill's id."""
        self.greet(boot=1)
        bill_id = unlock(
            self.store, SHOP, booth_id=self.booth_id, operator_id=self.operator_id, now_ms=self.began_ms
        )
        visit_id = board.tile(self.store, SHOP, booth_id=self.booth_id, now_ms=self.began_ms).visit_id
        if len(self.played.boots_ms) > 1:
            self.greet(boot=2)
        for kind, told in ORDERS[order](self.played.told):
            message = told | {"visit": visit_id} if kind == "record" else told
            with self.store.begin() as tx:
                HANDLERS[kind](tx, EAR, self.booth_id, message, now_ms=self.ended_ms)
        lock(self.store, booth_id=self.booth_id, operator_id=self.operator_id, now_ms=self.ended_ms)
        self.report(boot=len(self.played.boots_ms), at_ms=self.ended_ms)
        return bill_id

    def greet(self, boot: int) -> None:
        booth = self.booths.setdefault(boot, self._booth(boot))
        booth.hello(reset="watchdog")
        self.report(boot=boot, at_ms=booth.began_ms)

    def _booth(self, boot: int) -> SaidBooth:
        began_ms = self.began_ms + self.played.boots_ms[boot - 1]
        return SaidBooth(self.store, self.booth_id, boot=boot, began_ms=began_ms, shop=SHOP)

    def report(self, *, boot: int, at_ms: int) -> None:
        """Locked, as the last desired state says."""
        booth = self.booths[boot]
        orders = command.due(self.store, SHOP, epoch=booth.epoch, now_ms=self.began_ms).orders
        wanted = [int(str(order.fields["ctr"])) for order in orders if order.booth_id == self.booth_id]
        booth.seq = max((told["seq"] for _, told in self.played.told if told["boot"] == boot), default=0)
        booth.state(at_ms - booth.began_ms, ctr=max(wanted, default=0))

    def pay(self, bill_id: int, due_minor: int) -> Receipt:
        return checkout.pay(
            self.store,
            SHOP,
            bill_id=bill_id,
            tenders=(Tender("cash", due_minor),),
            request_key=self.booth_id,
            operator_id=self.operator_id,
            print_it=False,
            expected_due_minor=due_minor,
            now_ms=self.ended_ms,
        )


@pytest.mark.parametrize("story", BILLED, ids=lambda story: story.name)
def test_the_records_become_the_bill_and_the_receipt(store: Store, story: Story, order: str):
    tariffs.adopt(
        store,
        document=tariff_document(story),
        currency=SHOP.currency,
        in_force_from_ms=IN_2026_MS,
        now_ms=IN_2026_MS,
    )
    counter = Counter(store, story)
    bill_id = counter.visit(order)
    shown = bills.bill(store, SHOP, bill_id=bill_id, now_ms=counter.ended_ms)
    for call, wanted, answered_at_ms in zip(shown.bill.calls, story.calls, answers_at_ms(story), strict=True):
        assert call.duration_s == wanted.talk_s
        assert call.evidence == wanted.evidence
        assert call.cost_minor == (None if wanted.cost is None else SHOP.currency.to_minor(wanted.cost))
        if wanted.evidence:
            assert abs(call.answered_at_ms - answered_at_ms) <= 50
    assert story.bill is not None
    assert SHOP.currency.from_minor(shown.bill.rounded_minor) == story.bill.rounded
    assert len(shown.bill.unpriced) == story.bill.unpriced
    if shown.bill.unpriced:
        with pytest.raises(UnpricedCalls):
            counter.pay(bill_id, shown.bill.due_minor)
        return
    receipt = counter.pay(bill_id, SHOP.currency.to_minor(story.bill.due))
    paper = preview(receipt, 42)
    for line in story.receipt_lines:
        _, found, paper = paper.partition(line)
        assert found, line
