"""The signature of a release: nothing passes but what the key signed, on both Pythons."""

import hashlib
import json
from pathlib import Path

import pytest
from boothkit import release as tool
from boothwire import WireError
from boothwire.release import SIGNATURE_BYTES, is_signed, open_manifest, padded, read_key
from hypothesis import given, settings
from hypothesis import strategies as st
from onboard import on_micropython
from release_keys import OURS as KEY

PRIVATE = KEY.private_numbers()
MODULUS = PRIVATE.public_numbers.n
BODY = b"what was released"


def signature_of(block: bytes) -> bytes:
    """Signed with the real key, whatever the block holds."""
    number = pow(int.from_bytes(block, "big"), PRIVATE.d, MODULUS)
    return number.to_bytes(SIGNATURE_BYTES, "big")


def test_what_the_key_signed_passes():
    assert is_signed(BODY, signature_of(padded(BODY)), MODULUS)
    assert open_manifest(tool.manifest(7, "1", {"app.mpy": b"x"}, KEY), MODULUS)["release"] == 7


def test_a_block_that_only_looks_padded_does_not():
    """Those who read a block from its front took these: the digest is right, what surrounds it is not."""
    tail = padded(BODY)[-52:]
    room = SIGNATURE_BYTES - len(tail)
    for block in (
        b"\x00\x01" + b"\xff" * 8 + tail + bytes(room - 10),  # shorter padding, rubbish behind
        b"\x00\x01" + b"\xff" * 8 + bytes(room - 10) + tail,
        b"\x00\x02" + b"\xff" * (room - 2) + tail,
        b"\x00" * room + tail,
        b"\x00\x01" + b"\xff" * (SIGNATURE_BYTES - 35) + b"\x00" + hashlib.sha256(BODY).digest(),
        padded(b"something else"),
    ):
        assert len(block) == SIGNATURE_BYTES
        assert not is_signed(BODY, signature_of(block), MODULUS)


def test_a_signature_of_another_length_does_not():
    right = signature_of(padded(BODY))
    for wrong in (b"", right[:-1], right + b"\x00", bytes(SIGNATURE_BYTES), b"\xff" * SIGNATURE_BYTES):
        assert not is_signed(BODY, wrong, MODULUS)


def test_a_signature_has_one_spelling():
    """The modulus added to it changes nothing but the bytes."""
    for number in range(1000):
        body = b"%d" % number
        more = int.from_bytes(signature_of(padded(body)), "big") + MODULUS
        if more < 1 << SIGNATURE_BYTES * 8:
            break
    assert not is_signed(body, more.to_bytes(SIGNATURE_BYTES, "big"), MODULUS)


@settings(max_examples=200)
@given(st.data())
def test_one_other_bit_anywhere_in_a_manifest_is_refused(data: st.DataObject):
    whole = bytearray(tool.manifest(7, "1", {"app.mpy": b"x"}, KEY))
    place = data.draw(st.integers(0, len(whole) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    whole[place] ^= bit
    # A hex digit has two spellings: a-f and A-F differ in one bit and mean the same.
    if bytes(whole).lower() != tool.manifest(7, "1", {"app.mpy": b"x"}, KEY):
        with pytest.raises(WireError):
            open_manifest(bytes(whole), MODULUS)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b"7", b'{"release":0,"files":[["a",1,""]]}', b'{"release":7,"files":[]}',
     b'{"release":true,"files":[["a",1,""]]}', b'{"release":7,"files":[["a","1",""]]}',
     b'{"release":7,"files":[["a",-1,""]]}', b'{"release":7,"files":[["a",262145,""]]}',
     b'{"release":7,"files":[7]}', b"\xff"],
)  # fmt: skip
def test_a_signed_manifest_that_is_none_is_refused(body: bytes):
    with pytest.raises(WireError):
        open_manifest(tool.sign(body, KEY), MODULUS)


@pytest.mark.parametrize("text", ["", "key", "00" * 383, "00" * 385, "zz" * 384])
def test_a_key_of_another_size_is_none(text: str):
    with pytest.raises(WireError, match="768 hex digits"):
        read_key(text)


def test_micropython_finds_the_same(tmp_path: Path):
    manifest = tool.manifest(7, "1", {"app.mpy": b"x"}, KEY)
    told = {"key": f"{MODULUS:0768x}\n", "manifests": [manifest.hex(), (manifest[:-1] + b"]").hex()]}
    (tmp_path / "told.json").write_text(json.dumps(told), "ascii")
    assert on_micropython("open_manifests.py", str(tmp_path / "told.json")) == [7, 0]
