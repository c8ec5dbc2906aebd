"""Updates in waves: who is in which, and what comes next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.waves import SILENCE_MS, SIZES, WAIT, BadWaves, Member, Step, divided, next_step

NOW_MS = 10 * SILENCE_MS


def booths(count: int) -> list[str]:
    return [f"booth-{place}" for place in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "sizes", "wanted"),
    [
        (1, SIZES, [1]),
        (2, SIZES, [1, 1]),
        (8, SIZES, [1, 2, 5]),
        (9, SIZES, [1, 3, 5]),
        (4, "rest", [4]),
        (4, "1,1, rest", [1, 1, 2]),
        (3, "50%, 50%, rest", [2, 1]),
        (3, "7, rest", [3]),
    ],
)
def test_the_sizes_of_the_waves(count: int, sizes: str, wanted: list[int]) -> None:
    assert [len(wave) for wave in divided(booths(count), sizes)] == wanted


@given(st.integers(0, 60), st.lists(st.sampled_from(["1", "2", "7", "10%", "33%", "100%"])))
def test_every_booth_is_in_one_wave_and_in_its_place(count: int, sizes: list[str]) -> None:
    waves = divided(booths(count), ", ".join([*sizes, "rest"]))
    assert [name for wave in waves for name in wave] == booths(count)
    assert all(waves)


@pytest.mark.parametrize("sizes", ["", "1, 25%", "0, rest", "1; rest", "-1, rest", "0%, rest", "rest, 1"])
def test_what_are_no_waves(sizes: str) -> None:
    with pytest.raises(BadWaves):
        divided(booths(3), sizes)


def offered(name: str = "a", verdict: str | None = "", *, wave: int = 1, told_ms: int = NOW_MS) -> Member:
    return Member(name, wave, offered_ms=NOW_MS - 1, verdict=verdict, told_ms=told_ms)


FAR = (Member("b", 2), Member("c", 2), Member("d", 3))


def test_the_first_wave_comes_at_once_and_the_next_when_all_hold() -> None:
    assert next_step(FAR, now_ms=NOW_MS) == Step(offer=("b", "c"))
    assert next_step([offered(verdict="held"), *FAR], now_ms=NOW_MS) == Step(offer=("b", "c"))
    assert next_step([offered(verdict="older"), *FAR], now_ms=NOW_MS).offer
    both = [offered(verdict="held"), offered("a2", "taken"), *FAR]
    assert next_step(both, now_ms=NOW_MS) == WAIT


def test_a_booth_that_runs_it_needs_no_word() -> None:
    """Its word may be lost on the way; what it greets with is not."""
    runs = Member("a", 1, offered_ms=1, verdict="taken", told_ms=1, runs_it=True)
    assert next_step([runs, *FAR], now_ms=NOW_MS).offer


def test_the_end() -> None:
    assert next_step([offered(verdict="held")], now_ms=NOW_MS) == Step(done=True)


@pytest.mark.parametrize("verdict", ["failed", "forged", "full", "no key", "something new"])
def test_a_booth_that_never_will_stops_it(verdict: str) -> None:
    step = next_step([offered("z", "held"), offered("a", verdict), *FAR], now_ms=NOW_MS)
    assert step == Step(trouble=verdict, booth_id="a")


def test_a_booth_that_is_offered_something_else_stops_it() -> None:
    assert next_step([offered(verdict=None), *FAR], now_ms=NOW_MS).trouble == "withdrawn"


@pytest.mark.parametrize("verdict", ["", "busy", "stalled", "taken"])
def test_silence_stops_it_and_a_word_puts_it_off(verdict: str) -> None:
    silent = Member("a", 1, offered_ms=0, verdict=verdict, told_ms=NOW_MS - SILENCE_MS - 1)
    assert next_step([silent, *FAR], now_ms=NOW_MS) == Step(trouble="silent", booth_id="a")
    never = Member("a", 1, offered_ms=NOW_MS - SILENCE_MS - 1)
    assert next_step([never, *FAR], now_ms=NOW_MS).trouble == "silent"
    heard = Member("a", 1, offered_ms=0, verdict=verdict, told_ms=NOW_MS - SILENCE_MS)
    assert next_step([heard, *FAR], now_ms=NOW_MS) == WAIT
