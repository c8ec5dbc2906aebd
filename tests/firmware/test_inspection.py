"""What a booth tells of itself: when it may look, whom it answers, and what it finds."""

from booth.inspection import CONSOLE, HUB
from inspected import Inspected


def still() -> Inspected:
    """A locked booth that nobody uses, with its handset on."""
    return Inspected().to(0)


def facts_of(answers):
    assert [kind for kind, _ in answers] == ["checkup"]
    return dict(answers[0][1]["facts"])


def test_vitals_move_nothing_and_are_told_at_once_even_in_a_call():
    bench = still().want(True).to(500).do("off_hook").to(2000)
    [(kind, message)] = bench.ask("vitals", n=7).answers()
    assert kind == "checkup"
    assert (message["n"], message["verdict"], message["limits"]) == (7, "done", [["leg", "a"]])
    assert message["facts"] == [["rssi_dbm", -60]]  # what is not known is left out
    assert bench.thorough is False


def test_a_checkup_finds_a_relay_that_follows():
    bench = still().ask("checkup")
    assert bench.answers() == []
    facts = facts_of(bench.to(5000).answers())
    assert facts["active"] == "line_volts"
    assert (facts["relay_closes"], facts["relay_opens"], facts["flow"]) == (True, True, False)
    assert facts["relay_close_ms"] < 20
    assert bench.thorough is True
    assert bench.inspection.held == {}


def test_a_checkup_finds_contacts_that_stay_where_they_are():
    dead = still()
    dead.sticks = True
    facts = facts_of(dead.ask("checkup").to(5000).answers())
    assert (facts["relay_closes"], facts["relay_opens"]) == (False, True)
    welded = still()
    welded.booth.edge("relay_sense", True, welded.now_ms)
    welded.sticks = True
    facts = facts_of(welded.to(500).ask("checkup").to(6000).answers())
    assert (facts["relay_closes"], facts["relay_opens"]) == (True, False)


def test_a_checkup_waits_while_the_relay_rests():
    bench = still().want(True).to(1000).want(False).ask("checkup")
    assert not bench.to(2500).coil
    facts = facts_of(bench.to(7000).answers())
    assert facts["relay_closes"] is True


def test_a_trial_of_the_relay_is_no_alarm_and_no_call():
    bench = still().ask("checkup").to(20_000)
    assert bench.told == []
    assert bench.booth.line.state == "locked"


def test_with_the_handset_up_or_the_line_ringing_the_relay_stays_as_it_is():
    for deed in ("off_hook", "ring"):
        bench = still().do(deed, *([5000] if deed == "ring" else [])).to(1000).ask("checkup")
        moved = []
        for at_ms in range(1000, 5000, 50):
            moved.append(bench.to(at_ms).coil)
        facts = facts_of(bench.answers())
        assert not any(moved)
        assert "relay_closes" not in facts
        assert ("hook" if deed == "off_hook" else "ring") in facts["active"]


def test_a_checkup_is_refused_while_somebody_uses_the_booth():
    bench = still().want(True).ask("checkup")
    [(_, message)] = bench.answers()
    assert (message["verdict"], message["facts"]) == ("busy", [])
    assert bench.thorough is None


def test_a_checkup_is_broken_off_when_the_booth_is_unlocked():
    bench = still().ask("checkup").to(300)
    assert bench.coil
    assert not bench.booth.relay()
    bench.want(True)
    [(_, message)] = bench.answers()
    assert message["verdict"] == "busy"
    assert bench.inspection.held == {}
    assert bench.booth.relay()


def test_what_was_asked_before_is_answered_again_and_not_done_again():
    bench = still().ask("checkup", n=4).to(5000)
    first = bench.answers()
    assert bench.answers() == []
    assert bench.ask("checkup", n=4).answers() == first
    assert bench.ask("checkup", n=3).answers() == []
    assert not bench.to(5300).coil


def test_a_trace_tells_what_the_inputs_do_part_by_part():
    bench = still().ask("trace", n=9, for_s=60)
    [(kind, first)] = bench.answers()
    assert kind == "trace"
    assert (first["part"], first["n"], first["over"], first["line"]) == (1, 9, False, "locked")
    assert [edge[0] for edge in first["edges"]] == ["line_volts"]
    assert bench.answers() == []
    bench.do("off_hook").to(1000)
    [(_, second)] = bench.answers()
    assert [edge[:2] for edge in second["edges"]] == [["hook", 1]]
    assert second["part"] == 2


def test_a_trace_tells_of_the_coil_and_of_each_state_of_the_line():
    bench = still().ask("trace")
    bench.answers()
    bench.want(True).to(500)
    [(_, part)] = bench.answers()
    assert [edge[:2] for edge in part["edges"]] == [["relay", 1], ["relay_sense", 1]]
    assert part["line"] == "idle"


def test_a_trace_ends_when_its_time_is_up_or_when_it_is_stopped():
    bench = still().ask("trace", n=2, for_s=3).to(2000)
    assert bench.answers()[0][1]["over"] is False
    assert bench.to(3500).answers()[0][1]["over"] is True
    assert not bench.inspection.serves(HUB)
    bench.ask("trace", n=3)
    bench.answers()
    assert bench.ask("stop", n=2).answers() == []
    assert bench.ask("stop", n=3).answers()[0][1]["over"] is True


def test_edges_nobody_fetches_are_counted_and_the_rest_comes_in_parts():
    bench = still().ask("trace")
    bench.answers()
    for _ in range(50):
        bench.booth.edge("dtmf_q1", True, bench.now_ms)
        bench.booth.edge("dtmf_q1", False, bench.now_ms)
    parts = []
    while answers := bench.answers():
        parts.append(answers[0][1])
    assert [len(part["edges"]) for part in parts] == [28, 28, 28]
    assert parts[-1]["lost"] == 16


def test_whoever_asks_last_is_answered():
    bench = still().ask("trace", n=5).ask("checkup", n=0, way=CONSOLE).to(5000)
    assert bench.answers(HUB) == []
    assert facts_of(bench.answers(CONSOLE))["relay_closes"] is True


def test_how_it_is_may_be_asked_beside_a_trace_on_the_other_way():
    bench = still().ask("trace", n=0, way=CONSOLE)
    bench.answers(CONSOLE)
    assert facts_of(bench.ask("vitals", n=8).answers(HUB)) == {"rssi_dbm": -60}
    bench.do("off_hook").to(500)
    assert bench.answers(CONSOLE)[0][0] == "trace"


def test_the_direction_of_the_last_handset_is_remembered():
    bench = still().want(True)
    assert bench.booth.leg == ""
    assert bench.to(500).do("off_hook").to(1500).booth.leg == "a"


def test_silence_is_told_once_a_second():
    bench = still().ask("trace")
    bench.answers()
    assert bench.to(900).answers() == []
    assert bench.to(1000).answers()[0][1]["edges"] == []
