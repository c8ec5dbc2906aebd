"""The booth's memory of records the hub has not acknowledged: append-only, and safe from power cuts.

Station 3 of the call's way. Lines `crc boot seq text` in small segments; a segment of at most 400 bytes
stays inside littlefs's metadata, which spares the flash. A torn line fails its CRC and is passed over, and
nothing is ever appended behind one: each boot begins a new segment. Acknowledged segments are removed,
but never the newest: its last line tells after a power cut whether a call was under way.
An ack covers one boot: what it says of a later boot must not forget a line of an earlier one.
It must not know what the text of a line means, nor how it travels.
"""

import binascii

SEGMENT_MAX = 400
BOOT_FILE = "boot"


class Journal:
    def __init__(self, folder):
        self._folder = folder
        self._segments = []  # (name, {boot: its last seq in the segment}), oldest first
        self._next_number = 1
        self._name, self._lasts = "", {}  # of the segment being written
        self._room = 0  # bytes left in it; 0: begin a new one
        self._unwritten = []  # lines that the file system refused; kept here and tried again
        self._acked = {}  # boot: seq up to which the hub has its lines
        self.acks = 0  # counts the acks that brought something new
        self.newest = None  # (boot, seq, text) of the last line
        self._recover()
        self.oldest = self._find_oldest()  # (boot, seq) of the oldest line not acknowledged, or None

    def append(self, boot, seq, text):
        """Keep `text` under (boot, seq), which must rise. Returns False if only in memory so far."""
        self.newest = (boot, seq, text)
        self.oldest = self.oldest or (boot, seq)
        self._unwritten.append(self.newest)
        try:
            while self._unwritten:
                self._write(self._unwritten[0])
                del self._unwritten[0]
        except OSError:
            self._room = 0  # what a failed write left behind may be torn
        return not self._unwritten

    def acknowledge(self, boot, seq):
        """Every line of `boot` up to `seq` is safe at the hub."""
        if seq <= self._acked.get(boot, 0):
            return
        self._acked[boot] = seq
        self.acks += 1
        while len(self._segments) > 1 and not self._holds(self._segments[0][1]):
            self._folder.remove(self._segments[0][0])
            del self._segments[0]
        self._unwritten = [line for line in self._unwritten if not self._is_acked(line)]
        self.oldest = self._find_oldest()

    def pending(self, after, most):
        """The oldest lines past the key `after` that are not acknowledged, at most `most`:
        [(boot, seq, text)]."""
        found = []
        for name, lasts in self._segments:
            if self._holds(lasts):
                found += self._lines(name)
                found = [line for line in found if line[:2] > after and not self._is_acked(line)]
            if len(found) >= most:
                return found[:most]
        return (found + [line for line in self._unwritten if line[:2] > after])[:most]

    def _is_acked(self, line):
        return line[1] <= self._acked.get(line[0], 0)

    def _holds(self, lasts):
        """Whether a segment with these last lines has one that is not acknowledged."""
        for line in lasts.items():
            if not self._is_acked(line):
                return True
        return False

    def _find_oldest(self):
        lines = self.pending((0, 0), 1)
        return lines[0][:2] if lines else None

    def _write(self, line):
        data = encode_line(line)
        if len(data) > self._room:
            self._name, self._lasts = "j%08d" % self._next_number, {}
            self._next_number += 1
            self._room = max(SEGMENT_MAX, len(data))
        self._folder.append(self._name, data)
        if not self._lasts:
            self._segments.append((self._name, self._lasts))
        self._lasts[line[0]] = line[1]
        self._room -= len(data)

    def _recover(self):
        for name in self._folder.names():
            if len(name) != 9 or name[0] != "j" or not name[1:].isdigit():
                continue
            self._next_number = int(name[1:]) + 1
            lines = self._lines(name)
            if lines:
                self.newest = lines[-1]
                self._segments.append((name, {boot: seq for boot, seq, _ in lines}))
            else:
                self._folder.remove(name)

    def _lines(self, name):
        lines = [decode_line(line) for line in self._folder.read(name).split(b"\n")]
        return [line for line in lines if line is not None]


def encode_line(line):
    body = ("%d %d %s" % line).encode()
    return b"%08x %s\n" % (binascii.crc32(body) & 0xFFFFFFFF, body)


def decode_line(data):
    """(boot, seq, text), or None if the line is torn or spoilt."""
    body = data[9:]
    try:
        if int(str(data[:8], "ascii"), 16) != binascii.crc32(body) & 0xFFFFFFFF:
            return None
        boot, seq, text = str(body, "utf-8").split(" ", 2)
        return int(boot), int(seq), text
    except (ValueError, UnicodeError):
        return None


def next_boot(folder, journal):
    """Count this boot. A spoilt counter is mended from the journal: a boot number never comes twice
    while a record of it may still travel."""
    try:
        last = int(str(folder.read(BOOT_FILE), "ascii"))
    except (ValueError, UnicodeError):
        last = 0
    boot = max(last, journal.newest[0] if journal.newest else 0) + 1
    folder.replace(BOOT_FILE, b"%d" % boot)
    return boot
