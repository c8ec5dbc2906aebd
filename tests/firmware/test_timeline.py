"""Parts act at their own moments, in the order of the moments."""

from booth.timeline import Timeline
from hypothesis import given
from hypothesis import strategies as st


class Every:
    """Due every so many milliseconds, a few times."""

    def __init__(self, every_ms, times):
        self.due_ms = every_ms
        self._every_ms = every_ms
        self._times = times

    def advance(self, now_ms):
        at_ms, self._times = self.due_ms, self._times - 1
        self.due_ms = at_ms + self._every_ms if self._times else None
        return [at_ms]


def timeline_of(*periods_ms):
    timeline, seen = Timeline(), []
    for every_ms in periods_ms:
        timeline.add(Every(every_ms, 3), lambda at_ms, every_ms=every_ms: seen.append((at_ms, every_ms)))
    return timeline, seen


def test_events_come_in_the_order_of_their_moments_and_of_the_parts():
    timeline, seen = timeline_of(300, 200)
    timeline.advance(10_000, lambda: None)
    assert seen == [(200, 200), (300, 300), (400, 200), (600, 300), (600, 200), (900, 300)]
    assert timeline.due_ms is None
    assert timeline.now_ms == 10_000


def test_after_each_thing_the_rest_is_looked_at_and_now_is_its_moment():
    timeline, _ = timeline_of(300, 200)
    moments = []
    timeline.advance(500, lambda: moments.append(timeline.now_ms))
    assert moments == [200, 300, 400]


@given(st.lists(st.integers(1, 500), min_size=1, max_size=5), st.lists(st.integers(0, 2000), max_size=20))
def test_it_does_not_matter_how_often_it_is_asked(periods_ms, asked_ms):
    often, seen_often = timeline_of(*periods_ms)
    once, seen_once = timeline_of(*periods_ms)
    for at_ms in sorted(asked_ms):
        often.advance(at_ms, lambda: None)
    often.advance(2000, lambda: None)
    once.advance(2000, lambda: None)
    assert seen_often == seen_once
