"""Which column is what, guessed, remembered, mended."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from locutorio.core.imports import Grid, Mapping, MappingProblem, guess, recall, with_header

BARE = [
    ["34", "Spain", "0,012", "60", "1", "01/12/2026"],
    ["346", "Spain mobile", "0,085", "60", "1", "13/12/2026"],
    ["351", "Portugal", "0,015", "60", "1", "01/12/2026"],
    ["212", "Morocco", "0,2", "60", "1", "01/12/2026"],
]


def columns(*rows):
    return guess(Grid.of(rows)).mapping.columns


@pytest.mark.parametrize(
    "heading",
    [
        ["Prefix", "Destination", "Rate per minute", "Increments", "Effective date"],
        ["Prefijo", "Destino", "Precio minuto", "Incrementos", "Vigencia"],
        ["Préfixe", "Libellé", "Prix / minute", "Paliers", "Date d'effet"],
        ["Prefixo", "Destino", "Preço", "Cadência", "Válido de"],
        ["Předvolba", "Destinace", "Cena za minutu", "Účtování", "Platnost od"],
        ["البادئة", "الوجهة", "السعر", "الفوترة", "تاريخ السريان"],
    ],
)
def test_headings_in_six_languages(heading):
    row = ["34", "Spain", "0.012", "60/1", "2026-12-01"]
    assert columns(heading, row) == ("prefix", "label", "price", "increments", "valid_from")


COLUMNS = {
    "prefix": (
        ["Prefix", "Prefijo", "Indicatif", "Předvolba", "المفتاح"],
        ["34", "+351", "7940-7943", "2126"],
    ),
    "label": (
        ["Destination", "País", "Libellé", "Země", "البلد"],
        ["Spain", "Portugal", "Abkhazia", "Morocco"],
    ),
    "price": (["Rate", "Precio", "Tarif", "Cena", "السعر"], ["0,012", "0,015", "0,25", "1.200,5"]),
    "connect_fee": (
        ["Setup fee", "Establecimiento", "Frais de connexion", "Spojovací poplatek"],
        ["0", "0,05", "0", "0"],
    ),
    "increments": (
        ["Billing increment", "Incrementos", "Paliers", "Tarifikace"],
        ["60/60", "60/1", "1/1", "30/6"],
    ),
    "valid_from": (
        ["Effective date", "Vigencia", "Date d'effet", "Platí od"],
        ["1/12/2026", "13/12/2026", "", ""],
    ),
    "status": (["Status", "Estado", "Statut", "Stav"], ["Increase", "", "Blocked", ""]),
    "": (["Notes", "LCR", "%", "Id"], ["x", "", "y", ""]),
}


@given(st.permutations(sorted(COLUMNS)), st.integers(0, 3), st.integers(0, 2))
def test_columns_in_any_order_and_language(order, language, titles):
    heading = [COLUMNS[role][0][language] for role in order]
    rows = zip(*(COLUMNS[role][1] for role in order), strict=True)
    mapping = guess(Grid.of([*[["Telco Sur"]] * titles, heading, *rows])).mapping
    assert mapping.columns == tuple(order)
    assert (mapping.header_line, mapping.decimal_mark, mapping.date_form) == (titles + 1, ",", "dmy")


def test_titles_stand_before_the_heading():
    grid = Grid.of(
        [
            ["Rates of Telco Sur, effective 1 December"],
            [],
            ["Code", "Country", "Rate"],
            ["34", "Spain", "0.1"],
        ]
    )
    mapping = guess(grid).mapping
    assert (mapping.header_line, mapping.header) == (3, ("Code", "Country", "Rate"))


def test_without_a_heading_the_cells_tell():
    guessed = guess(Grid.of([["Telco Sur"], [], *BARE]))
    assert guessed.mapping == Mapping(
        ("prefix", "label", "price", "first_s", "next_s", "valid_from"), header_line=2, decimal_mark=","
    )
    assert set(guessed.basis) == {"cells"}
    assert guessed.doubts == ()


def test_the_numbers_of_the_rows_are_no_prefixes():
    numbered = [[str(number), *row[:3]] for number, row in enumerate(BARE, 1)]
    assert columns(*numbered) == ("", "prefix", "label", "price")


def test_a_heading_that_says_nothing_leaves_the_cells_to_tell():
    heading = ["Kierunek", "Kod", "PLN"]
    rows = [[row[1], row[0], row[2]] for row in BARE]
    guessed = guess(Grid.of([[*heading, "Prefix"], *[[*row, ""] for row in rows]]))
    assert (guessed.mapping.header_line, guessed.mapping.header) == (1, ())
    assert guessed.mapping.columns == ("label", "prefix", "price", "")


def test_a_heading_is_not_believed_against_its_cells():
    guessed = guess(
        Grid.of(
            [
                ["Rate", "Code", "Cost", "Destination"],
                *[["standard", *row[:1], row[2], row[1]] for row in BARE],
            ]
        )
    )
    assert guessed.mapping.columns == ("", "prefix", "price", "label")
    assert guessed.basis == ("", "header", "header", "header")


def test_the_new_price_is_taken_not_the_old_one_nor_the_difference():
    rows = [["34", "0.020", "0.012", "-40%"], ["33", "0.020", "0.030", "50%"]]
    assert columns(["Code", "Old rate", "New rate", "Change"], *rows) == ("prefix", "", "price", "")


def test_codes_in_several_columns():
    rows = [["34", "Spain", "91", "93", "0.01"], ["34", "Spain", "95", "", "0.01"]]
    heading = ["Country code", "Country", "Area code", "Area code 2", "Price"]
    assert columns(heading, *rows) == ("country_code", "label", "prefix", "prefix", "price")


def test_whole_codes_beside_country_codes_are_enough():
    rows = [["34", "91", "3491", "0.01"], ["33", "6", "336", "0.02"]]
    assert columns(["Country code", "Area code", "Dial code", "Price"], *rows) == ("", "", "prefix", "price")


def test_country_codes_alone_are_the_prefixes():
    assert columns(["Country code", "Price"], ["34", "0.01"], ["33", "0.02"]) == ("prefix", "price")


def test_increments_in_one_column_or_two():
    heading = ["Code", "Rate", "Minimum", "Increment"]
    assert columns(heading, ["34", "0.01", "60", "1"])[2:] == ("first_s", "next_s")
    assert columns(heading[:3], ["34", "0.01", "60/1"])[2:] == ("increments",)


@pytest.mark.parametrize(("price", "doubts"), [("0,5", ()), ("1,250", ("decimal_mark",))])
def test_how_amounts_are_written(price, doubts):
    guessed = guess(Grid.of([["Code", "Rate"], ["34", price]]))
    assert (guessed.mapping.decimal_mark, guessed.doubts) == (",", doubts)


@pytest.mark.parametrize(
    ("day", "form", "doubts"),
    [
        ("13/12/2026", "dmy", ()),
        ("12/13/2026", "mdy", ()),
        ("1/12/2026", "dmy", ("date_form",)),
        ("2026-12-01", "dmy", ()),
    ],
)
def test_how_dates_are_written(day, form, doubts):
    guessed = guess(Grid.of([["Code", "Rate", "Effective"], ["34", "0.1", day]]))
    assert (guessed.mapping.date_form, guessed.doubts) == (form, doubts)


def test_prices_for_a_second_and_in_cents():
    assert guess(Grid.of([["Code", "Price per second"], ["34", "0.1"]])).mapping.price_per_s == 1
    assert guess(Grid.of([["Code", "Price (cents)"], ["34", "1.5"]])).mapping.in_cents
    assert guess(Grid.of([["Code", "Price"], ["34", "1.5 ¢"]])).mapping.in_cents


def test_a_blank_sheet_leaves_all_open():
    mapping = guess(Grid.of([[]])).mapping
    assert [problem.code for problem in mapping.problems()] == ["no_prefix_column", "no_price_column"]


def test_a_mapping_is_remembered_by_its_headings():
    first = Grid.of([["Code", "Rate", "X"], ["34", "0,1", ""]])
    mapping = replace(guess(first).mapping, columns=("prefix", "price", "label"))
    later = Grid.of([["December"], [], ["CODE ", "rate", "x", ""], ["34", "0,1", "Spain"]])
    assert recall(mapping, later) == replace(mapping, header_line=3)
    assert recall(mapping, Grid.of([["Code", "Rate"], ["34", "0,1"]])) is None


def test_a_mapping_without_headings_is_remembered_by_its_width():
    mapping = guess(Grid.of(BARE)).mapping
    assert recall(mapping, Grid.of([["Title"], *BARE])) == replace(mapping, header_line=1)
    assert recall(mapping, Grid.of([row[:4] for row in BARE])) is None
    assert recall(mapping, Grid.of([["Code", "Rate", *"abcd"], *BARE])) is None


def test_another_line_can_be_named_as_the_heading():
    grid = Grid.of([["a", "b"], ["34", "0.1"]])
    assert with_header(Mapping(("prefix", "price")), grid, 1).header == ("a", "b")


def test_a_mapping_is_kept_as_it_is():
    mapping = guess(Grid.of([["Código", "Precio €"], ["34", "0,1"]])).mapping
    assert Mapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"columns": ["price"], "colour": 1}',
        '{"columns": ["colour"]}',
        '{"columns": [], "price_per_s": 7}',
        '{"columns": [], "header_line": -1}',
        '{"columns": [], "first_s": 0}',
        '{"columns": [], "next_s": "60"}',
        '{"columns": [["price"]]}',
    ],
)
def test_what_is_no_mapping(text):
    with pytest.raises(MappingProblem):
        Mapping.from_json(text)


def test_problems_are_said_in_words():
    problems = Mapping(("price", "price", "label", "label")).problems()
    assert [problem.sentence for problem in problems] == [
        "Say which column holds the prefixes.",
        "Two columns are said to be the same (price). Leave one of them out.",
    ]
