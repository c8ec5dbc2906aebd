"""Every call script through every layer: what the pins say, what the booth records, what it costs, what
the receipt shows. A story that fails in one layer only has found the layer."""

from itertools import pairwise

import pytest
from boothkit.story import Story
from locutorio.core.bill import Bill, BilledCall
from locutorio.core.numbers import understand
from locutorio.core.rating import NoRate, price_call
from locutorio.core.receipt import Receipt
from locutorio.core.tender import Payment
from locutorio.printing.preview import preview
from stories import BILLED, STORIES, answers_at_ms, play
from story_shop import SHOP, tariff_of

every_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
every_bill = pytest.mark.parametrize("story", BILLED, ids=lambda story: story.name)


@every_story
def test_the_firmware_records_the_calls(story: Story):
    played = play(story.name)
    for call, wanted in zip(played.calls, story.calls, strict=True):
        told = {
            name: call[name] for name in ("digits", "evidence", "ending", "pulses", "flashes", "emergency")
        }
        expected = {name: getattr(wanted, name) for name in told}
        assert told == {name: told[name] if value is None else value for name, value in expected.items()}
        assert call["talk_ms"] // 1000 == wanted.talk_s
        if wanted.talk_ms is not None:
            assert abs(call["talk_ms"] - wanted.talk_ms) <= 50


@every_story
def test_the_alarms_are_raised(story: Story):
    alarms = play(story.name).alarms
    assert tuple(alarm["fault"] + ("" if alarm["on"] else " over") for alarm in alarms) == story.alarms


@every_story
def test_what_is_told_is_numbered_without_gaps_and_each_call_grows(story: Story):
    played = play(story.name)
    for boot in range(1, len(played.boots_ms) + 1):
        seqs = [message["seq"] for _, message in played.told if message["boot"] == boot]
        assert seqs == list(range(1, len(seqs) + 1))
        for earlier, later in pairwise(record for record in played.records if record["boot"] == boot):
            if earlier["call"] == later["call"]:
                assert later["talk_ms"] >= earlier["talk_ms"]
                assert earlier["ending"] == ""


@every_bill
def test_the_core_prices_the_calls_and_makes_the_bill(story: Story):
    bill = bill_of(story)
    assert [call.cost_minor for call in bill.calls] == [
        None if call.cost is None else SHOP.currency.to_minor(call.cost) for call in story.calls
    ]
    assert story.bill is not None
    assert SHOP.currency.from_minor(bill.charges_minor) == story.bill.charges
    assert SHOP.currency.from_minor(bill.rounded_minor) == story.bill.rounded
    assert SHOP.currency.from_minor(bill.due_minor) == story.bill.due
    assert len(bill.unpriced) == story.bill.unpriced


@every_story
def test_the_number_is_understood(story: Story):
    for call in story.calls:
        digits = understand(call.digits, SHOP.country).e164_digits
        assert call.number == (f"+{digits}" if digits.isdigit() else call.digits)


@pytest.mark.parametrize("story", [s for s in STORIES if s.receipt_lines], ids=lambda story: story.name)
def test_the_receipt_shows_the_lines_in_order(story: Story):
    paper = preview(receipt_of(story), 42)
    for line in story.receipt_lines:
        before, found, paper = paper.partition(line)
        assert found, f"{line!r} does not stand on the rest of the receipt:\n{before}"


def bill_of(story: Story) -> Bill:
    """From what the script says of the calls, not from what the firmware made of them."""
    calls = tuple(
        billed(story, place, answered_at_ms) for place, answered_at_ms in enumerate(answers_at_ms(story))
    )
    return Bill(calls=calls, extras=(), step_minor=SHOP.step_minor)


def billed(story: Story, place: int, answered_at_ms: int) -> BilledCall:
    call = story.calls[place]
    number = understand(call.digits, SHOP.country)
    try:
        charge = price_call(
            tariff_of(story),
            number.e164_digits,
            answered_at_ms=answered_at_ms,
            seconds=call.talk_s,
            premium=number.is_premium,
        )
    except NoRate:
        charge = None
    unpriced = None if call.evidence else 0  # nobody answered: it costs nothing
    return BilledCall(
        call_id=place + 1,
        booth_label="Booth 1",
        answered_at_ms=answered_at_ms,
        number=number.display,
        country=number.country,
        destination=charge.label if charge else "",
        duration_s=call.talk_s,
        cost_minor=SHOP.currency.to_minor(charge.cost) if charge else unpriced,
        evidence=call.evidence,
    )


def receipt_of(story: Story) -> Receipt:
    bill = bill_of(story)
    return Receipt(
        number=1,
        issued_at_ms=bill.calls[-1].answered_at_ms + 600_000,
        shop_name=SHOP.name,
        shop_lines=SHOP.address_lines,
        footer_lines=SHOP.footer_lines,
        timezone=SHOP.timezone,
        language=SHOP.language,
        currency=SHOP.currency.code,
        currency_decimals=SHOP.currency.decimals,
        operator="Ana",
        booth_label="Booth 1",
        calls=bill.calls,
        extras=(),
        charges_minor=bill.charges_minor,
        rounding_minor=bill.rounding_minor,
        due_minor=bill.due_minor,
        payments=(Payment("cash", bill.due_minor, bill.due_minor),),
        change_minor=0,
    )
