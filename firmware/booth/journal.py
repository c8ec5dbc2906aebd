"""The booth's memory of what the hub has not acknowledged: append-only, and safe from power cuts.

Station 3 of the call's way. Lines `crc boot seq kind text` in small segments; a segment of at most 400 bytes
stays inside littlefs's metadata, which spares the flash. A torn line fails its CRC and is passed over, and
nothing is ever appended behind one: each boot begins a new segment. So is a line of a kind that only
another firmware knows. Acknowledged segments are removed, but never the newest, nor the one with the
newest record: after a power cut it tells whether a call was under way.
An ack covers one boot: what it says of a later boot must not forget a line of an earlier one.
There is room for so many segments and no more: what the hub does not fetch must not crowd out the counters
and the next firmware. It must not know what the text of a line means, nor how it travels.
"""

import binascii

SEGMENT_MAX = 400
SEGMENTS_MAX = 64  # some 190 lines; littlefs takes 4 KiB of flash for each
ALWAYS_KEPT = 2  # segments: the newest, and that of the newest record
KINDS = ("record", "alarm")
FULL = 28  # ENOSPC


class Journal:
    def __init__(self, folder):
        self._folder = folder
        self._segments = []  # (name, {boot: its last seq in the segment}), oldest first
        self._next_number = 1
        self._name, self._lasts = "", {}  # of the segment being written
        self._room = 0  # bytes left in it; 0: begin a new one
        self._unwritten = []  # lines that the file system refused; kept here and tried again
        self._refused_at = 0  # segments there were when the flash refused a line; 0: it takes them
        self._acked = {}  # boot: seq up to which the hub has its lines
        self.acks = 0  # counts the acks that brought something new
        self.newest = (0, 0)  # (boot, seq) of the last line
        self.record = None  # (boot, seq, kind, text) of the last record
        self._recorded_in = ""  # the segment it stands in
        self._recover()
        self.oldest = self._find_oldest()  # (boot, seq) of the oldest line not acknowledged, or None

    @property
    def full(self):
        """The flash took no lines: what is only in memory a power cut would lose. That is over when acks have
        made room, and not for a line or two only: else it would come and go with each call."""
        return self._refused_at > 0

    def append(self, boot, seq, kind, text):
        """Keep `text` under (boot, seq), which must rise."""
        line = (boot, seq, kind, text)
        self.newest = line[:2]
        self.oldest = self.oldest or self.newest
        self._unwritten.append(line)
        self.write_on()

    def acknowledge(self, boot, seq):
        """Every line of `boot` up to `seq` is safe at the hub."""
        if seq <= self._acked.get(boot, 0):
            return
        self._acked[boot] = seq
        self.acks += 1
        self._remove_acknowledged()
        self._unwritten = [line for line in self._unwritten if self._must_be_written(line)]
        self.write_on()
        self.oldest = self._find_oldest()

    def pending(self, after, most):
        """The oldest lines past the key `after` that are not acknowledged, at most `most`:
        [(boot, seq, kind, text)]."""
        found = []
        for name, lasts in self._segments:
            if max(lasts.items()) > after and self._holds(lasts):  # else it need not be read
                found += self._lines(name)
                found = [line for line in found if line[:2] > after and not self._is_acked(line)]
            if len(found) >= most:
                return found[:most]
        found += [line for line in self._unwritten if line[:2] > after and not self._is_acked(line)]
        return found[:most]

    def _is_acked(self, line):
        return line[1] <= self._acked.get(line[0], 0)

    def _remove_acknowledged(self):
        kept = []
        for segment in self._segments:
            name, lasts = segment
            if self._holds(lasts) or name in (self._recorded_in, self._name):
                kept.append(segment)
            else:
                self._folder.remove(name)
        self._segments = kept

    def _must_be_written(self, line):
        """Also when it is acknowledged: the last line, which tells when the flash takes lines again, and the
        newest record, or a call that is over would be closed once more after a power cut."""
        return not self._is_acked(line) or line == self._unwritten[-1] or line == self._newest_record()

    def _newest_record(self):
        records = [line for line in self._unwritten if line[2] == "record"]
        return records[-1] if records else None

    def _holds(self, lasts):
        """Whether a segment with these last lines has one that is not acknowledged."""
        for line in lasts.items():
            if not self._is_acked(line):
                return True
        return False

    def _find_oldest(self):
        lines = self.pending((0, 0), 1)
        return lines[0][:2] if lines else None

    def write_on(self):
        """What is only in memory goes to the flash, as far as it lets it."""
        try:
            while self._unwritten:
                self._write(self._unwritten[0])
                del self._unwritten[0]
        except OSError:
            self._room = 0  # what a failed write left behind may be torn
            self._refused_at = max(self._refused_at, len(self._segments), 1)
        if self._refused_at and not self._unwritten:
            self._remove_acknowledged()  # among them lines that were written only after their ack
            if len(self._segments) <= max(self._refused_at // 2, ALWAYS_KEPT):
                self._refused_at = 0

    def _write(self, line):
        data = encode_line(line)
        if len(data) <= self._room:
            self._folder.append(self._name, data)
        else:
            self._begin_segment(data)
        self._lasts[line[0]] = line[1]
        self._room -= len(data)
        self._note(line, self._name)

    def _begin_segment(self, data):
        if len(self._segments) >= SEGMENTS_MAX:
            raise OSError(FULL)
        name = "j%08d" % self._next_number
        self._folder.create(name, data)  # over what a failed attempt may have left
        self._next_number += 1
        self._name, self._lasts, self._room = name, {}, max(SEGMENT_MAX, len(data))
        self._segments.append((name, self._lasts))

    def _note(self, line, name):
        if line[2] == "record":
            self.record, self._recorded_in = line, name

    def _recover(self):
        for name in self._folder.names():
            if len(name) != 9 or name[0] != "j" or not name[1:].isdigit():
                continue
            self._next_number = int(name[1:]) + 1
            lines = self._lines(name)
            for line in lines:
                self.newest = line[:2]
                self._note(line, name)
            if lines:
                self._name = name
                self._segments.append((name, {line[0]: line[1] for line in lines}))
            else:
                self._folder.remove(name)

    def _lines(self, name):
        lines = [decode_line(line) for line in self._folder.read(name).split(b"\n")]
        return [line for line in lines if line is not None]


def encode_line(line):
    body = ("%d %d %s %s" % line).encode()
    return b"%08x %s\n" % (binascii.crc32(body) & 0xFFFFFFFF, body)


def decode_line(data):
    """(boot, seq, kind, text), or None if the line is torn, spoilt or of no kind known here."""
    body = data[9:]
    try:
        if int(str(data[:8], "ascii"), 16) != binascii.crc32(body) & 0xFFFFFFFF:
            return None
        boot, seq, kind, text = str(body, "utf-8").split(" ", 3)
        return (int(boot), int(seq), kind, text) if kind in KINDS else None
    except (ValueError, UnicodeError):
        return None
