"""What a booth knows from one boot to the next: its records, its boot's number, the highest epoch heard, and
why it started if that was its own doing.

Station 3 of the call's way, at its start. A boot number never comes twice while a line of it may still
travel, so a spoilt counter is mended from the journal. A spoilt epoch is learnt anew from the first beat.
It must not know what the booth does with them.
"""

from booth.call import ended_by_restart
from booth.journal import Journal
from booth.shorthand import to_message, to_text

BOOT_FILE = "boot"
EPOCH_FILE = "epoch"
RESTART_FILE = "restart"
OWN_RESTARTS = ("crash", "update")


class Memory:
    """Wakes up: counts this boot, and closes the call that the last one left open. `boots`: those of the
    controller that was in this booth before."""

    def __init__(self, folder, boots=0):
        self._folder = folder
        self.journal = Journal(folder)
        self.boot = max(self._read(BOOT_FILE), self.journal.newest[0], boots) + 1
        folder.replace(BOOT_FILE, b"%d" % self.boot)
        self.epoch = self._read(EPOCH_FILE)
        if self.journal.record:
            self._close(to_message(self.journal.record))

    def keep_epoch(self, epoch):
        """Written down only when it rises: most beats cost the flash nothing."""
        if epoch > self.epoch:
            try:
                self._folder.replace(EPOCH_FILE, b"%d" % epoch)
                self.epoch = epoch
            except OSError:
                pass  # this boot knows it all the same; the next beat tries again

    def _close(self, last):
        """It lasted as far as was written down."""
        if last["state"] != "ended":
            boot, seq = self.journal.newest
            closing = ended_by_restart(last, seq + 1)
            self.journal.append(boot, seq + 1, "record", to_text("record", closing))

    def _read(self, name):
        try:
            return int(str(self._folder.read(name), "ascii"))
        except (ValueError, UnicodeError):
            return 0


def mark_restart(folder, why):
    """The next boot is the program's own doing: to the chip, it looks like a watchdog's reset."""
    folder.replace(RESTART_FILE, why.encode())


def reset_cause(folder, hardware):
    """Why this boot began: what the last one wrote down, else what the chip says. To be asked once."""
    mark = str(folder.read(RESTART_FILE), "ascii")
    if mark:
        folder.remove(RESTART_FILE)
    return mark if mark in OWN_RESTARTS else hardware
