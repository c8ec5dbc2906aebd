"""The sealing key: what it signs can be checked by anyone, and without it nothing is signed."""

import base64
import subprocess

import pytest
from locutorio.core.signing import LostSealingKey, SealingKey
from locutorio.sealing import Sealer


def test_a_signature_can_be_checked_without_the_program(tmp_path):
    sealer = Sealer(tmp_path / "keys")
    key = sealer.new_key(1)
    (tmp_path / "public.pem").write_text(key.public_pem)
    (tmp_path / "text").write_text("1b3a")
    (tmp_path / "signature").write_bytes(base64.b64decode(sealer.sign("1b3a", key)))
    check = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "public.pem", "-rawin", "-in", "text",
             "-sigfile", "signature"]  # fmt: skip
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "text").write_text("1b3b")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_the_private_half_is_for_its_owners_eyes_only(tmp_path):
    Sealer(tmp_path).new_key(1)
    assert (tmp_path / "sealing-1.pem").stat().st_mode & 0o777 == 0o600


def test_a_key_that_never_came_into_the_books_is_taken_up_again(tmp_path):
    assert Sealer(tmp_path).new_key(1) == Sealer(tmp_path).new_key(1)
    assert Sealer(tmp_path).new_key(2).public_pem != Sealer(tmp_path).new_key(1).public_pem


def test_a_lost_key_says_what_to_do(tmp_path):
    sealer = Sealer(tmp_path)
    key = sealer.new_key(1)
    (tmp_path / "sealing-1.pem").unlink()
    with pytest.raises(LostSealingKey, match=r"sealing-1.pem is gone.*locutorio sealing-key new"):
        sealer.sign("seal", key)


def test_another_key_in_its_place_signs_nothing(tmp_path):
    sealer = Sealer(tmp_path)
    known, other = sealer.new_key(1), sealer.new_key(2)
    with pytest.raises(LostSealingKey, match="not the key that signed before"):
        sealer.sign("seal", SealingKey(1, other.public_pem))
    assert sealer.sign("seal", known)


def test_a_broken_key_file_says_so(tmp_path):
    sealer = Sealer(tmp_path)
    key = sealer.new_key(1)
    (tmp_path / "sealing-1.pem").write_text("not a key")
    with pytest.raises(LostSealingKey, match="no key any more"):
        sealer.sign("seal", key)
