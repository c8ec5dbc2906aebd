"""Languages that only paper speaks: nothing is left in English, and what is compiled is what is written."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from locutorio.locales import catalogues, collect, read
from locutorio.words import Words

LANGUAGES = sorted(catalogues("paper"))


def texts(catalogue: Catalog) -> dict[str, str]:
    return {message.id: message.string for message in catalogue if message.id}


def test_czech_and_portuguese_are_such():
    assert LANGUAGES == ["cs", "pt"]
    assert not set(LANGUAGES) & set(catalogues()), "a language is spoken by the whole shop or by paper alone"


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_printed_is_in_that_language(language: str):
    written = texts(read(catalogues("paper")[language]))
    assert set(written) == set(texts(collect("paper"))), "run: make words"
    assert [text for text, said in written.items() if not said] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_compiled_and_fills_in_the_same(language: str):
    path = catalogues("paper")[language]
    fields = re.compile(r"%\(\w+\)[sd]")
    with path.with_suffix(".mo").open("rb") as file:
        assert texts(read_mo(file)) == texts(read(path)), "run: make words"
    for text, said in texts(read(path)).items():
        assert sorted(fields.findall(text)) == sorted(fields.findall(said)), text


def test_a_language_of_its_region_is_found():
    assert Words("pt-BR", "UTC").gettext("Change") == "Troco"
    assert Words("cs", "UTC").gettext("Change") == "Vráceno"
    assert Words("xx", "UTC").gettext("Change") == "Change"
