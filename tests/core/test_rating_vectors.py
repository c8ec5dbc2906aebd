"""Every case of the vector files, through the command's own function: prices to the last digit."""

import json
from pathlib import Path

import pytest
from locutorio.pricecases import price_cases

VECTORS = Path(__file__).parent / "vectors"


def cases(name):
    document = json.loads((VECTORS / name).read_text("utf-8"))
    tariffs = document.get("tariffs", {})
    for case in document["cases"]:
        tariff = case["tariff"]
        yield {**case, "tariff": tariffs[tariff] if isinstance(tariff, str) else tariff}


@pytest.mark.parametrize("name", ["rating.json", "by_hand.json"])
def test_every_case_comes_out_exactly(name, tmp_path):
    wanted = list(cases(name))
    path = tmp_path / name
    path.write_text(json.dumps({"cases": wanted}), "utf-8")
    priced = [json.loads(line) for line in price_cases(path)]
    assert priced == [{"id": case["id"], **case["expect"]} for case in wanted]
