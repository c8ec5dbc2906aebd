"""Which hub a booth listens to: the one that was started last. Its epoch is the highest.

Pure. The clock only helps a hub that comes from a backup past the epochs it has forgotten; where the
clock was wrong, what booths have reported does.
"""


def next_epoch(stored: int, heard: int, *, now_ms: int) -> int:
    """`stored`: the last epoch by these books; `heard`: the highest any booth has told of."""
    return max(stored + 1, heard + 1, now_ms // 1000)
