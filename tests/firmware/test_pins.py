"""pins.py is generated, and current."""

from boothkit import pins
from boothkit.virtual import FIRMWARE


def test_pins_py_is_what_the_pinout_says():
    assert pins.check(), "run `boothkit pins`"


def test_a_changed_pinout_is_noticed(tmp_path):
    changed = tmp_path / "pinout.toml"
    changed.write_text(pins.PINOUT.read_text().replace("pico_w = 14", "pico_w = 20"))
    assert not pins.check(changed)


def test_no_two_pins_share_a_gpio():
    table = pins.pinout()
    for board in table["boards"]:
        gpios = [pin[board] for pin in (table["pins"] | table["connectors"]).values()]
        assert len(set(gpios)) == len(gpios)


def test_only_the_edge_touches_hardware_network_or_loop():
    """board.py and the loader alone import machine, wifi.py alone network; the pure modules no asyncio."""
    importers = {"machine": {"board.py", "main.py"}, "network": {"wifi.py"}}
    edge = {"board.py", "wifi.py", "app.py", "safe.py", "booth/mqtt.py", "booth/link.py", "booth/console.py"}
    for file in FIRMWARE.rglob("*.py"):
        name = str(file.relative_to(FIRMWARE))
        text = file.read_text()
        for module, allowed in importers.items():
            imported = f"import {module}\n" in text or f"from {module} import" in text
            assert imported == (name in allowed), f"{name} and {module}"
        assert "import asyncio" not in text or name in edge, name
