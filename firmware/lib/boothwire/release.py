"""A firmware release: the files of a booth's program under one signed manifest.

The manifest is the signature, a space, and JSON: {"release", "firmware", "files": [[name, size, sha256]]}.
The signature is RSA-3072, PKCS#1 v1.5 with SHA-256, over the JSON, by a key the owner keeps off the hub, so
neither the broker nor the hub can make a booth run what the owner has not released. Whatever is in the
files is vouched for by the manifest and by nothing else. Tool, hub and booth read it with these lines; how a
release is made, kept or fetched they must not know.
"""

import binascii
import hashlib
import json

from boothwire import WireError

MANIFEST = "manifest"  # its name beside the files, and on the wire
MANIFEST_MAX = 8192  # bytes
TOTAL_MAX = 262144  # bytes of all files
SIGNATURE_BYTES = 384
EXPONENT = 65537
# What PKCS#1 puts before a SHA-256 digest to say that it is one.
DIGEST_INFO = b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20"
NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_./"


def read_key(text):
    """The modulus in a release.key: 768 hex digits, whatever the white space around them."""
    try:
        key = binascii.unhexlify(text.strip())
    except ValueError:
        key = b""
    if len(key) != SIGNATURE_BYTES:
        raise WireError("release.key must be 768 hex digits")
    return int.from_bytes(key, "big")


def padded(body):
    """What a signature of `body` is when the key is taken off. It is compared whole: nothing in it is
    read or skipped, so nothing can be hidden in it."""
    tail = b"\x00" + DIGEST_INFO + hashlib.sha256(body).digest()
    return b"\x00\x01" + b"\xff" * (SIGNATURE_BYTES - 2 - len(tail)) + tail


def is_signed(body, signature, modulus):
    if len(signature) != SIGNATURE_BYTES:
        return False
    number = int.from_bytes(signature, "big")
    if number >= modulus:
        return False
    return pow(number, EXPONENT, modulus).to_bytes(SIGNATURE_BYTES, "big") == padded(body)


def open_manifest(data, modulus):
    """The manifest as a dict, or WireError. The signature is looked at before anything else is."""
    signature, _, body = bytes(data).partition(b" ")
    try:
        signature = binascii.unhexlify(signature)
    except ValueError:
        signature = b""
    if len(data) > MANIFEST_MAX or not is_signed(body, signature, modulus):
        raise WireError("the signature of the release does not fit")
    manifest = read_body(body)
    check_files(manifest["files"])
    return manifest


def read_body(body):
    """The manifest without its signature, as far as a booth trusts what it runs already."""
    try:
        manifest = json.loads(str(body, "utf-8"))
        if type(manifest["release"]) is int and manifest["release"] > 0 and type(manifest["files"]) is list:
            return manifest
    except (ValueError, UnicodeError, KeyError, TypeError):
        pass  # whatever is wrong with it, it is none
    raise WireError("the manifest of the release is none")


def check_files(files):
    """Names stay in their folder and sizes within a flash: even an owner's tool may err."""
    total = 0
    for entry in files:
        if type(entry) is not list or len(entry) != 3 or not is_name(entry[0]) or not is_size(entry[1]):
            raise WireError("the release has a file that cannot be")
        total += entry[1]
    if not files or total > TOTAL_MAX:
        raise WireError("the release has no files or too many bytes")


def is_size(size):
    return type(size) is int and 0 < size <= TOTAL_MAX


def is_name(name):
    if type(name) is not str or name == MANIFEST or not 0 < len(name) <= 60:
        return False
    if name[0] == "/" or ".." in name or "//" in name:
        return False
    for letter in name:
        if letter not in NAME_LETTERS:
            return False
    return True


def fits(entry, data):
    """Whether `data` is the file that a manifest's entry means."""
    return len(data) == entry[1] and str(binascii.hexlify(hashlib.sha256(data).digest()), "ascii") == entry[2]
