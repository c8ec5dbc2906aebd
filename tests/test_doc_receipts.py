"""The paper shown in the documentation is what the program prints today."""

import doc_receipts


def test_what_the_docs_show_is_what_is_printed():
    assert doc_receipts.differences() == [], "run: python tools/doc_receipts.py"


def test_a_file_that_differs_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(doc_receipts, "FOLDER", tmp_path)
    doc_receipts.write()
    (tmp_path / "en-family.txt").write_text("something else")
    (tmp_path / "cs-family.png").unlink()
    assert doc_receipts.differences() == ["en-family.txt", "cs-family.png"]
    assert doc_receipts.main(["--check"]) == 2
