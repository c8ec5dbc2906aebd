"""The journal loses nothing to a power cut at any byte, and forgets only what is acknowledged."""

import errno
import json

import pytest
from booth.journal import SEGMENT_MAX, SEGMENTS_MAX, Journal, decode_line, encode_line
from hypothesis import given
from hypothesis import strategies as st
from onboard import on_micropython

ALL = 1000


class PowerCut(BaseException):
    """Nothing in the journal may catch it."""


class Flash:
    """A folder in memory whose power can fail in the middle of a write, or that fills up in one."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        self.files = files if files is not None else {}
        self.bytes_left: int | None = None  # until the power fails
        self.full = False
        self.reads: list[str] = []

    def names(self) -> list[str]:
        return sorted(self.files)

    def read(self, name: str) -> bytes:
        self.reads.append(name)
        return self.files.get(name, b"")

    def create(self, name: str, data: bytes) -> None:
        self.files[name] = b""
        self.append(name, data)

    def append(self, name: str, data: bytes) -> None:
        if self.full:
            self.files[name] = self.read(name) + data[: len(data) // 2]
            raise OSError(errno.ENOSPC, "full")
        if self.bytes_left is not None:
            cut, self.bytes_left = self.bytes_left, max(self.bytes_left - len(data), 0)
            if cut < len(data):
                self.files[name] = self.read(name) + data[:cut]
                raise PowerCut
        self.files[name] = self.read(name) + data

    def replace(self, name: str, data: bytes) -> None:
        self.files[name] = data

    def remove(self, name: str) -> None:
        del self.files[name]


def keys(journal: Journal) -> list[tuple[int, int]]:
    return [line[:2] for line in journal.pending((0, 0), ALL)]


def filled(flash: Flash, count: int, boot: int = 1) -> Journal:
    journal = Journal(flash)
    for seq in range(1, count + 1):
        journal.append(boot, seq, "record", "x" * 95)
    return journal


def test_lines_come_back_in_order_after_a_boot():
    flash = Flash()
    filled(flash, 20)
    filled(flash, 5, boot=2)
    assert keys(Journal(flash)) == [(1, n) for n in range(1, 21)] + [(2, n) for n in range(1, 6)]
    assert Journal(flash).newest == (2, 5)


def test_segments_stay_small_enough_to_be_inline():
    flash = Flash()
    filled(flash, 20)
    assert max(len(data) for data in flash.files.values()) <= SEGMENT_MAX


def test_a_line_longer_than_a_segment_has_one_of_its_own():
    flash = Flash()
    journal = Journal(flash)
    journal.append(1, 1, "record", "y" * 600)
    journal.append(1, 2, "record", "z")
    assert keys(Journal(flash)) == [(1, 1), (1, 2)]


@given(st.integers(0, 2000))
def test_a_power_cut_at_any_byte_loses_no_line_that_was_written(cut):
    flash = Flash()
    journal, written = Journal(flash), []
    flash.bytes_left = cut
    try:
        for seq in range(1, 40):
            journal.append(1, seq, "alarm", f"number {seq}")
            written.append((1, seq))
    except PowerCut:
        pass
    flash.bytes_left = None
    again = Journal(flash)
    found = keys(again)
    assert found[: len(written)] == written
    assert len(found) <= len(written) + 1  # the cut may have come after the last byte
    again.append(2, 1, "record", "after the cut")
    assert keys(Journal(flash)) == [*found, (2, 1)]


@given(st.integers(1, 30), st.integers(0, 35), st.integers(1, 10))
def test_an_ack_forgets_what_it_covers_and_nothing_more(count, acked, more):
    flash = Flash()
    journal = filled(flash, count)
    journal.acknowledge(1, acked)
    assert keys(journal) == [(1, n) for n in range(acked + 1, count + 1)]
    assert journal.oldest == ((1, acked + 1) if acked < count else None)
    for seq in range(1, more + 1):
        journal.append(2, seq, "alarm", "x" * 100)
    assert set(keys(Journal(flash))) >= {(1, n) for n in range(acked + 1, count + 1)}
    assert Journal(flash).newest == (2, more)


def test_the_newest_line_and_the_newest_record_outlive_their_ack():
    flash = Flash()
    journal = filled(flash, 10)
    for seq in range(11, 31):
        journal.append(1, seq, "alarm", "y" * 95)
    journal.acknowledge(1, 30)
    assert len(flash.files) == 2
    again = Journal(flash)
    assert (again.newest, again.record) == ((1, 30), (1, 10, "record", "x" * 95))


def test_a_line_of_a_kind_only_another_firmware_knows_is_passed_over():
    flash = Flash()
    journal = filled(flash, 2)
    journal.append(1, 3, "picture", "?")
    journal.append(1, 4, "record", "x")
    assert keys(Journal(flash)) == [(1, 1), (1, 2), (1, 4)]


def test_an_ack_of_a_later_boot_forgets_nothing_of_an_earlier_one():
    flash = Flash()
    filled(flash, 3)
    journal = Journal(flash)
    for seq in (1, 2):
        journal.append(2, seq, "record", "x")
    journal.acknowledge(2, 2)
    assert keys(journal) == [(1, 1), (1, 2), (1, 3)]
    assert journal.oldest == (1, 1)
    assert keys(Journal(flash))[:3] == [(1, 1), (1, 2), (1, 3)]
    journal.acknowledge(1, 3)
    assert (keys(journal), journal.oldest) == ([], None)


def test_an_older_ack_changes_nothing():
    journal = filled(Flash(), 10)
    journal.acknowledge(1, 8)
    journal.acknowledge(1, 3)
    assert keys(journal) == [(1, 9), (1, 10)]


def test_pending_gives_the_oldest_past_a_key_and_no_more_than_asked():
    journal = filled(Flash(), 10)
    assert [line[1] for line in journal.pending((1, 4), 3)] == [5, 6, 7]


def test_what_was_sent_is_not_read_again_to_find_what_was_not():
    flash = Flash()
    journal = filled(flash, 100)
    flash.reads.clear()
    assert [line[1] for line in journal.pending((1, 99), ALL)] == [100]
    assert len(flash.reads) == 1


def test_a_full_flash_keeps_lines_in_memory_until_there_is_room():
    flash = Flash()
    journal = filled(flash, 3)
    flash.full = True
    journal.append(1, 4, "record", "x")
    assert journal.full
    assert keys(journal) == [(1, n) for n in range(1, 5)]
    assert keys(Journal(Flash(dict(flash.files)))) == [(1, n) for n in range(1, 4)]
    flash.full = False
    journal.append(1, 5, "record", "x")
    assert not journal.full
    assert keys(Journal(flash)) == [(1, n) for n in range(1, 6)]


def test_a_flash_that_refuses_is_full_until_it_has_taken_a_line_again():
    flash = Flash()
    journal = filled(flash, 3)
    flash.full = True
    journal.append(1, 4, "alarm", "x")
    journal.acknowledge(1, 4)
    assert journal.full  # or each alarm of it, once acknowledged, would say that it is over
    assert keys(journal) == []
    flash.full = False
    journal.write_on()
    assert not journal.full


def test_the_end_of_a_call_gets_to_the_flash_though_it_is_acknowledged():
    flash = Flash()
    journal = filled(flash, 3)
    flash.full = True
    journal.append(1, 4, "record", "the end")
    journal.append(1, 5, "alarm", "full")
    journal.acknowledge(1, 5)
    flash.full = False
    journal.write_on()
    assert Journal(flash).record == (1, 4, "record", "the end")


def test_what_could_not_be_written_leaves_nothing_behind():
    flash = Flash()
    journal = filled(flash, 3)
    flash.full = True
    for seq in range(4, 10):
        journal.append(1, seq, "record", "x" * 95)
    assert len(flash.files) == 2  # the one torn in the middle of a line, and the next that was tried


def test_at_its_limit_the_oldest_stay_and_an_ack_makes_room():
    flash = Flash()
    journal = filled(flash, 3 * SEGMENTS_MAX)
    assert (len(flash.files), journal.full) == (SEGMENTS_MAX, False)
    journal.append(1, 3 * SEGMENTS_MAX + 1, "record", "x" * 95)
    assert (len(flash.files), journal.full) == (SEGMENTS_MAX, True)
    assert len(journal.pending((0, 0), ALL)) == 3 * SEGMENTS_MAX + 1
    journal.acknowledge(1, 3)
    assert (len(flash.files), journal.full) == (SEGMENTS_MAX, True)
    assert keys(Journal(flash)) == [(1, n) for n in range(4, 3 * SEGMENTS_MAX + 2)]
    journal.acknowledge(1, 3 * SEGMENTS_MAX // 2)
    assert journal.full  # so that it does not come and go with each call
    journal.acknowledge(1, 3 * SEGMENTS_MAX // 2 + 3)
    assert not journal.full


lines = st.tuples(
    st.integers(0, 9**9),
    st.integers(0, 9**9),
    st.sampled_from(["record", "alarm"]),
    st.text('abc{}[]": é', max_size=80),
)


@given(lines)
def test_a_line_comes_back_and_a_spoilt_one_does_not(line: tuple[int, int, str, str]):
    data = encode_line(line)
    assert decode_line(data[:-1]) == line
    for place in range(len(data) - 1):
        spoilt = bytearray(data[:-1])
        spoilt[place] ^= 0x04
        assert decode_line(bytes(spoilt)) in (None, line)  # refused, or only the space is another


@pytest.mark.parametrize("half_done", [True, False])
def test_power_cuts_on_littlefs_under_micropython(half_done: bool):
    """After every single flash operation in turn, the power fails; see journal_cuts.py."""
    told = on_micropython("journal_cuts.py", json.dumps(half_done))
    assert told["cuts"] > 60
    assert told["lines"] > 15
    assert told["lost"] == []
