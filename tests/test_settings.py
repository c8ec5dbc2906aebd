"""The settings file: what is unknown or wrong is refused with words that say what to write."""

from decimal import Decimal

import pytest
from locutorio.setting_list import SETTINGS
from locutorio.settings import SettingsError, check_settings, read_settings

SMALL = {"shop": {"name": "Barri", "country": "ES", "timezone": "Europe/Madrid", "currency": "EUR"}}


def changed(name, value):
    section, key = name.split(".")
    return SMALL | {section: SMALL.get(section, {}) | {key: value}}


def test_what_must_be_written_is_enough():
    settings = check_settings(SMALL)
    assert settings.shop.name == "Barri"
    assert settings["panel.port"] == 8446
    assert settings.shop.currency.decimals == 2


@pytest.mark.parametrize(("currency", "decimals"), [("XOF", 0), ("TND", 3), ("CZK", 2)])
def test_each_currency_has_its_own_coins(currency, decimals):
    assert check_settings(changed("shop.currency", currency)).shop.currency.decimals == decimals


def test_the_rounding_step_is_in_coins():
    settings = check_settings(changed("shop.rounding_step", "0.05"))
    assert settings.shop.step_minor == 5
    assert settings["shop.rounding_step"] == Decimal("0.05")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("shop.nam", "Barri", "there is no setting shop.nam; did you mean shop.name?"),
        ("shop.name", "", "shop.name = '' should be text in quotes, like \"Barri\""),
        ("shop.country", "Spain", "a country code of two letters"),
        ("shop.timezone", "Madrid", 'a time zone name, like "Europe/Madrid"'),
        ("shop.language", "klingon!", 'a language code, like "es"'),
        ("shop.currency", "euro", "a currency code of three letters"),
        ("shop.rounding_step", 0.05, 'an amount in quotes, like "0.05"'),
        ("shop.rounding_step", "-1", "an amount in quotes"),
        ("shop.rounding_step", "0.001", "finer than the coins of EUR"),
        ("shop.id", "My Shop", "a short name of a-z, 0-9 and -"),
        ("shop.address", "Calle Mayor", "a list of texts"),
        ("panel.port", "8446", "a whole number from 0 to 65535"),
        ("panel.port", True, "a whole number from 0 to 65535"),
        ("store.url", "mysql://x", "an address that starts with sqlite:// or postgresql\\+psycopg://"),
        ("printer.confirms", "yes", "should be true or false"),
        ("printer.kind", "laser", '"none", "network", "file", "usb", "serial", "cups"'),
        ("drawer.kick", "during", '"before", "after", "never"'),
        ("drawer.pin", 3, "one of 2, 5"),
        ("shop.cash_step", "0.001", "shop.cash_step = 0.001 is finer than the coins of EUR"),
        ("tax.calls", "100", 'percent in quotes, like "21" or "5.5", or ""'),
        ("tax.extras", 21, "percent in quotes"),
        ("fiscal.profile", "spain", '"none", "chain", "france"'),
        ("receipt.link", "bills.example", 'starts with http:// or https://, or ""'),
        ("receipt.masked_digits", 7, "a whole number from 0 to 6"),
    ],
)
def test_what_is_wrong_is_said(name, value, words):
    with pytest.raises(SettingsError, match=words):
        check_settings(changed(name, value))


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS if setting.default is None])
def test_what_is_missing_is_named(name):
    section, key = name.split(".")
    document = SMALL | {section: {k: v for k, v in SMALL[section].items() if k != key}}
    with pytest.raises(SettingsError, match=f"{name} is missing"):
        check_settings(document)


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError, match="locutorio init"):
        read_settings(tmp_path / "locutorio.toml")


def test_a_broken_file_says_where(tmp_path):
    path = tmp_path / "locutorio.toml"
    path.write_text("[shop\n")
    with pytest.raises(SettingsError, match=r"locutorio.toml is not TOML: .*line 1"):
        read_settings(path)


def test_the_books_lie_beside_the_settings(tmp_path):
    path = tmp_path / "locutorio.toml"
    path.write_text(
        '[shop]\nname = "Barri"\ncountry = "ES"\ntimezone = "Europe/Madrid"\ncurrency = "EUR"\n'
        '[store]\nurl = "sqlite:///books.db"\n'
    )
    assert read_settings(path)["store.url"] == f"sqlite:///{tmp_path}/books.db"


def test_a_full_path_and_a_server_stay_as_they_are():
    for url in ("sqlite:////var/books.db", "postgresql+psycopg://shop@db/books"):
        assert check_settings(changed("store.url", url))["store.url"] == url


def test_files_lie_beside_the_settings_too(tmp_path):
    written = changed("panel.cert", "given/panel.pem") | {"broker": {"ca": "/etc/ca.crt"}}
    settings = check_settings(written, folder=tmp_path)
    assert settings["panel.cert"] == tmp_path / "given/panel.pem"
    assert str(settings["broker.ca"]) == "/etc/ca.crt"
    assert settings["broker.cert"] is None
    assert settings["certificates.folder"] == tmp_path / "certificates"


def test_receipts_show_steps_where_the_owner_wants_it():
    assert not check_settings(SMALL).shop.receipt_steps
    assert check_settings(changed("receipt.steps", True)).shop.receipt_steps


def test_what_the_till_needs_stands_in_the_shops_profile():
    document = SMALL | {
        "shop": SMALL["shop"] | {"cash_step": "0.05", "tax_id": "ESB58378431"},
        "tax": {"calls": "21.0", "extras": "5.50"},
        "fiscal": {"profile": "france"},
        "drawer": {"kick": "after"},
        "receipt": {"link": "https://bills.example/", "masked_digits": 4},
    }
    shop = check_settings(document).shop
    assert (shop.cash_step_minor, shop.tax_id, shop.fiscal) == (5, "ESB58378431", "france")
    assert (shop.calls_tax, shop.extras_tax, shop.drawer_kick) == ("21", "5.5", "after")
    assert (shop.receipt_link, shop.masked_digits) == ("https://bills.example", 4)


def test_unless_told_the_till_shows_no_tax_and_rounds_nothing():
    settings = check_settings(SMALL)
    shop = settings.shop
    assert (shop.calls_tax, shop.extras_tax, shop.cash_step_minor, shop.fiscal) == ("", "", 0, "none")
    assert (shop.receipt_link, shop.masked_digits, settings["drawer.pin"]) == ("", 0, 2)
    assert shop.program.startswith("Locutorio 0.")
