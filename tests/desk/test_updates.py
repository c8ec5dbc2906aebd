"""A release is kept only whole and signed, offered until the booth has the last word, given out in pieces."""

import base64
import zipfile
from pathlib import Path

import pytest
from boothkit import release as tool
from boothwire.release import MANIFEST
from cryptography.hazmat.primitives.asymmetric import rsa
from locutorio.desk import updates
from locutorio.desk.heard import STALE, Heard
from locutorio.desk.updates import BadRelease, UnknownRelease
from locutorio.store.engine import Store
from release_keys import ANOTHERS, OURS
from small_shop import NOON_MS, SaidBooth

PROGRAM = {"app.mpy": bytes(1000), "lib/boothwire/mac.mpy": b"mac"}


def key_of(key: rsa.RSAPrivateKey) -> str:
    return f"{key.public_key().public_numbers().n:0768x}"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    tool.make(tmp_path / "release-7.zip", 7, "0.9", PROGRAM, OURS)
    return tmp_path / "release-7.zip"


@pytest.fixture
def kept(store: Store, owner, archive: Path) -> Store:
    updates.add(store, archive, key=key_of(OURS), now_ms=NOON_MS)
    return store


def wanted(
    booth: SaidBooth, *, release: int = 7, name: str = "", offset: int = 0, verdict: str = ""
) -> Heard:
    message = {"boot": booth.boot, "release": release, "name": name, "offset": offset, "verdict": verdict}
    with booth.store.begin() as tx:
        return updates.want(tx, booth.ear, booth.booth_id, message, now_ms=NOON_MS)


def offered(store: Store, *, after_ms: int = 1000) -> list[tuple[str, object]]:
    orders = updates.offers(store, epoch=7, now_ms=NOON_MS + after_ms)
    return [(order.booth_id, order.fields["release"]) for order in orders]


def greeted(store: Store, booth_id: str = "booth-1", *, boot: int = 1, release: int = 0) -> SaidBooth:
    booth = SaidBooth(store, booth_id, boot)
    booth.hello(release=release)
    booth.state(0)
    return booth


# ---- what is kept


def test_a_release_is_kept_once(kept: Store, archive: Path):
    [row] = updates.overview(kept)[0]
    assert (row.number, row.firmware) == (7, "0.9")
    with pytest.raises(BadRelease, match="higher number"):
        updates.add(kept, archive, key=key_of(OURS), now_ms=NOON_MS)


def rewritten(archive: Path, *, without: str = "", **contents: bytes) -> None:
    with zipfile.ZipFile(archive) as old:
        files = {name: old.read(name) for name in old.namelist() if name != without}
    with zipfile.ZipFile(archive, "w") as new:
        for name, data in (files | contents).items():
            new.writestr(name, data)


@pytest.mark.parametrize("name", ["app.mpy", "lib/boothwire/mac.mpy", MANIFEST])
def test_a_release_with_another_byte_or_a_file_too_few_is_not_kept(
    name: str, store: Store, owner, archive: Path
):
    whole = archive.read_bytes()
    for spoil in ({"without": name}, {name: b"another"}):
        archive.write_bytes(whole)
        rewritten(archive, **spoil)
        with pytest.raises(BadRelease, match="nothing was kept"):
            updates.add(store, archive, key=key_of(OURS), now_ms=NOON_MS)
    assert updates.overview(store)[0] == []


def test_a_release_of_another_key_or_no_release_at_all_is_not_kept(
    store: Store, owner, archive: Path, tmp_path: Path
):
    for path, key in ((archive, key_of(ANOTHERS)), (archive, "key"), (tmp_path / "nothing.zip", "00" * 384)):
        with pytest.raises(BadRelease):
            updates.add(store, path, key=key, now_ms=NOON_MS)
    archive.write_bytes(b"no zip file")
    with pytest.raises(BadRelease):
        updates.add(store, archive, key=key_of(ANOTHERS), now_ms=NOON_MS)


def test_a_zip_that_unpacks_without_end_is_not_read_to_its_end(tmp_path: Path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, bytes(50_000_000))
    with zipfile.ZipFile(path) as archive:
        assert len(updates.read_member(archive, MANIFEST, most=100)) == 101
    with pytest.raises(BadRelease):
        updates.read_release(path, "00" * 384)


# ---- to whom it is offered


def test_only_what_is_there_is_offered(kept: Store):
    with pytest.raises(UnknownRelease, match="no release 8"):
        updates.offer(kept, 8, ["booth-1"])
    with pytest.raises(UnknownRelease, match="no booth nobody"):
        updates.offer(kept, 7, ["booth-1", "nobody"])
    greeted(kept)
    assert offered(kept) == []


def test_a_booth_is_offered_its_release_until_it_runs_it(kept: Store):
    greeted(kept)
    greeted(kept, "booth-2")
    updates.offer(kept, 7, ["booth-1"])
    assert offered(kept) == [("booth-1", 7)]
    greeted(kept, boot=2, release=7)
    assert offered(kept) == []


@pytest.mark.parametrize(
    ("verdict", "again"),
    [
        ("busy", True),
        ("stalled", True),
        ("taken", True),
        ("failed", False),
        ("forged", False),
        ("full", False),
    ],
)
def test_whether_it_is_offered_again_after_the_booths_word(verdict: str, again: bool, kept: Store):
    booth = greeted(kept)
    updates.offer(kept, 7, ["booth-1"])
    assert wanted(booth, verdict=verdict) == STALE
    assert bool(offered(kept)) is again
    [offer] = updates.overview(kept)[1]
    assert (offer.verdict, offer.told_ms, offer.runs) == (verdict, NOON_MS, 0)
    updates.offer(kept, 7, ["booth-1"])
    assert offered(kept) == [("booth-1", 7)]


def test_a_word_on_another_release_changes_nothing(kept: Store):
    booth = greeted(kept)
    updates.offer(kept, 7, ["booth-1"])
    wanted(booth, release=6, verdict="older")
    assert offered(kept) == [("booth-1", 7)]


def test_no_offer_to_a_booth_that_is_silent_or_listens_to_a_later_hub(kept: Store):
    booth = greeted(kept)
    updates.offer(kept, 7, ["booth-1"])
    assert offered(kept, after_ms=10 * 60_000) == []
    booth.state(500, epoch=8)
    assert offered(kept) == []


# ---- how it is given out


def test_a_release_comes_whole_out_of_its_pieces(kept: Store):
    booth = greeted(kept)
    for name, data in PROGRAM.items():
        got = b""
        while len(got) < len(data):
            answer = wanted(booth, name=name, offset=len(got)).answer
            assert answer is not None
            assert (answer.kind, answer.nonce, answer.fields["size"]) == ("piece", booth.nonce, len(data))
            got += base64.b64decode(str(answer.fields["data"]))
        assert got == data


def test_what_is_not_there_is_not_answered(kept: Store):
    booth = greeted(kept)
    assert wanted(booth, name="config.json") == STALE
    assert wanted(booth, release=8, name=MANIFEST) == STALE
