"""What the check of an archive finds though its list of sums is signed: books that were wrong before.

Whoever has the key can sign any list. The chains inside have to hold by themselves.
"""

import json
import zipfile
from dataclasses import replace

import pytest
from locutorio.archive.bundle import Bundle, Chain, Row
from locutorio.archive.check import Wrong, check
from locutorio.core import seal
from locutorio.sealing import Sealer

HEAD = {"shop_name": "Sol", "language": "en", "first": "2026-03-01", "last": "2026-03-31", "key_version": 1}
CLOSED = {"first_number": 1, "last_number": 3, "turnover": {"sales_minor": 360, "credits_minor": -120}}
DUE_MINOR = (360, -120, 0)


class Books:
    """Three receipts, all signed, and the day that closed them; to be spoilt before it is written."""

    def __init__(self, folder):
        self.folder = folder
        self.sealer = Sealer(folder / "keys")
        self.key = self.sealer.new_key(1)
        self.day_closed = json.loads(json.dumps(CLOSED))
        self.receipts = self.signed(
            {"number": number, "due_minor": due_minor, "key_version": 1}
            for number, due_minor in enumerate(DUE_MINOR, start=1)
        )

    def signed(self, documents, before=seal.FIRST_SEAL):
        rows = []
        for document in documents:
            text = seal.canonical(document)
            before = seal.seal(before, text)
            rows.append(Row(text, before, self.sealer.sign(before, self.key)))
        return rows

    def written(self):
        path = self.folder / "books.zip"
        report = json.dumps({"contents": self.day_closed})
        closing = {"number": 1, "kind": "day", "period": "2026-03-02", "document": report, "key_version": 1}
        with path.open("wb") as file:
            bundle = Bundle(file, HEAD)
            bundle.add_chain("receipts.jsonl", Chain(0, seal.FIRST_SEAL, self.receipts))
            bundle.add_chain("postings.jsonl", Chain(0, seal.FIRST_SEAL, []))
            bundle.add_chain("closings.jsonl", Chain(0, seal.FIRST_SEAL, self.signed([closing])))
            bundle.add_text("keys/key-1.pem", self.key.public_pem)
            bundle.seal(lambda manifest: self.sealer.sign(manifest, self.key))
        return path


@pytest.fixture
def books(tmp_path):
    return Books(tmp_path)


def test_sound_books_are_sound(books):
    assert check(books.written(), every_signature=True)["chains"]["receipts.jsonl"]["rows"] == 3


def cheaper(books):
    books.receipts[1] = replace(books.receipts[1], text=books.receipts[1].text.replace("-120", "-119"))


def one_taken_out(books):
    del books.receipts[1]


def sealed_anew_without_one(books):
    kept = [json.loads(row.text) for row in books.receipts]
    books.receipts = books.signed([kept[0], kept[2]])


def last_unsigned(books):
    books.receipts[2] = replace(books.receipts[2], signature="")


def signature_of_another(books):
    books.receipts[2] = replace(books.receipts[2], signature=books.receipts[1].signature)


def day_closed_with_less(books):
    books.day_closed["turnover"]["sales_minor"] = 240


@pytest.mark.parametrize(
    ("spoil", "finding"),
    [
        (cheaper, "receipts.jsonl: 2 does not fit its seal"),
        (one_taken_out, "receipts.jsonl: 3 stands where 2 should"),
        (sealed_anew_without_one, "receipts.jsonl: 3 stands where 2 should"),
        (last_unsigned, "receipts.jsonl, row 3: its signature is missing"),
        (signature_of_another, "receipts.jsonl: the seal .* does not fit its signature"),
        (day_closed_with_less, "2026-03-02: closed with 120, its receipts come to 240"),
    ],
)
def test_books_that_were_wrong_before_are_found(books, spoil, finding):
    spoil(books)
    with pytest.raises(Wrong, match=finding):
        check(books.written())


def test_a_signature_in_the_middle_is_looked_at_when_asked(books):
    books.receipts[0] = replace(books.receipts[0], signature=books.receipts[1].signature)
    path = books.written()
    assert check(path)
    with pytest.raises(Wrong, match="does not fit its signature"):
        check(path, every_signature=True)


def test_a_second_file_of_the_same_name_does_not_hide(books):
    path = books.written()
    with zipfile.ZipFile(path, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("receipts.jsonl", file.read("receipts.jsonl"))
    with pytest.raises(Wrong, match="two files in the archive have one name"):
        check(path)


def test_what_is_no_archive_is_told(tmp_path):
    (tmp_path / "books.zip").write_text("no zip")
    for name in ("books.zip", "missing.zip"):
        with pytest.raises(Wrong, match=f"{name} cannot be read as an archive"):
            check(tmp_path / name)
