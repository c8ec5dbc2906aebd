"""The shop's one settings file (TOML), read once at the start; what may stand in it is in setting_list.

An unknown or wrong setting is a SettingsError that says what to write. Nothing else reads the file.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from babel.numbers import get_currency_precision

from locutorio.core.errors import ShopError
from locutorio.core.money import Currency, InexactMoney
from locutorio.core.numbers import emergency_numbers
from locutorio.core.rules import BoothRules
from locutorio.core.shop import ShopProfile
from locutorio.sealing import Sealer
from locutorio.setting_kinds import file
from locutorio.setting_list import SETTINGS, Setting


class SettingsError(ShopError):
    code = "settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says, checked, with the defaults filled in; `values` by the names of SETTINGS."""

    values: Mapping[str, Any]
    shop: ShopProfile

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


def read_settings(path: Path) -> Settings:
    """The settings in the file at `path`; SettingsError says what to mend and where."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SettingsError(
            f"{path} does not exist; `locutorio init {path}` writes one to start from"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not TOML: {error}") from None
    try:
        return check_settings(document, folder=path.resolve().parent)
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from None


def check_settings(document: Mapping[str, Any], *, folder: Path = Path()) -> Settings:
    """The settings of a document; files without a full path lie in `folder`."""
    written = flatten(document)
    known = {setting.name for setting in SETTINGS}
    for name in written:
        if name not in known:
            raise SettingsError(f"there is no setting {name}{meant(name, known)}")
    values = {setting.name: value_of(setting, written) for setting in SETTINGS}
    values["store.url"] = in_folder(values["store.url"], folder)
    files = [setting.name for setting in SETTINGS if setting.check is file]
    values |= {name: folder / values[name] if values[name] else None for name in files}
    return Settings(values, profile(values))


def in_folder(url: str, folder: Path) -> str:
    """So that the books do not depend on the folder the command was typed in."""
    scheme, slashes, file = url.partition(":///")
    if scheme != "sqlite" or not file:
        return url
    return f"{scheme}{slashes}{folder / file}"


def flatten(document: Mapping[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for section, entries in document.items():
        if isinstance(entries, dict):
            flat |= {f"{section}.{name}": value for name, value in entries.items()}
        else:
            flat[section] = entries
    return flat


def meant(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"; did you mean {near[0]}?" if near else "; known are " + ", ".join(sorted(known))


def value_of(setting: Setting, written: Mapping[str, Any]) -> Any:
    value = written.get(setting.name, setting.default)
    if value is None:
        raise SettingsError(f"{setting.name} is missing: {setting.help}")
    try:
        return setting.check(value)
    except ValueError as error:
        raise SettingsError(f"{setting.name} = {value!r} should be {error}") from None


def profile(values: Mapping[str, Any]) -> ShopProfile:
    code = values["shop.currency"]
    money = Currency(code, get_currency_precision(code))
    return ShopProfile(
        shop_id=values["shop.id"],
        name=values["shop.name"],
        address_lines=values["shop.address"],
        footer_lines=values["shop.footer"],
        country=values["shop.country"],
        timezone=values["shop.timezone"],
        language=values["shop.language"],
        currency=money,
        step_minor=in_coins(values, "shop.rounding_step", money),
        call_limit_s=values["shop.call_limit_s"],
        rules=rules(values),
        receipt_steps=values["receipt.steps"],
        tax_id=values["shop.tax_id"],
        cash_step_minor=in_coins(values, "shop.cash_step", money),
        calls_tax=values["tax.calls"],
        extras_tax=values["tax.extras"],
        fiscal=values["fiscal.profile"],
        drawer_kick=values["drawer.kick"],
        masked_digits=values["receipt.masked_digits"],
        receipt_link=values["receipt.link"].rstrip("/"),
        program=f"Locutorio {version('locutorio')}",
        signer=Sealer(values["certificates.folder"]),
    )


def in_coins(values: Mapping[str, Any], name: str, money: Currency) -> int:
    """The amount of a setting in whole minor units."""
    try:
        return money.to_minor(values[name])
    except InexactMoney:
        raise SettingsError(f"{name} = {values[name]} is finer than the coins of {money.code}") from None


def rules(values: Mapping[str, Any]) -> BoothRules:
    of_lease = {
        name.removeprefix("lease."): value for name, value in values.items() if name.startswith("lease.")
    }
    return BoothRules(
        emergency_numbers=values["shop.emergency_numbers"] or emergency_numbers(values["shop.country"]),
        barred=values["shop.barred"],
        bar_unpriced=values["shop.unpriced"] == "bar",
        **of_lease,
    )
