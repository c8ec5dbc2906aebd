"""What the facts of a checkup mean: one table of the faults that are looked for, each judged.

Pure, and apart from the measuring: the booth tells facts and never imports this; the technician's tools and
the hub's panel judge them by the same table, and each words the codes in its own language. A fault is `ok`
(it is not so), `weak` (it is not so yet, or it is a nuisance), `bad`, or `unseen` (the facts do not tell).
It must not know how facts were measured, nor words for people.
"""

from collections import namedtuple

OK, WEAK, BAD, UNSEEN = "ok", "weak", "bad", "unseen"

# `measured` and `limit` are numbers, texts, or None where there is nothing to show.
Finding = namedtuple("Finding", ("code", "verdict", "measured", "limit"))

# What a board is judged by unless it was calibrated: beyond the limit is bad, and so much before it is weak.
# A limit of the board's own is near what is normal for it: before it all is well.
LIMITS = {
    "rssi_dbm": -80,
    "broker_ms": 2000,
    "hub_quiet_s": 30,
    "drift_ppm": 500,
    "flash_free": 65536,  # what the journal needs
    "flash_ms": 2000,
    "heap_free": 16384,
    "relay_close_ms": 60,
    "relay_open_ms": 60,
    "waiting": 150,  # of the journal's 190 lines
}
MARGINS = {
    "rssi_dbm": 10,
    "broker_ms": 1500,
    "hub_quiet_s": 15,
    "drift_ppm": 350,
    "flash_free": 65536,
    "flash_ms": 1000,
    "heap_free": 16384,
    "relay_close_ms": 30,
    "relay_open_ms": 30,
    "waiting": 120,
}
AT_LEAST = ("rssi_dbm", "flash_free", "heap_free")  # of these more is better
DRIFT_LEAST_S = 600  # over a shorter time the way of a message counts for more than the clock

# Words in which MicroPython, TLS and brokers say why there is no session, and what that is a sign of. The
# first that fits counts. To a certificate it does not know a broker hangs up without a word.
SIGNS = (
    ("wrong_address", False, ("Common Name",)),
    ("wrong_ca", False, ("not correctly signed", "X509", "CERT", "certificate")),
    ("broker_refuses", False, ("wrong name or password", "not allowed", "client id refused")),
    ("broker_refuses", True, ("OSError(32,", "OSError(104,")),  # only where TLS is spoken
)


def judge(facts, limits):
    """Every fault of CODES in their order. `limits` are the board's own, over LIMITS."""
    return [judge_one(code, facts, limits) for code in CODES]


def judge_one(code, facts, limits):
    known = dict(LIMITS)
    for name in limits:
        if type(limits[name]) is type(LIMITS.get(name, "")):
            known[name] = limits[name]
    verdict, measured, limit = JUDGES[code](facts, known)
    return Finding(code, verdict, measured, limit)


def worst(findings):
    """The verdict of them all together; what was not seen does not count."""
    verdicts = [finding.verdict for finding in findings]
    return BAD if BAD in verdicts else WEAK if WEAK in verdicts else OK


# ---- ways of judging: each returns (verdict, measured, limit)


def number(name):
    """A measured number against its limit."""

    def judged(facts, limits):
        value, limit = facts.get(name), limits[name]
        if value is None:
            return UNSEEN, None, limit
        room = value - limit if name in AT_LEAST else limit - value
        margin = MARGINS[name] if limit == LIMITS[name] else 0
        return (BAD if room < 0 else WEAK if room < margin else OK), value, limit

    return judged


def flag(name, wanted, otherwise):
    """A fact that is as wanted, or the verdict is `otherwise`."""

    def judged(facts, limits):
        value = facts.get(name)
        if value is None:
            return UNSEEN, None, None
        return (OK if value == wanted else otherwise), None, None

    return judged


def moves(name, took):
    """The relay's contact follows its coil, and soon enough."""

    def judged(facts, limits):
        if facts.get(name) is None:
            return UNSEEN, None, limits[took]
        if not facts[name]:
            return BAD, None, limits[took]
        if facts.get(took) is None:
            return OK, None, limits[took]
        return number(took)(facts, limits)

    return judged


def at_rest(names, wanted, otherwise):
    """Which of these inputs are (or are not) active though nobody uses the booth."""

    def judged(facts, limits):
        active = facts.get("active")
        if active is None:
            return UNSEEN, None, None
        wrong = [name for name in names if (name in active.split()) != wanted]
        return (otherwise if wrong else OK), " ".join(wrong) or None, None

    return judged


def polarity(facts, limits):
    """A handset's current flows the way it did when the board was calibrated."""
    if not facts.get("leg") or not limits.get("leg"):
        return UNSEEN, facts.get("leg") or None, limits.get("leg")
    return (OK if facts["leg"] == limits["leg"] else BAD), facts["leg"], limits["leg"]


def current(facts, limits):
    """None flows while the handset is on, the relay open or closed."""
    verdict, measured, _ = at_rest(("loop_a", "loop_b"), False, BAD)(facts, limits)
    if verdict == OK and facts.get("flow"):
        return BAD, "relay", None
    return verdict, measured, None


def session(code):
    """There is a session with the broker, or at least this is not why there is none."""

    def judged(facts, limits):
        if facts.get("online"):
            return OK, None, None
        if facts.get("online") is None or not facts.get("wifi") or why_away(facts) != code:
            return UNSEEN, None, None
        return BAD, facts.get("trouble"), None

    return judged


def why_away(facts):
    trouble = facts.get("trouble") or ""
    for code, needs_tls, words in SIGNS:
        if (facts.get("tls") or not needs_tls) and any(word in trouble for word in words):
            return code
    return "broker_unreachable"


def only_online(judged):
    """What can be told only while there is a session."""

    def when_online(facts, limits):
        return judged(facts, limits) if facts.get("online") else (UNSEEN, None, None)

    return when_online


def clock(facts, limits):
    over_s, limit = facts.get("drift_s") or 0, limits["drift_ppm"]
    if over_s < DRIFT_LEAST_S or facts.get("drift_ms") is None:
        return UNSEEN, None, limit
    return number("drift_ppm")({"drift_ppm": abs(facts["drift_ms"]) * 1000 // over_s}, limits)


def room(facts, limits):
    if facts.get("flash_free") is None:
        return UNSEEN, None, limits["flash_free"]
    if "flash" in (facts.get("faults") or "").split():
        return BAD, facts["flash_free"], limits["flash_free"]
    return number("flash_free")(facts, limits)


def wear(facts, limits):
    """What was written can be read again; a flash that is full is not worn out by that."""
    if facts.get("flash_ok") is None or (not facts["flash_ok"] and room(facts, limits)[0] == BAD):
        return UNSEEN, None, limits["flash_ms"]
    if not facts["flash_ok"]:
        return BAD, None, limits["flash_ms"]
    return number("flash_ms")(facts, limits)


def restarts(facts, limits):
    """It did not start because its program broke or hung."""
    if facts.get("reset") is None:
        return UNSEEN, None, None
    return (WEAK if facts["reset"] in ("crash", "watchdog") else OK), facts["reset"], None


def safe_mode(facts, limits):
    if facts.get("faults") is None:
        return UNSEEN, None, None
    return (BAD if "safe_mode" in facts["faults"].split() else OK), None, None


TABLE = (
    ("relay_welded", moves("relay_opens", "relay_open_ms")),
    ("relay_dead", moves("relay_closes", "relay_close_ms")),
    ("no_line", at_rest(("line_volts",), True, BAD)),
    ("current_at_rest", current),
    ("hook_stuck", at_rest(("hook",), False, BAD)),
    ("input_stuck", at_rest(("ring", "dtmf_std", "meter"), False, BAD)),
    ("box_open", at_rest(("tamper",), False, WEAK)),
    ("swapped_polarity", polarity),
    ("no_wifi", flag("wifi", True, BAD)),
    ("weak_wifi", number("rssi_dbm")),
    ("wrong_ca", session("wrong_ca")),
    ("wrong_address", session("wrong_address")),
    ("broker_refuses", session("broker_refuses")),
    ("broker_unreachable", session("broker_unreachable")),
    ("broker_slow", only_online(number("broker_ms"))),
    ("hub_silent", only_online(number("hub_quiet_s"))),
    ("no_tls", flag("tls", True, WEAK)),
    ("clock_off", clock),
    ("flash_full", room),
    ("flash_worn", wear),
    ("heap_low", number("heap_free")),
    ("journal_waiting", number("waiting")),
    ("restarted", restarts),
    ("safe_mode", safe_mode),
)
CODES = tuple(row[0] for row in TABLE)
JUDGES = dict(TABLE)
