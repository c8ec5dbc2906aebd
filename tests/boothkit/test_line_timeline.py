"""A trace as a picture: what is active is seen where and for as long as it was."""

from boothkit.inspection.look import Look
from boothkit.inspection.timeline import ROWS, rows


def look(*edges: list[object], line: str = "locked", at_ms: int = 10_000) -> Look:
    seen = Look()
    seen.hear({"part": 1, "at_ms": 0, "over": False, "lost": 0, "line": "locked", "edges": []})
    seen.hear({"part": 2, "at_ms": at_ms, "over": False, "lost": 0, "line": line, "edges": list(edges)})
    return seen


def picture(seen: Look) -> dict[str, str]:
    """Ten cells of a second each."""
    return {row.label: row.cells for row in rows(seen, width=10, window_ms=10_000, now_ms=10_000)}


def test_an_input_fills_the_cells_in_which_it_was_active():
    assert picture(look(["hook", 1, 2500], ["hook", 0, 6000]))["handset up"] == "··▌██▌····"


def test_what_is_shorter_than_a_cell_is_seen_all_the_same():
    assert picture(look(["loop_a", 1, 4100], ["loop_a", 0, 4160]))["loop, tip to ring"] == "····▌·····"


def test_what_was_active_before_the_picture_begins_is_active_in_it():
    seen = look(["tamper", 1, 100], at_ms=20_000)
    cells = {row.label: row.cells for row in rows(seen, width=5, window_ms=5000, now_ms=20_000)}
    assert cells["box open"] == "█████"


def test_keys_stand_where_they_were_pressed():
    edges = [["dtmf_q1", 1, 3000], ["dtmf_q3", 1, 3000], ["dtmf_std", 1, 3100], ["dtmf_std", 0, 3200]]
    assert picture(look(*edges))["key"] == "···5······"


def test_the_state_of_the_line_is_written_from_where_it_began():
    assert picture(look(line="idle", at_ms=6500))["line"] == "│locke│idl"


def test_every_input_has_its_row():
    assert set(picture(look())) == {*ROWS.values(), "line"}
