"""All at once or one by one: the same costs to the last digit."""

from any_tariff import NUMBER, answers, documents, lengths, unix_ms
from hypothesis import given, settings
from hypothesis import strategies as st
from locutorio.batch import price_all
from locutorio.core.rating import NoRate, cost_of
from locutorio.core.tariff import load_tariff

# As dialled: they share prefixes, end within one, have other signs in them, are longer than any prefix.
numbers = st.sampled_from([NUMBER, "34", "3", "", "348", "350", "0034", "=112", "34*9", "34a9", "349" * 9])
calls = st.lists(
    st.tuples(numbers, answers.map(unix_ms), lengths | st.integers(0, 1_000_000), st.booleans()), max_size=12
)


def one_by_one(tariff, calls, decimals):
    costs = []
    for number, answered_at_ms, seconds, premium in calls:
        try:
            units, own = cost_of(
                tariff, number, answered_at_ms=answered_at_ms, seconds=seconds, premium=premium
            )
        except NoRate:
            costs.append(None)
        else:
            costs.append(units * 10 ** (decimals - own))
    return costs


def at_once(tariff, calls, decimals):
    columns = list(zip(*calls, strict=True)) or [(), (), (), ()]
    return price_all(tariff, *columns[:3], decimals=decimals, premium=columns[3]).to_list()


@given(documents, calls)
@settings(max_examples=120, deadline=None)
def test_any_tariff(document, calls):
    tariff = load_tariff(document)
    assert at_once(tariff, calls, 4) == one_by_one(tariff, calls, 4)
