"""Receipts in six languages and a virtual printer that runs beside the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from locutorio.core.receipt import Receipt
from paper_samples import SAMPLES
from printer_beside import PrinterBeside


@pytest.fixture(params=sorted(SAMPLES))
def sample(request: pytest.FixtureRequest) -> Receipt:
    return SAMPLES[request.param]


@pytest.fixture
def samples() -> dict[str, Receipt]:
    return SAMPLES


@pytest.fixture
def printer(tmp_path: Path) -> Iterator[PrinterBeside]:
    beside = PrinterBeside(tmp_path / "paper")
    beside.on()
    yield beside
    beside.close()
