"""What technicians' tools ask of the hub: who may, what they get, and that it does what it says."""

import base64
from collections.abc import Callable
from pathlib import Path

import pytest
from boothwire.messages import decode, encode, topic
from flask import Flask
from flask.testing import FlaskClient
from locutorio.desk import acts, booths, inspection_wire, people
from locutorio.panel.tokens import TOKEN_MS
from locutorio.pki import Authority
from locutorio.settings import check_settings
from locutorio.store import releases
from locutorio.store.releases import Release
from panel_shop import WRITTEN, Shop, Staff
from seed import EAR, MONDAY_MS, PASSWORD, SeededBooth
from werkzeug.test import TestResponse

KEY = "5a" * 32


class Tool:
    """A technician's tool; it sends JSON and carries its token."""

    def __init__(self, client: FlaskClient, name: str = "Tomás", password: str = PASSWORD) -> None:
        self.client = client
        answer = client.post("/api/token", auth=(name, password))
        self.token = answer.json.get("token", "")
        self.refused = answer.json.get("error", "")

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, headers=self.headers)

    def post(self, path: str, **document: object) -> TestResponse:
        return self.client.post(path, headers=self.headers, json=document)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture
def tool(panel: Flask, staff: Staff) -> Tool:
    return Tool(panel.test_client())


@pytest.fixture
def booth(shop: Shop, staff: Staff) -> SeededBooth:
    booth = SeededBooth(shop.store, "booth-1", "Booth 1", now_ms=MONDAY_MS - 60_000)
    booth.greet(MONDAY_MS)
    return booth


def told(booth: SeededBooth, n: int, *, now_ms: int = MONDAY_MS, **facts: object) -> dict[str, object]:
    message = {
        "boot": 1, "n": n, "at_ms": 5, "verdict": "done", "facts": sorted([k, v] for k, v in facts.items()),
        "limits": [],
    }  # fmt: skip
    with booth.store.begin() as tx:
        inspection_wire.checkup(tx, EAR, booth.booth_id, message, now_ms=now_ms)
    return message


# ---- who may


def test_a_wrong_password_counts_as_at_the_panel(panel: Flask, staff: Staff) -> None:
    client = panel.test_client()
    assert [Tool(client, password="wrong").refused for _ in range(6)] == ["wrong_password"] * 5 + [
        "locked_out"
    ]
    assert Tool(client).refused == "locked_out"
    assert client.post("/api/token").status_code == 401


def test_many_wrong_names_from_one_place_are_slowed_down(panel: Flask, staff: Staff) -> None:
    client = panel.test_client()
    codes = [client.post("/api/token", auth=(f"n{n}", "wrong")).status_code for n in range(12)]
    assert codes == [401] * 10 + [429] * 2


def test_neither_does_a_cookie_open_it_nor_a_token_a_page(
    panel: Flask, tool: Tool, sign_in: Callable[[str], FlaskClient]
) -> None:
    assert sign_in("Ana").get("/api/booths").status_code == 401
    assert panel.test_client().get("/alarms", headers=tool.headers).status_code == 302
    assert tool.get("/api/booths").status_code == 200


def test_a_token_is_over_after_a_day_and_with_a_new_password(
    panel: Flask, shop: Shop, tool: Tool, staff: Staff
) -> None:
    shop.now_ms += TOKEN_MS - 1
    assert tool.get("/api/booths").status_code == 200
    shop.now_ms += 1
    assert tool.get("/api/booths").status_code == 401
    fresh = Tool(panel.test_client())
    tomas = next(person for person in people.people(shop.store) if person.name == "Tomás")
    people.reset_password(
        shop.store, person_id=tomas.id, password="another one", operator_id=staff[0].id, now_ms=shop.now_ms
    )
    assert fresh.get("/api/booths").status_code == 401


@pytest.mark.parametrize("token", ["", "nonsense", "WyIxLjIiLDFd.forged"])
def test_what_is_no_token(panel: Flask, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    assert panel.test_client().get("/api/booths", headers=headers).status_code == 401


def test_no_password_over_an_open_wire(panel: Flask, staff: Staff) -> None:
    client = panel.test_client()
    far = {"REMOTE_ADDR": "192.0.2.7"}
    answer = client.post("/api/token", auth=("Tomás", PASSWORD), environ_base=far)
    assert (answer.status_code, answer.json["error"]) == (403, "open_wire")
    by_https = client.post("https://hub/api/token", auth=("Tomás", PASSWORD), environ_base=far)
    assert by_https.status_code == 200


# ---- booths


def test_a_new_booth_is_registered_with_the_key_the_tool_made(shop: Shop, tool: Tool) -> None:
    answer = tool.post("/api/booths", id="booth-7", label="By the door", profile="metering", key=KEY)
    assert answer.status_code == 201
    config = answer.json
    assert (config["shop"], config["booth"], config["key"], config["profile"]) == (
        "madrid", "booth-7", KEY, "metering",
    )  # fmt: skip
    assert config["broker"] == {"host": "broker.sol", "port": 8883, "tls": True}
    [row] = tool.get("/api/booths").json
    assert (row["id"], row["label"], row["online"], row["vitals"]) == ("booth-7", "By the door", False, None)
    assert KEY not in str(row)
    act = acts.recent(shop.store, 1)[0]
    assert (act.kind, act.name, act.booth_id) == ("add_booth", "Tomás", "booth-7")


def test_a_booth_is_registered_once_and_only_with_a_key_that_is_one(tool: Tool) -> None:
    assert len(tool.post("/api/booths", id="booth-7").json["key"]) == 64
    for sent, error in (
        ({"id": "booth-7"}, "booth_taken"),
        ({"id": "Booth 8"}, "unknown_booth"),
        ({"id": "booth-8", "key": "5a"}, "bad_key"),
        ({"id": 8}, "bad_request"),
    ):
        assert tool.post("/api/booths", **sent).json["error"] == error
    assert tool.client.post("/api/booths", headers=tool.headers, data="x").status_code == 400
    assert len(tool.get("/api/booths").json) == 1


def test_another_board_counts_on_and_may_get_another_key(shop: Shop, tool: Tool, booth: SeededBooth) -> None:
    old = tool.post("/api/booths/booth-1/config").json
    assert old["boots"] == 1
    assert acts.recent(shop.store, 1)[0].kind == "hand_out_key"
    new = tool.post("/api/booths/booth-1/config", new_key=True).json
    assert new["key"] != old["key"] == tool.post("/api/booths/nobody/config").json.get("key", old["key"])
    assert booths.booths(shop.store)[0].key_hex == new["key"]


def test_its_certificate(shop: Shop, staff: Staff, booth: SeededBooth, tmp_path: Path) -> None:
    tool = Tool(shop.panel().test_client())
    assert tool.post("/api/booths/booth-1/certificate").json["error"] == "no_authority"
    shop.settings = check_settings(WRITTEN, folder=tmp_path)
    Authority.open_or_create(tmp_path / "certificates", shop_id="madrid", now_ms=MONDAY_MS)
    tool = Tool(shop.panel().test_client())
    files = tool.post("/api/booths/booth-1/certificate").json
    assert {name: base64.b64decode(text)[:1] for name, text in files.items()} == {
        "ca": b"\x30", "cert": b"\x30", "key": b"\x30",
    }  # fmt: skip
    assert tool.post("/api/booths/nobody/certificate").status_code == 404


# ---- inspections


def test_a_booth_is_asked_and_its_answer_judged(shop: Shop, tool: Tool, booth: SeededBooth) -> None:
    n = tool.post("/api/booths/booth-1/inspections", want="checkup").json["n"]
    assert shop.marked[-1] == {"booth-1"}  # so it is asked at once
    assert tool.get(f"/api/inspections/{n}").json["answer"] is None
    message = told(booth, n, wifi=True, rssi_dbm=-85)
    found = tool.get(f"/api/inspections/{n}").json
    weak = next(one for one in found["told"]["findings"] if one["code"] == "weak_wifi")
    assert (found["verdict"], weak["verdict"], weak["measured"]) == ("done", "bad", -85)
    key = bytes.fromhex(booths.booths(shop.store)[0].key_hex)
    assert decode(found["answer"]["topic"], found["answer"]["payload"].encode(), key) == message
    assert [one["n"] for one in tool.get("/api/booths/booth-1/inspections").json] == [n]
    [row] = tool.get("/api/booths").json
    assert (row["checkup"]["verdict"], [one["code"] for one in row["wrong"]]) == ("bad", ["weak_wifi"])


def test_a_report_from_elsewhere_is_proved(shop: Shop, tool: Tool, booth: SeededBooth) -> None:
    """One that was made at the board, over the cable."""
    name = topic("madrid", "booth-1", "checkup")
    key = bytes.fromhex(booths.booths(shop.store)[0].key_hex)
    message = {"boot": 1, "n": 0, "at_ms": 5, "verdict": "done", "facts": [], "limits": []}
    payload = encode(name, message, key).decode()
    assert tool.post("/api/genuine", topic=name, payload=payload).json == {"genuine": True}
    forged = ("1" if payload[0] == "0" else "0") + payload[1:]
    assert tool.post("/api/genuine", topic=name, payload=forged).json == {"genuine": False}


def test_a_trace_is_fetched_part_by_part(shop: Shop, tool: Tool, booth: SeededBooth) -> None:
    n = tool.post("/api/booths/booth-1/inspections", want="trace", for_s=30).json["n"]
    for part in (1, 2):
        message = {
            "boot": 1, "n": n, "part": part, "at_ms": 5, "over": False, "lost": 0, "line": "idle", "edges": []
        }  # fmt: skip
        with booth.store.begin() as tx:
            inspection_wire.trace(tx, EAR, "booth-1", message, now_ms=MONDAY_MS)
    assert [part["part"] for part in tool.get(f"/api/inspections/{n}").json["parts"]] == [1, 2]
    assert [part["part"] for part in tool.get(f"/api/inspections/{n}?after=1").json["parts"]] == [2]
    assert tool.post(f"/api/inspections/{n}/stop").status_code == 204
    [order] = inspection_wire.orders(shop.store, epoch=1)
    assert order.fields == {"n": n, "want": "stop", "for_s": 0}


def test_what_cannot_be_asked(shop: Shop, tool: Tool, booth: SeededBooth, staff: Staff) -> None:
    ask = "/api/booths/booth-1/inspections"
    assert tool.post(ask, want="everything").status_code == 404
    assert tool.post("/api/booths/nobody/inspections", want="vitals").status_code == 404
    assert tool.get("/api/inspections/99").status_code == 404
    booth.unlock(staff[0], MONDAY_MS)
    refused = tool.post(ask, want="checkup")
    assert (refused.status_code, refused.json["error"]) == (409, "booth_busy")
    shop.now_ms += 60_000
    assert tool.post(ask, want="vitals").json["error"] == "booth_offline"


# ---- updates


def test_an_update_in_waves(shop: Shop, tool: Tool, booth: SeededBooth) -> None:
    assert tool.post("/api/rollouts", number=7).status_code == 404
    with shop.store.begin() as tx:
        releases.add(tx, Release(7, "0.9", MONDAY_MS), {"manifest": b"signed"})
    assert tool.get("/api/releases").json == [{"number": 7, "firmware": "0.9", "added_ms": MONDAY_MS}]
    assert tool.post("/api/rollouts", number=7, waves="1").json["error"] == "bad_waves"
    assert tool.post("/api/rollouts", number=7, booths=["booth-1"]).status_code == 201
    assert tool.post("/api/rollouts", number=7).json["error"] == "rollout_running"
    [shown] = tool.get("/api/rollouts").json
    assert (shown["outcome"], shown["wave"], shown["waves"]) == ("", 1, 1)
    assert shown["booths"] == [{"id": "booth-1", "wave": 1, "said": "", "holds": False}]
    assert tool.post("/api/rollouts/stop").status_code == 204
    assert tool.get("/api/rollouts").json[0]["outcome"] == "by_hand"
    assert tool.post("/api/rollouts/stop").json["error"] == "no_rollout"
