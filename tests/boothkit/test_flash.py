"""Firmware onto a board over its cable: all of it, only what differs, the rest after a pulled cable."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from boothkit.cli import main
from boothkit.install import Plan, plan, program
from boothkit.usb import BoardError, Console, open_console
from boothkit.virtual_board import BoardOnDesk, board_on_desk
from click.testing import CliRunner, Result
from waiting import wait_for

FILES = {"main.py": b"start", "app.mpy": b"M\x06app", "booth/line.mpy": b"M\x06line"}


def there(**changes: str) -> dict[str, str]:
    digests = {path: hashlib.sha256(data).hexdigest() for path, data in FILES.items()}
    return digests | {"config.json": "0", "j00000001": "0"} | changes


@pytest.mark.parametrize(
    ("digests", "todo"),
    [
        (there(), Plan([], [])),
        ({}, Plan(list(FILES), [])),
        (there(**{"app.mpy": "half"}), Plan(["app.mpy"], [])),
        (there(**{"app.py": "source", "mine.py": "kept"}), Plan([], ["app.py"])),
        (there(**{"booth/line.py": "source"}), Plan([], ["booth/line.py"])),
        (there(**{"booth/x.mpy.new": "half"}), Plan([], ["booth/x.mpy.new"])),
        (there(slot="a release"), Plan([], ["slot"])),
    ],
    ids=["all there", "bare", "changed", "a source in the way", "another", "half a file", "a release runs"],
)  # fmt: skip
def test_only_what_differs_is_sent_and_what_is_in_the_way_removed(digests: dict[str, str], todo: Plan):
    assert plan(FILES, digests) == todo


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[BoardOnDesk]:
    with board_on_desk(tmp_path / "flash") as desk:
        yield desk


def flash(port: str, *words: str) -> Result:
    return CliRunner().invoke(main, ["flash", "--port", port, "--json", *words])


def test_a_bare_board_gets_it_all_and_starts_it(desk: BoardOnDesk, tmp_path: Path):
    done = flash(desk.port)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    files = program()
    assert sorted(told["sent"]) == sorted(files)
    assert {path: (tmp_path / "flash" / path).read_bytes() for path in files} == files
    assert not (tmp_path / "flash/bench").exists()
    with open_console(desk.port) as console:
        assert heard(console, "config.json is not JSON")  # it runs, and says what it lacks


def heard(console: Console, words: str) -> bool:
    return any(words in line for line in console.lines(patience_s=60))


@contextmanager
def cable_pulled(desk: BoardOnDesk, when: Callable[[], bool]) -> Iterator[None]:
    def pull() -> None:
        wait_for(when)
        desk.do(lambda board: board.pull())

    hand = Thread(target=pull)
    hand.start()
    yield
    hand.join()


def test_after_a_pulled_cable_only_the_rest_is_sent(desk: BoardOnDesk, tmp_path: Path):
    arrived = lambda: {str(path.relative_to(tmp_path / "flash")) for path in tmp_path.rglob("*.mpy")}  # noqa: E731
    with cable_pulled(desk, when=lambda: len(arrived()) > 5):
        broken = flash(desk.port)
    assert broken.exit_code == 3
    assert "is its cable in?" in broken.output
    before = arrived()
    assert (tmp_path / "flash/bench").exists()  # whatever happens to its power, it waits for the rest
    desk.do(lambda board: board.plug())
    mended = json.loads(flash(desk.port).stdout)
    assert set(mended["sent"]) == set(program()) - before
    assert not (tmp_path / "flash/bench").exists()


def test_a_release_on_the_board_makes_way_and_a_strangers_program_too(desk: BoardOnDesk, tmp_path: Path):
    (tmp_path / "flash/slot").write_text("steady a 0")
    (tmp_path / "flash/main.py").write_text("while True: pass")
    (tmp_path / "flash/config.json").write_text("{}")
    assert set(json.loads(flash(desk.port).stdout)["removed"]) == {"slot"}
    assert (tmp_path / "flash/config.json").read_text() == "{}"


def test_a_full_flash_is_said_and_mended_by_making_room(desk: BoardOnDesk, tmp_path: Path):
    films = tmp_path / "flash/films"
    films.write_bytes(bytes(900_000))
    full = flash(desk.port)
    assert (full.exit_code, "is full" in full.output) == (3, True)
    films.unlink()
    assert flash(desk.port).exit_code == 0


def test_where_no_board_is_it_is_said(tmp_path: Path):
    gone = flash("/dev/pts/no-board")
    assert (gone.exit_code, "there is no /dev/pts/no-board" in gone.output) == (3, True)


def test_a_board_that_another_program_has_open_is_not_called_gone(desk: BoardOnDesk):
    with (
        open_console(desk.port),
        pytest.raises(BoardError, match="another program has the board"),
        open_console(desk.port),
    ):
        pytest.fail("two consoles at one port")
