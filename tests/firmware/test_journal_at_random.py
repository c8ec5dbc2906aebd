"""A journal against a plain list, through boots, power cuts in writes, a full flash, acks in any order."""

from contextlib import suppress

from booth.journal import Journal
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from simulator.flash import Flash, PowerCut

ALL = 10_000
Line = tuple[int, int, str, str]


class JournalAtRandom(RuleBasedStateMachine):
    """`safe` lines are in the flash; `held` only in memory, as a full flash leaves them."""

    def __init__(self) -> None:
        super().__init__()
        self.flash = Flash()
        self.journal = Journal(self.flash)
        self.boot, self.seq = 1, 0
        self.safe: list[Line] = []
        self.held: list[Line] = []
        self.acked: dict[int, int] = {}

    @rule(kind=st.sampled_from(("record", "alarm")), length=st.sampled_from((1, 90, 390, 600)))
    def a_line_is_written(self, kind: str, length: int) -> None:
        line = self.next_line(kind, length)
        self.journal.append(*line)
        self.held.append(line)
        self.settle()

    @rule(kept=st.sampled_from((0.0, 0.3, 0.99, 1.0)), length=st.sampled_from((1, 90, 600)))
    def the_power_fails_in_a_write(self, kept: float, length: int) -> None:
        line = self.next_line("record", length)
        self.flash.writes_left, self.flash.kept = 1, kept
        with suppress(PowerCut):
            self.journal.append(*line)
        self.flash.writes_left = None
        self.held.append(line)
        self.it_boots()

    @rule()
    def it_boots(self) -> None:
        """What was only in memory may be there, if its write was over but for the last word, or is gone."""
        self.journal = Journal(self.flash)
        found = {line[:2] for line in self.journal.pending((0, 0), ALL)}
        self.safe += [line for line in self.held if line[:2] in found]
        self.held.clear()
        # An ack lives in memory: what was acknowledged may come again, and is acknowledged again.
        for boot, seq in self.acked.items():
            self.journal.acknowledge(boot, seq)
        self.boot, self.seq = self.boot + 1, 0

    @rule(back=st.integers(0, 3), boots_ago=st.integers(0, 2))
    def the_hub_acknowledges(self, back: int, boots_ago: int) -> None:
        boot = self.boot - boots_ago
        told = [line[1] for line in self.safe + self.held if line[0] == boot]
        if told and max(told) > back:
            seq = max(told) - back
            self.acked[boot] = max(seq, self.acked.get(boot, 0))
            self.journal.acknowledge(boot, seq)
            self.settle()

    @rule(full=st.booleans())
    def the_flash_fills_or_has_room(self, full: bool) -> None:
        self.flash.full = full
        self.journal.write_on()
        self.settle()

    @invariant()
    def all_that_is_not_acknowledged_is_there_in_order(self) -> None:
        wanted = [line for line in self.safe + self.held if line[1] > self.acked.get(line[0], 0)]
        assert self.journal.pending((0, 0), ALL) == wanted
        assert self.journal.oldest == (wanted[0][:2] if wanted else None)

    @invariant()
    def a_new_boot_would_find_what_is_safe(self) -> None:
        again = Journal(Flash(self.flash.files))
        found = {line[:2] for line in again.pending((0, 0), ALL)}
        assert {line[:2] for line in self.safe if line[1] > self.acked.get(line[0], 0)} <= found

    def next_line(self, kind: str, length: int) -> Line:
        self.seq += 1
        return (self.boot, self.seq, kind, "x" * length)

    def settle(self) -> None:
        if not self.journal.full:
            self.safe += self.held
            self.held.clear()


TestJournalAtRandom = JournalAtRandom.TestCase
TestJournalAtRandom.settings = settings(max_examples=50, stateful_step_count=30, deadline=None)
