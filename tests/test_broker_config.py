"""The configuration we write for mosquitto, on the real one: who gets in, and what they can do there.

The broker answers a publish it denies as if it had taken it (MQTT 3.1.1 knows no other way), so a test looks
at what arrives: the forbidden thing is said first, then an allowed one, and the allowed one is all there is.
"""

import re
import signal
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from boothwire.messages import MESSAGES, PAYLOAD_MAX, UP, is_retained, topic
from locutorio import pki
from locutorio.broker_config import BrokerNotSecure, write_broker_folder
from locutorio.clock import now_ms as machine_now_ms
from locutorio.ingest.link import Link, secured
from locutorio.pki import Authority
from locutorio.settings import check_settings
from locutorio.tls import broker_tls
from secure_shop import NOW_MS, SHOP, Guest, Refused, SecureMosquitto, identity_of
from waiting import wait_for

KINDS_UP = [kind for kind, (direction, _, _) in MESSAGES.items() if direction == UP]
KINDS_DOWN = [kind for kind in MESSAGES if kind not in KINDS_UP]


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[SecureMosquitto]:
    broker = SecureMosquitto(tmp_path)
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def hub(broker: SecureMosquitto) -> Iterator[Guest]:
    """Hears all booths, as the hub does."""
    with Guest(broker, broker.hub()) as hub:
        for kind in KINDS_UP:
            hub.hear(topic("sol", "+", kind))
        yield hub


@pytest.fixture
def booth(broker: SecureMosquitto) -> Iterator[Guest]:
    with Guest(broker, broker.booth("booth-1")) as booth:
        yield booth


# --- who gets in -----------------------------------------------------------------------------------------


def test_without_a_certificate_nobody_gets_in(broker: SecureMosquitto):
    with pytest.raises(Refused), Guest(broker, None):
        pass


def test_a_certificate_by_somebody_elses_authority_does_not_open(broker: SecureMosquitto, tmp_path: Path):
    forger = Authority.open_or_create(tmp_path / "forger", shop_id="sol", now_ms=NOW_MS)
    forged = identity_of(pki.issue_booth(forger, "booth-1", now_ms=NOW_MS))
    with pytest.raises(Refused), Guest(broker, forged):
        pass


def test_a_certificate_that_has_run_out_does_not_open(broker: SecureMosquitto):
    long_ago_ms = 1_000_000_000_000
    old = identity_of(pki.issue_booth(broker.authority, "booth-1", now_ms=long_ago_ms))
    with pytest.raises(Refused), Guest(broker, old):
        pass


def test_the_brokers_own_certificate_is_for_no_client(broker: SecureMosquitto):
    stolen = pki.spelling.read_identity((broker.folder / "broker/broker.pem").read_bytes())
    with pytest.raises(Refused), Guest(broker, stolen):
        pass


def test_a_revoked_certificate_opens_no_more_and_its_successor_does(broker: SecureMosquitto):
    stolen = broker.booth("booth-1")
    with Guest(broker, stolen):
        pass
    assert pki.revoke_booth(broker.authority, "booth-1", now_ms=NOW_MS) == 1
    broker.write()
    broker.kill()
    broker.start()
    with pytest.raises(Refused), Guest(broker, stolen):
        pass
    with Guest(broker, broker.booth("booth-1")), Guest(broker, broker.booth("booth-2")):
        pass


def test_a_reload_is_enough_for_those_who_come_later(broker: SecureMosquitto):
    stolen = broker.booth("booth-1")
    pki.revoke_booth(broker.authority, "booth-1", now_ms=NOW_MS)
    broker.write()
    broker.signal(signal.SIGHUP)

    def is_shut_out() -> bool:
        try:
            with Guest(broker, stolen):
                return False
        except Refused:
            return True

    wait_for(is_shut_out)


# --- what they can do there ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS_UP)
def test_a_booth_speaks_for_itself_only(hub: Guest, booth: Guest, kind: str):
    booth.say(topic("sol", "booth-2", kind))
    booth.say(topic("luna", "booth-1", kind))
    booth.say(topic("sol", "booth-1", kind), b"mine", retain=is_retained(kind))
    assert wait_for(lambda: hub.heard) == [(topic("sol", "booth-1", kind), b"mine")]


@pytest.mark.parametrize("kind", KINDS_DOWN)
def test_only_the_hub_commands(broker: SecureMosquitto, hub: Guest, booth: Guest, kind: str):
    with Guest(broker, broker.booth("booth-2")) as other:
        other.hear(topic("sol", "booth-2", kind))
        booth.say(topic("sol", "booth-2", kind), b"forged")
        other.say(topic("sol", "booth-2", kind), b"to itself")
        booth.say(topic("sol", "booth-1", "state"))
        other.say(topic("sol", "booth-2", "state"))
        wait_for(lambda: len(hub.heard) == 2)  # what was said before has arrived or never will
        hub.say(topic("sol", "booth-2", kind), b"true")
        assert wait_for(lambda: other.heard) == [(topic("sol", "booth-2", kind), b"true")]


def test_a_booth_that_listens_to_everything_hears_its_own_only(hub: Guest, booth: Guest):
    for everything in ("#", "+/+/+/+/+", "$SYS/#", topic("sol", "booth-2", "desired")):
        booth.hear(everything)
    hub.say(topic("sol", "booth-2", "desired"), b"not for it")
    hub.say("locutorio-hub/somebody/alive", b"nor this")
    hub.say(topic("sol", "booth-1", "desired"), b"for it")
    wait_for(lambda: booth.heard)
    assert {name for name, _ in booth.heard} == {topic("sol", "booth-1", "desired")}


def test_the_next_version_of_the_wire_is_heard_and_nothing_stranger(hub: Guest, booth: Guest):
    hub.hear("locutorio/+/sol/+/state")
    mine = topic("sol", "booth-1", "state").split("/")
    booth.say("/".join(["locutorio", "99", *mine[2:]]))
    booth.say("/".join(["locutorio", str(int(mine[1]) + 1), *mine[2:]]))
    assert wait_for(lambda: hub.heard)[0][0].startswith(f"locutorio/{int(mine[1]) + 1}/")


def test_nobody_throws_another_out_by_using_its_name(broker: SecureMosquitto, hub: Guest, booth: Guest):
    other = broker.booth("booth-2")
    for name in ("booth-1", "hub@sol"):
        with Guest(broker, other, calls_itself=name) as hijacker:
            hijacker.say(topic("sol", "booth-1", "state"), b"forged")
            hijacker.say(topic("sol", "booth-2", "state"))
            wait_for(lambda: hub.heard)
            assert hub.heard.pop() == (topic("sol", "booth-2", "state"), b"x")
    booth.say(topic("sol", "booth-1", "state"))
    assert wait_for(lambda: hub.heard) == [(topic("sol", "booth-1", "state"), b"x")]
    assert not booth.thrown_out
    assert not hub.thrown_out


def test_the_longest_message_passes_and_who_says_much_more_is_thrown_out(hub: Guest, booth: Guest):
    booth.say(topic("sol", "booth-1", "record"), b"r" * PAYLOAD_MAX)
    wait_for(lambda: hub.heard)
    booth.say(topic("sol", "booth-1", "record"), b"r" * 1_000_000)
    wait_for(lambda: booth.thrown_out)
    assert len(hub.heard) == 1


def test_nothing_outlives_a_restart(broker: SecureMosquitto, hub: Guest, booth: Guest):
    booth.say(topic("sol", "booth-1", "presence"), b"online", retain=True)
    wait_for(lambda: hub.heard)
    broker.kill()
    broker.start()
    with Guest(broker, broker.hub()) as late:
        late.hear(topic("sol", "+", "presence"))
        late.hear("locutorio-hub/late/alive")
        late.say("locutorio-hub/late/alive")
        assert wait_for(lambda: late.heard) == [("locutorio-hub/late/alive", b"x")]


# --- the hub's own connection ----------------------------------------------------------------------------


def test_the_hub_is_heard_through_it(broker: SecureMosquitto):
    link = Link(broker.settings["broker.url"], "sol", clock=machine_now_ms, tls=broker_tls(broker.settings))
    link.start()
    try:
        wait_for(link.alive)
    finally:
        link.stop()


def shake_hands(broker: SecureMosquitto, name: str = "127.0.0.1") -> None:
    """As the hub does before it says anything."""
    files = broker_tls(broker.settings)
    assert files
    with socket.create_connection(("127.0.0.1", broker.port)) as raw:
        secured(files).wrap_socket(raw, server_hostname=name).close()


def test_the_hub_does_not_speak_to_a_booth_that_plays_broker(broker: SecureMosquitto):
    shake_hands(broker)
    broker.show(broker.booth("booth-1"))
    with pytest.raises(ssl.SSLCertVerificationError, match="purpose"):
        shake_hands(broker)


def test_nor_to_a_broker_of_another_authority(broker: SecureMosquitto, tmp_path: Path):
    forger = Authority.open_or_create(tmp_path / "forger", shop_id="sol", now_ms=NOW_MS)
    path = pki.issue_broker(forger, ["127.0.0.1"], now_ms=NOW_MS)
    broker.show(pki.spelling.read_identity(path.read_bytes()))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(broker)


def test_nor_to_one_at_another_address(broker: SecureMosquitto):
    shake_hands(broker, "localhost")
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake_hands(broker, "192.0.2.9")


# --- the folder ------------------------------------------------------------------------------------------


def test_writing_again_changes_no_certificate(broker: SecureMosquitto):
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(broker.folder.glob("*/*.*"))}

    before = files()
    broker.write()
    after = files()
    before.pop("revoked.crl"), after.pop("revoked.crl")  # signed anew each time
    assert after == before
    assert {path.stat().st_mode & 0o777 for path in broker.folder.glob("*/*.*")} == {0o600}


def test_the_key_of_the_authority_stays_at_home(broker: SecureMosquitto):
    keys = [path.name for path in (broker.folder / "broker").iterdir() if b"PRIVATE" in path.read_bytes()]
    assert keys == ["broker.pem"]


def test_paths_are_those_on_the_brokers_machine(tmp_path: Path):
    settings = check_settings({"shop": SHOP, "broker": {"url": "mqtts://192.0.2.1"}}, folder=tmp_path)
    write_broker_folder(settings, tmp_path / "out", lies_in=Path("/etc/mosquitto/sol"), now_ms=NOW_MS)
    text = (tmp_path / "out/mosquitto.conf").read_text()
    paths = re.findall(r"^\w+ (/.*)$", text, re.MULTILINE)
    assert {path.rpartition("/")[0] for path in paths} == {"/etc/mosquitto/sol"}
    assert {path.rpartition("/")[2] for path in paths} <= {path.name for path in (tmp_path / "out").iterdir()}
    assert "listener 8883" in text


def test_a_broker_without_tls_has_no_such_folder(tmp_path: Path):
    settings = check_settings({"shop": SHOP, "broker": {"url": "mqtt://192.0.2.1"}}, folder=tmp_path)
    with pytest.raises(BrokerNotSecure, match="mqtts://"):
        write_broker_folder(settings, tmp_path / "out", now_ms=NOW_MS)
    assert not (tmp_path / "out").exists()
