"""What the technician's command line refuses, and what it says then."""

import json
from pathlib import Path

import pytest
from boothkit import sim
from boothkit.cli import main
from boothkit.fleet import Fleet, answer_of
from boothkit.hubside import Broker
from click.testing import CliRunner

SCRIPT = str(Path(__file__).parents[1] / "calls/busy.toml")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--booths", "2"], "say where the broker is"),
        (["--script", SCRIPT], "say where the broker is"),
        (["--broker", "localhost"], "write mqtt://host:1883"),
        (["--script", SCRIPT, "--config-folder", "FOLDER"], "leave out the configs"),
        (["--config-folder", "FOLDER/none", "--broker", "mqtt://localhost"], "no configs in"),
        (["--config-folder", "FOLDER"], "other.json lacks booth, broker, key, profile"),
        (["--script", "FOLDER/other.json", "--broker", "mqtt://localhost"], "other.json: Invalid"),
        (["--broker", "mqtt://127.0.0.1:1"], "no broker at 127.0.0.1:1"),
        (["--booths", "51", "--broker", "mqtt://localhost"], "51 is not in the range 1<=x<=50"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_to_do(arguments: list[str], said: str, tmp_path: Path):
    (tmp_path / "other.json").write_text('{"shop": "sol"}')
    (tmp_path / "none").mkdir()
    words = [word.replace("FOLDER", str(tmp_path)) for word in arguments]
    done = CliRunner().invoke(main, ["sim", *words])
    assert done.exit_code != 0
    assert said in done.output


def test_the_pins_are_up_to_date():
    assert CliRunner().invoke(main, ["pins", "--check"]).exit_code == 0


def test_a_booths_line_answers_as_its_profile_says():
    assert answer_of({"profile": "metering"}) == answer_of({"profile": "metering:CZ"}) == "metering"
    assert answer_of({"profile": {"base": "delay", "answer_delay_s": 5}}) == "delay"
    assert answer_of({"profile": {"base": "delay", "answer": "reversal"}}) == "reversal"


def test_another_broker_takes_the_place_of_the_configs_own(tmp_path: Path):
    config = sim.bench_config("sol", "booth-1", "delay", Broker("hub.shop", 1883, "booth", "secret"))
    path = tmp_path / "booth-1.json"
    path.write_text(json.dumps(config))
    assert sim.read_configs([path], None) == [config]
    (moved,) = sim.read_configs([path], Broker("127.0.0.1", 1884, None, None))
    assert moved == config | {"broker": {"host": "127.0.0.1", "port": 1884}}


def test_a_fleet_has_its_limits(tmp_path: Path):
    with pytest.raises(ValueError, match="1 to 50 booths, not 51"):
        Fleet(tmp_path, sim.bench_configs("sol", 51, Broker("127.0.0.1", 1883, None, None)))
