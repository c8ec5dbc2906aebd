"""A whole mosquitto configuration for a shop: who may connect, who may say what, and how much.

The broker is trusted with nothing but delivery: whatever it lets through is checked again by MAC, nonce
and counter at both ends. It knows a client by its certificate alone, and a booth's certificate opens that
booth's own topics. Must not know how certificates are made.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from boothwire import WIRE_VERSION
from boothwire.messages import MESSAGES, PAYLOAD_MAX, ROOT, UP

from locutorio.core.errors import ShopError
from locutorio.ingest.link import ECHO_ROOT
from locutorio.pki import Authority, issue_broker, issue_hub
from locutorio.pki.files import write_whole
from locutorio.settings import Settings

# A controller with newer firmware than its hub should be noticed, not unheard.
VERSIONS = (WIRE_VERSION, WIRE_VERSION + 1)
PACKET_MAX = PAYLOAD_MAX + 128  # with topic and MQTT's own bytes

CONFIG = """\
# mosquitto 2.0, for the shop {shop}. Written by `locutorio broker-config`, which writes it anew each time.

# The only way in: TLS, and a certificate by the shop's authority that was not taken back.
listener {port}
cafile {folder}/trusted.crt
certfile {folder}/broker.pem
keyfile {folder}/broker.pem
crlfile {folder}/revoked.crl
tls_version tlsv1.2
require_certificate true
allow_anonymous false

# Who a client is stands in its certificate. The name it gives itself counts for nothing, so that none can
# throw another out by calling itself so.
use_identity_as_username true
use_username_as_clientid true

# Who may say and hear what.
acl_file {folder}/access.acl

# Limits. A message of ours is at most {payload_max} bytes; a longer packet ends its connection.
max_packet_size {packet_max}
max_connections 1000
max_inflight_messages 20
max_queued_messages 2000
max_queued_bytes 2000000
persistent_client_expiration 1d

# Nothing is kept over a restart, on purpose: what matters is in the booths' journals until the hub has it
# in its books, and a command must never wait for a booth.
persistence false

set_tcp_nodelay true
log_dest stderr
log_timestamp_format %Y-%m-%dT%H:%M:%S
log_type error
log_type warning
log_type notice
connection_messages true
"""


class BrokerNotSecure(ShopError):
    code = "broker_not_secure"


def hub_name(shop_id: str) -> str:
    """Of the hub at the broker; no booth can be called so."""
    return f"hub@{shop_id}"


def write_broker_folder(
    settings: Settings, folder: Path, *, lies_in: Path | None = None, now_ms: int
) -> Authority:
    """Everything the broker needs into `folder`, and the hub's certificate where the hub looks for it.

    `lies_in`: where the folder will be on the broker's machine. What is valid already is left as it is.
    """
    url, shop_id = urlsplit(settings["broker.url"]), settings.shop.shop_id
    if url.scheme != "mqtts" or not url.hostname:
        raise BrokerNotSecure(
            'set broker.url to "mqtts://" and the address your booths reach the broker by, like '
            '"mqtts://192.168.1.10:8883"; then try again'
        )
    authority = Authority.open_or_create(settings["certificates.folder"], shop_id=shop_id, now_ms=now_ms)
    identity = issue_broker(authority, {url.hostname, "localhost", "127.0.0.1"}, now_ms=now_ms)
    issue_hub(authority, hub_name(shop_id), now_ms=now_ms)
    text = CONFIG.format(
        shop=shop_id,
        port=url.port or 8883,
        folder=(lies_in or folder).absolute(),
        packet_max=PACKET_MAX,
        payload_max=PAYLOAD_MAX,
    )
    write_whole(folder / "trusted.crt", authority.trusted())
    write_whole(folder / "revoked.crl", authority.revocation_lists())
    write_whole(folder / "broker.pem", identity.read_bytes())
    write_whole(folder / "access.acl", access_list(shop_id).encode())
    write_whole(folder / "mosquitto.conf", text.encode())
    return authority


def access_list(shop_id: str) -> str:
    """What is not written here is denied to everybody: other booths, $SYS, anything else."""
    return "\n".join([*_hubs_lines(shop_id), "", *_booths_lines(shop_id), ""])


def _hubs_lines(shop_id: str) -> Iterator[str]:
    yield "# The hub hears every booth and speaks to every booth, and to itself to see whether it is heard."
    yield f"user {hub_name(shop_id)}"
    for kind, (direction, _, _) in MESSAGES.items():
        for version in VERSIONS if direction == UP else (WIRE_VERSION,):
            yield f"topic {'read' if direction == UP else 'write'} {ROOT}/{version}/{shop_id}/+/{kind}"
    yield f"topic readwrite {ECHO_ROOT}/#"


def _booths_lines(shop_id: str) -> Iterator[str]:
    yield "# A booth says what booths say and hears what booths hear, on its own topics; %u is its name."
    for kind, (direction, _, _) in MESSAGES.items():
        for version in VERSIONS if direction == UP else (WIRE_VERSION,):
            yield f"pattern {'write' if direction == UP else 'read'} {ROOT}/{version}/{shop_id}/%u/{kind}"
