"""Every claim about the analogue half holds, the page says the same, and a wrong part is noticed."""

from collections.abc import Callable

import pytest

from hardware.spice import idle, loop, meter, ring, surge
from hardware.spice.claims import Claim
from hardware.spice.ngspice import SpiceError, run
from hardware.spice.run import SECTIONS, differences, page_of, with_table


@pytest.mark.parametrize("section", SECTIONS)
def test_what_is_claimed_holds_and_stands_on_the_page(section: str):
    claims = SECTIONS[section]()
    assert [claim.complaint for claim in claims if not claim.holds] == []
    assert list(differences(page_of(section).read_text("utf-8"), section, claims)) == []


def broken(claims: list[Claim]) -> set[str]:
    return {claim.what.split(",")[0].split(":")[0] for claim in claims if not claim.holds}


@pytest.mark.parametrize(
    ("wrong", "ask", "noticed"),
    [
        ({"R3": "33"}, loop.thresholds, "loop current seen from"),
        ({"R3": "1k", "R4": "10"}, loop.load, "through the LED at 60 mA"),
        ({"R27": "100k", "R28": "100k"}, idle.leakage, "insulation of the idle line at 100 V"),
        ({"R25": "12k"}, idle.handset, "`hook` with the handset off"),
        ({"R15": "2.2k", "R19": "2.2k"}, lambda **wrong: meter.tuned(12, **wrong), "12 kHz"),
        ({"k1_h": "1"}, surge.coil, "until the coil's current is down to a tenth"),
        (
            {"C2": "47n"},
            lambda **wrong: ring.ringing_claims(*ring.STEADY[0], **wrong),
            "`ring` at its highest",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else None,
)
def test_a_wrong_part_breaks_a_claim(wrong: dict[str, str], ask: Callable[..., list[Claim]], noticed: str):
    assert noticed in broken(ask(**wrong))


def test_a_page_that_says_otherwise_is_noticed():
    claims = [Claim("a", 5.0, "mA", high=18), Claim("b", 2.0, "V", low=1)]
    empty = "<!-- simulated loop -->\n<!-- end -->"
    page = with_table(empty, "loop", claims)
    assert list(differences(page, "loop", claims)) == []
    assert list(differences(page, "loop", [Claim("a", 6.0, "mA", high=18), *claims[1:]])) == [
        "a: the table says 5, the simulation 6"
    ]
    assert list(differences(page, "loop", claims[:1])) == ["b: in the table, but not simulated"]
    assert len(list(differences(empty, "loop", claims))) == 2


def test_a_node_that_hangs_in_the_air_is_an_error():
    with pytest.raises(SpiceError):
        run("supply", ".op", ["v(a)"], "Ca a b 1n\nLb b c 1\nCc c 0 1n")
