"""What a package sells by, and when: recipes and sheets that follow each other."""

from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.succession import Recipe, Selling, at, following

MARKUP, DEARER = Recipe("markup", needs_sheet=True), Recipe("dearer", needs_sheet=True)
WRITTEN = Recipe("written out", needs_sheet=False)


def test_a_first_recipe_sells_by_the_sheet_of_its_time_and_by_every_later_one():
    sheets = [(10, 1), (30, 2)]
    assert following([], sheets, from_ms=20, recipe=MARKUP) == [
        Selling(20, MARKUP, 1), Selling(30, MARKUP, 2),
    ]  # fmt: skip


def test_a_new_sheet_takes_the_recipe_of_its_time_along_and_those_that_begin_later():
    standing = [Selling(10, MARKUP, 1), Selling(50, DEARER, 1)]
    assert following(standing, [(10, 1), (30, 2)], from_ms=30) == [
        Selling(30, MARKUP, 2), Selling(50, DEARER, 2),
    ]  # fmt: skip


def test_a_new_recipe_holds_until_the_next_that_somebody_chose():
    standing = [Selling(10, MARKUP, 1), Selling(30, MARKUP, 2), Selling(50, WRITTEN, None)]
    assert following(standing, [(10, 1), (30, 2), (60, 3)], from_ms=20, recipe=DEARER) == [
        Selling(20, DEARER, 1), Selling(30, DEARER, 2),
    ]  # fmt: skip


def test_of_two_at_the_same_moment_the_later_adopted_holds():
    standing = [Selling(10, MARKUP, 1), Selling(10, DEARER, 1)]
    assert following(standing, [(10, 1), (10, 2)], from_ms=10) == [Selling(10, DEARER, 2)]


def test_prices_that_are_written_out_need_no_sheet():
    assert following([], [(10, 1), (30, 2)], from_ms=20, recipe=WRITTEN) == [Selling(20, WRITTEN, None)]


def test_a_recipe_before_the_first_sheet_comes_back_without_one():
    assert following([], [(30, 2)], from_ms=20, recipe=MARKUP)[0] == Selling(20, MARKUP, None)


def test_nothing_new_needs_nothing():
    assert following([Selling(10, MARKUP, 1)], [(10, 1)], from_ms=20, recipe=MARKUP) == []


moments = st.integers(0, 8)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("sheet"), moments),
        st.tuples(st.sampled_from([MARKUP, DEARER, WRITTEN]), moments),
    ),
    max_size=8,
)


@given(steps)
def test_at_every_moment_the_recipe_that_was_chosen_sells_by_the_sheet_in_force(taken):
    """However sheets and recipes were adopted, each from its moment on, one after the other."""
    sheets, standing, chosen = [(0, 1)], [], {}
    for number, (what, moment) in enumerate(taken, start=2):
        if what == "sheet":
            sheets.append((moment, number))
            standing += following(standing, sheets, from_ms=moment)
        else:
            recipe = what._replace(text=f"{what.text} {number}")  # nobody writes the same twice
            chosen[moment] = recipe
            standing += following(standing, sheets, from_ms=moment, recipe=recipe)
    for moment in range(10):
        recipe = at(sorted(chosen.items()), moment)
        sells = at(sorted({each.from_ms: each for each in standing}.items()), moment)
        if recipe is None:
            assert sells is None
        else:
            sheet_id = at(sorted(dict(sheets).items()), moment) if recipe.needs_sheet else None
            assert sells[1:] == (recipe, sheet_id)
