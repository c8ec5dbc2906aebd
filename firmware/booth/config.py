"""The booth's config.json, checked: who it is, its key, its broker, its network, its line's profile.

A wrong setting is a ValueError whose words tell a technician what to write; the key is never shown.
It must not know what the settings are used for.
"""

import binascii
import json

from booth import profile


def load(text):
    """The settings as a dict, with `key` as bytes and `profile` complete."""
    try:
        config = json.loads(text)
    except ValueError:
        raise ValueError("config.json is not JSON")
    for field in ("shop", "booth", "key", "broker", "profile"):
        if field not in config:
            raise ValueError("config.json lacks %s" % field)
    for field in ("host", "port"):
        if field not in config["broker"]:
            raise ValueError("config.json lacks broker.%s" % field)
    config["key"] = key_of(config["key"])
    config["profile"] = profile.load(config["profile"])
    return config


def key_of(text):
    try:
        key = binascii.unhexlify(text)
    except (ValueError, TypeError):
        key = b""
    if len(key) != 32:
        raise ValueError("key in config.json must be 64 hex digits")
    return key
