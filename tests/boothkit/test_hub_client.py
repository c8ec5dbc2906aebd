"""Technicians' tools at the hub's door, over real HTTP; the fleet and its updates in a terminal."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from boothkit.cli import main as boothkit
from boothkit.cli.fleet import followed
from boothkit.fleet_report import is_well, span
from boothkit.hub_client import Hub, HubAway, HubError
from boothkit.label import Label
from brokers import free_port
from click.testing import CliRunner, Result
from locutorio.desk import inspection_wire, rollouts, updates
from locutorio.store import releases
from locutorio.store.engine import Store
from locutorio.store.releases import Release
from seed import EAR, MONDAY_MS, SeededBooth
from served_hub import ServedHub

# The server's own wake-up call when it stops leaves a socket to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def served(sqlite_store: Store) -> Iterator[ServedHub]:
    served = ServedHub(sqlite_store)
    yield served
    served.stop()


@pytest.fixture
def hub(served: ServedHub) -> Iterator[Hub]:
    with Hub(served.url, served.name, served.password) as hub:
        yield hub


def run(served: ServedHub, *words: str, password: str = "") -> Result:
    known = {
        "LOCUTORIO_HUB": served.url,
        "LOCUTORIO_NAME": served.name,
        "LOCUTORIO_PASSWORD": password or served.password,
    }
    return CliRunner().invoke(boothkit, ["fleet", *words], env=known)


def told(booth: SeededBooth, n: int, **facts: object) -> None:
    message = {
        "boot": 1, "n": n, "at_ms": 5, "verdict": "done", "facts": sorted([k, v] for k, v in facts.items()),
        "limits": [],
    }  # fmt: skip
    with booth.store.begin() as tx:
        inspection_wire.checkup(tx, EAR, booth.booth_id, message, now_ms=MONDAY_MS)


def say(booth: SeededBooth, verdict: str, now_ms: int = MONDAY_MS) -> None:
    message = {"boot": 1, "release": 7, "name": "", "offset": 0, "verdict": verdict}
    with booth.store.begin() as tx:
        updates.want(tx, EAR, booth.booth_id, message, now_ms=now_ms)
    rollouts.advance(booth.store, now_ms=now_ms)


def test_a_new_booth_and_its_board(served: ServedHub, hub: Hub) -> None:
    config = hub.register("booth-9", "By the door", "metering", key="5a" * 32)
    assert (config["shop"], config["key"]) == (hub.shop, "5a" * 32)
    assert hub.config("booth-9")["key"] == "5a" * 32 != hub.config("booth-9", new_key=True)["key"]
    with pytest.raises(HubError) as refused:
        hub.register("booth-9")
    assert (refused.value.code, "choose another" in str(refused.value)) == ("booth_taken", True)
    with pytest.raises(HubError) as refused:
        hub.certificate("booth-9")
    assert refused.value.code == "no_authority"


def test_a_booth_is_asked(served: ServedHub, hub: Hub) -> None:
    booth = served.booth("booth-1")
    n = hub.inspect("booth-1", "checkup")
    asked = hub.inspection(n)
    assert (asked["goes_on"], asked["answer"], asked["parts"]) == (True, None, [])
    told(booth, n, wifi=True, rssi_dbm=-61)
    found = hub.inspection(n)
    assert (found["goes_on"], found["verdict"]) == (False, "done")
    assert hub.genuine(**found["answer"])
    assert not hub.genuine(found["answer"]["topic"], found["answer"]["payload"].replace("61", "41"))
    assert [one["n"] for one in hub.inspections("booth-1")] == [n]
    n = hub.inspect("booth-1", "trace", 30)
    hub.stop(n)


def test_why_nobody_could_be_asked(served: ServedHub, tmp_path: Path) -> None:
    with pytest.raises(HubError, match="name or password is wrong"), Hub(served.url, "Tomás", "wrong"):
        pass
    with pytest.raises(HubAway, match="cannot be reached"), Hub(f"http://127.0.0.1:{free_port()}", "T", "x"):
        pass
    (tmp_path / "ca.crt").write_text("nothing")
    with pytest.raises(HubError, match="holds no certificate"):
        Hub(served.url, "Tomás", "x", ca=str(tmp_path / "ca.crt"))
    with Hub(served.url, "Luis", served.password) as hub, pytest.raises(HubError, match="may not do that"):
        hub.booths()


def test_the_fleet_in_a_terminal(served: ServedHub) -> None:
    booth = served.booth("booth-1")
    with Hub(served.url, served.name, served.password) as hub:
        told(booth, hub.inspect("booth-1", "vitals"), wifi=True, rssi_dbm=-61, waiting=3)
        well = run(served)
        assert (well.exit_code, "-61 dBm" in well.output, "well" in well.output) == (0, True, True)
        told(booth, hub.inspect("booth-1", "vitals"), wifi=True, rssi_dbm=-85)
    weak = run(served, "--json")
    assert weak.exit_code == 1
    [row] = json.loads(weak.output)
    assert [one["code"] for one in row["wrong"]] == ["weak_wifi"]
    assert "weak wifi -85" in run(served).output


def test_a_booth_that_is_away_is_not_well(served: ServedHub) -> None:
    served.booth("booth-1").leave(MONDAY_MS)
    away = run(served)
    assert (away.exit_code, "away since" in away.output) == (1, True)


@pytest.mark.parametrize(("words", "exit_code"), [(["stop"], 1), (["update", "9"], 1), (["update"], 2)])
def test_what_is_refused_is_one_sentence(served: ServedHub, words: list[str], exit_code: int) -> None:
    refused = run(served, *words)
    assert (refused.exit_code, "Traceback" in refused.output) == (exit_code, False)
    assert run(served, password="wrong").exit_code == 1


def test_no_hub_is_another_exit_code(served: ServedHub) -> None:
    gone = CliRunner().invoke(
        boothkit,
        ["fleet", "--hub", f"http://127.0.0.1:{free_port()}", "--name", "T"],
        env={"LOCUTORIO_PASSWORD": "x"},
    )
    assert gone.exit_code == 3
    assert CliRunner().invoke(boothkit, ["fleet"], env={"LOCUTORIO_HUB": ""}).exit_code == 2


def test_an_update_is_followed_to_its_end(served: ServedHub, hub: Hub) -> None:
    booths = [served.booth(f"booth-{place}") for place in (1, 2, 3)]
    with served.shop.store.begin() as tx:
        releases.add(tx, Release(7, "0.9", MONDAY_MS), {"manifest": b"signed"})
    begun = run(served, "update", "7", "--waves", "1, rest", "--no-follow")
    assert (begun.exit_code, "wave 1 of 2" in begun.output) == (0, True)
    deeds = iter([(booths[0], "taken"), (booths[0], "held"), (booths[1], "held"), (booths[2], "failed")])
    seen = [(one["wave"], one["outcome"]) for one in followed(hub, pause=lambda: say(*next(deeds)))]
    assert seen == [(1, ""), (2, ""), (2, ""), (2, "failed")]
    listed = run(served, "updates")
    assert "stopped: booth-3 said “failed”; wave 2 of 2, 2 of 3 booths hold it" in " ".join(
        listed.output.split()
    )


def test_an_update_that_was_stopped_ends_with_1(served: ServedHub) -> None:
    booth = served.booth("booth-1")
    with served.shop.store.begin() as tx:
        releases.add(tx, Release(7, "0.9", MONDAY_MS), {"manifest": b"signed"})
    updates.offer(served.shop.store, 7, ["booth-1"])
    say(booth, "forged")
    assert run(served, "update", "7", "--no-follow").exit_code == 0
    say(booth, "forged")
    with Hub(served.url, served.name, served.password) as hub:
        [last] = hub.rollouts()
    assert last["outcome"] == "forged"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "?"), (59, "0 min"), (3599, "59 min"), (7260, "2 h 1 min"), (90_000, "1 d 1 h")],
)
def test_spans(seconds: int | None, words: str) -> None:
    assert span(seconds) == words


def test_what_is_only_weak_is_well() -> None:
    assert is_well({"online": True, "wrong": [{"verdict": "weak"}]})
    assert not is_well({"online": True, "wrong": [{"verdict": "bad"}]})


def test_a_label_says_who_it_is_and_not_the_key() -> None:
    label = Label("booth-1", "sol", "e6614c311b7e", "0a1b 2c3d 4e5f 6071")
    assert label.text().endswith("sol / booth-1\nboard e6614c311b7e\nkey 0a1b 2c3d 4e5f 6071\n")
    assert label.svg().startswith(b"<?xml")
    assert label.png().startswith(b"\x89PNG")
