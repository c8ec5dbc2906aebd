"""What a booth says of itself: the latest word stands, an old one changes nothing, two voices are noticed."""

import pytest
from locutorio.desk import board
from locutorio.store import standing
from locutorio.store.engine import Store
from small_shop import NOON_MS, SHOP, SaidBooth, furnish


@pytest.fixture
def booth(store: Store) -> SaidBooth:
    furnish(store, "booth-1")
    return SaidBooth(store)


def tile(store: Store, at_ms: int):
    return board.tile(store, SHOP, booth_id="booth-1", now_ms=NOON_MS + at_ms)


def anchor_ms(store: Store, boot: int = 1) -> int | None:
    with store.read() as tx:
        known = standing.find_boot(tx, "booth-1", boot)
    return known.anchor_ms if known else None


def test_the_quickest_greeting_is_nearest_to_the_truth(store: Store, booth: SaidBooth):
    booth.began_ms = NOON_MS + 400
    booth.hello(0)
    booth.began_ms = NOON_MS + 30
    booth.hello(5_000)
    booth.began_ms = NOON_MS + 900
    booth.hello(9_000)
    assert anchor_ms(store) == NOON_MS + 30


def test_an_older_state_changes_nothing(store: Store, booth: SaidBooth):
    booth.hello()
    booth.state(1_000, n=5, line="dialling")
    assert not booth.state(1_001, n=4, line="idle").changed
    assert not booth.state(1_002, n=5, line="idle").changed
    assert tile(store, 1_002).line == "dialling"


def test_a_new_boot_starts_afresh_and_the_old_ones_words_no_longer_count(store: Store, booth: SaidBooth):
    booth.hello()
    booth.state(1_000, n=50, line="talking", relay=True)
    again = SaidBooth(store, boot=2, began_ms=NOON_MS + 2_000)
    again.hello()
    assert tile(store, 2_000).line == "unknown"
    assert not booth.state(2_500, n=51, line="talking").changed
    assert not booth.presence(2_600, online=False).changed
    assert not booth.hello(2_700).changed
    again.state(1_000, line="locked")
    assert (tile(store, 3_000).line, tile(store, 3_000).online) == ("locked", True)


def test_a_state_of_a_boot_that_never_greeted_is_put_aside(store: Store, booth: SaidBooth):
    assert "has not greeted" in booth.state(1_000).refused
    assert tile(store, 1_000).seen_ago_s is None


def test_a_kept_presence_alone_does_not_make_a_booth_online(store: Store, booth: SaidBooth):
    """The broker keeps it: it may be years old."""
    booth.presence(0, online=True)
    assert not tile(store, 0).online
    booth.state(1_000)
    assert tile(store, 1_000).online
    assert anchor_ms(store) == NOON_MS


def test_goodbye(store: Store, booth: SaidBooth):
    booth.hello()
    assert tile(store, 1).online
    booth.presence(2, online=False)
    assert not tile(store, 3).online


@pytest.mark.parametrize(
    "say", [SaidBooth.hello, lambda booth, **more: booth.presence(0, online=True, **more)]
)
def test_one_boot_with_two_nonces_is_refused_and_shown_until_the_next_boot(
    store: Store, booth: SaidBooth, say
):
    booth.hello()
    heard = say(booth, nonce="e" * 32)
    assert "another nonce" in heard.refused
    assert tile(store, 1).trouble == "two_controllers"
    SaidBooth(store, boot=2, began_ms=NOON_MS + 1_000).hello()
    assert tile(store, 1_001).trouble == ""


def test_an_earlier_boot_that_goes_on_beside_a_later_one_is_another_board(store: Store, booth: SaidBooth):
    """A greeting of it that only comes late, or is replayed, was said before the later one began."""
    booth.hello()
    copy = SaidBooth(store, boot=2, began_ms=NOON_MS + 60_000)
    copy.hello()
    booth.hello(59_000)
    assert tile(store, 61_000).trouble == ""
    heard = booth.hello(70_000)
    assert "beside a later one" in heard.refused
    assert tile(store, 71_000).trouble == "two_controllers"


def test_a_hub_from_a_backup_does_not_wait_for_records_the_booth_has_forgotten(
    store: Store, booth: SaidBooth
):
    booth.hello()
    heard = booth.record(90_000, seq=4)
    assert heard.ack == (1, 0)
    heard = booth.state(91_000, seq=4, oldest_seq=3)
    assert heard.ack == (1, 2)
    assert heard.refused == "records 1 to 2 of boot 1 are lost: the booth no longer holds them"
    assert booth.record(92_000, seq=3).ack == (1, 4)


def test_what_is_stored_and_acknowledged_is_not_lost(store: Store, booth: SaidBooth):
    booth.hello()
    assert booth.record(90_000).ack == (1, 1)
    heard = booth.state(91_000, oldest_seq=2)
    assert (heard.ack, heard.refused) == (None, "")
