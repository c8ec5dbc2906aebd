"""The booth's config.json, checked: who it is, its key, its broker, its network, its line's profile, and the
emergency numbers that pass every lock.

A wrong setting is a ValueError whose words tell a technician what to write; the key is never shown.
`broker.host` is best an address: looking a name up stops everything else on a board while it lasts.
It must not know what the settings are used for.
"""

import binascii
import json

from booth import profile

FIELDS = {
    "shop": (),
    "booth": (),
    "key": (),
    "profile": (),
    "broker": ("host", "port"),
    "wifi": ("ssid", "password"),
}


def load(text):
    """The settings as a dict, with `key` as bytes, `profile` complete, and `broker.tls`, `emergency` and
    `boots` told even where they are not given."""
    try:
        config = json.loads(text)
    except ValueError:
        raise ValueError("config.json is not JSON")
    if type(config) is not dict:
        raise ValueError("config.json is not a JSON object")
    for field, parts in FIELDS.items():
        if field not in config:
            raise ValueError("config.json lacks %s" % field)
        for part in parts:
            if part not in config[field]:
                raise ValueError("config.json lacks %s.%s" % (field, part))
    config["key"] = key_of(config["key"])
    of_country = profile.emergency(config["profile"])
    config["profile"] = profile.load(config["profile"])
    config["broker"]["tls"] = flag("broker.tls", config["broker"].get("tls", False))
    config["emergency"] = numbers("emergency", config.get("emergency", of_country))
    config["boots"] = count("boots", config.get("boots", 0))
    return config


def key_of(text):
    try:
        key = binascii.unhexlify(text)
    except (ValueError, TypeError):
        key = b""
    if len(key) != 32:
        raise ValueError("key in config.json must be 64 hex digits")
    return key


def count(name, value):
    if type(value) is not int or value < 0:
        raise ValueError("%s in config.json must be a whole number" % name)
    return value


def flag(name, value):
    if type(value) is not bool:
        raise ValueError("%s in config.json must be true or false" % name)
    return value


def numbers(name, value):
    if type(value) is not list:
        raise ValueError("%s in config.json must be a list of numbers" % name)
    for number in value:
        if type(number) is not str or not number.isdigit():
            raise ValueError('%s in config.json must be a list like ["112"]' % name)
    return value
