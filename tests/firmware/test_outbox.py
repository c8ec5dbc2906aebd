"""What is sent when: oldest first, again until acknowledged, never all at once."""

from booth.journal import Journal
from booth.outbox import BATCH, Outbox
from booth.shorthand import to_text
from test_journal import Flash


def record(seq: int) -> dict:
    return {
        "boot": 1, "seq": seq, "call": 1, "visit": "v", "state": "talking", "digits": "1",
        "dialled_ms": 0, "answered_ms": 5, "ended_ms": None, "talk_ms": 9, "evidence": "reversal",
        "pulses": 0, "flashes": 0, "ending": "", "emergency": False,
    }  # fmt: skip


def journal_of(count: int) -> Journal:
    journal = Journal(Flash())
    for seq in range(1, count + 1):
        keep(journal, seq)
    return journal


def keep(journal: Journal, seq: int) -> None:
    journal.append(1, seq, "record", to_text("record", record(seq)))


def sent(outbox: Outbox, now_ms: int) -> list[int]:
    return [message["seq"] for _, message in outbox.take(now_ms)]


def test_records_and_alarms_go_in_one_row():
    journal = journal_of(1)
    alarm = {"at_ms": 7, "fault": "enclosure", "on": True, "detail": ""}
    journal.append(1, 2, "alarm", to_text("alarm", alarm))
    taken = Outbox(journal, 0).take(0)
    assert taken == [("record", record(1)), ("alarm", alarm | {"boot": 1, "seq": 2})]


def test_each_record_is_sent_once_while_it_is_early():
    journal = journal_of(2)
    outbox = Outbox(journal, 0)
    assert sent(outbox, 0) == [1, 2]
    assert sent(outbox, 500) == []
    keep(journal, 3)
    assert sent(outbox, 600) == [3]


def test_silence_brings_the_oldest_again_ever_more_patiently():
    outbox = Outbox(journal_of(2), 0)
    moments = [at_ms for at_ms in range(0, 60000, 100) if sent(outbox, at_ms)]
    assert moments == [0, 1000, 3000, 7000, 15000, 25000, 35000, 45000, 55000]


def test_an_ack_ends_the_repeating_and_restores_the_patience():
    journal = journal_of(2)
    outbox = Outbox(journal, 0)
    assert sent(outbox, 0) == [1, 2]
    assert sent(outbox, 1000) == [1, 2]
    journal.acknowledge(1, 1)
    assert sent(outbox, 1500) == []
    assert sent(outbox, 2500) == [2]
    journal.acknowledge(1, 2)
    assert sent(outbox, 99000) == []


def test_a_long_backlog_goes_batch_by_batch_with_the_acks():
    journal = journal_of(100)
    outbox = Outbox(journal, 0)
    assert sent(outbox, 0) == list(range(1, BATCH + 1))
    assert sent(outbox, 10) == []
    journal.acknowledge(1, BATCH)
    assert sent(outbox, 20) == list(range(BATCH + 1, 2 * BATCH + 1))


def test_a_new_session_starts_behind_the_last_ack():
    journal = journal_of(5)
    assert sent(Outbox(journal, 0), 0) == [1, 2, 3, 4, 5]
    journal.acknowledge(1, 3)
    assert sent(Outbox(journal, 10), 10) == [4, 5]
