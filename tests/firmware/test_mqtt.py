"""The MQTT client under MicroPython against real brokers, dead ones and liars."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from brokers import Broker
from onboard import on_micropython
from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion
from waiting import wait_for


@pytest.fixture
def listener(mosquitto: Broker) -> Iterator[list[str]]:
    """What arrives on probe/#, also after the broker was down."""
    heard: list[str] = []
    client = Client(CallbackAPIVersion.VERSION2)
    client.on_connect = lambda *_: client.subscribe("probe/#", 1)
    client.on_message = lambda _client, _data, message: heard.append(
        f"{message.topic} {message.payload.decode()}"
    )
    client.reconnect_delay_set(1, 1)
    client.connect("127.0.0.1", mosquitto.port)
    client.loop_start()
    wait_for(client.is_connected)
    yield heard
    client.disconnect()
    client.loop_stop()


def probe(*words: object) -> dict:
    return on_micropython("mqtt_probe.py", *map(str, words))


def test_messages_of_all_sizes_go_and_come(broker: Broker):
    heard = probe("echo", broker.port)["heard"]
    assert sorted(heard) == [["probe/a", 0], ["probe/b", 200], ["probe/c", 3000]]


def test_a_killed_broker_is_found_again_and_everything_is_acknowledged(
    mosquitto: Broker, listener: list[str]
):
    with ThreadPoolExecutor() as pool:
        probing = pool.submit(probe, "numbers", mosquitto.port, 3000)
        wait_for(lambda: len(listener) > 300)
        mosquitto.kill()
        mosquitto.start()
        told = probing.result()
    assert told["sent"] >= 3000
    assert told["sessions"] >= 2


def test_a_closed_connection_is_noticed_at_once(mosquitto: Broker, listener: list[str]):
    with ThreadPoolExecutor() as pool:
        probing = pool.submit(probe, "lose", mosquitto.port, 60)
        wait_for(lambda: "probe/here " in listener)
        mosquitto.kill()
        told = probing.result()
    assert "connection broken" in told["lost"]
    assert told["lost_ms"] < 5000


@pytest.fixture
def liar(request: pytest.FixtureRequest) -> Iterator[int]:
    """A server that accepts, answers with the given bytes and then says no more."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held = []

        def serve() -> None:
            connection, _ = server.accept()
            held.append(connection)
            connection.sendall(request.param)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)
        for connection in held:
            connection.close()


@pytest.mark.parametrize(
    ("liar", "why"),
    [
        (b"", "TimeoutError"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", ""),
        (b"\x20\x02\x00\x05", "not allowed"),
        (b"\x20\xff\xff\xff\xff\x7f", "packet length"),
        (b"\x20\xff\xff\x7f", "packet of"),
        (b"\x90\x03\x00\x01\x00", "no MQTT broker"),
    ],
    indirect=["liar"],
)
def test_a_peer_that_is_no_broker_cannot_hold_the_loop(liar: int, why: str):
    told = probe("open", liar)
    assert told["lost"].startswith("cannot connect")
    assert why in told["lost"]
    assert told["stall_ms"] < 500


def test_a_port_nobody_listens_on_is_lost_too():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert "cannot connect" in probe("open", unused.getsockname()[1])["lost"]


@pytest.mark.parametrize("liar", [b"\x20\x02\x00\x00"], indirect=True)
def test_a_silent_broker_is_given_up_after_one_and_a_half_keepalives(liar: int):
    told = probe("lose", liar, 2)
    assert told["lost"] == "the broker is silent"
    assert 2500 <= told["lost_ms"] <= 6000
