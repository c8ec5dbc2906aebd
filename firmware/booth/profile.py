"""How one booth's line behaves: the figures the other modules decide by, all in one place.

A profile is a plain dict. `load` takes what stands in config.json: a base, with a country behind it or
without ("reversal", "reversal:ES"), or {"base": name, "country": code, field: value, ...}. What is given
stands above the country's figure, that above the base's. An unknown word is an error that says which.

Where the figures come from: a dial pulse breaks the loop for 40 to 70 ms, a recall ("flash") for 100 to
600, and an exchange takes 800 ms or more for a hang-up. A soft reversal leaves the loop without current
for up to 100 ms. Ringing at 15 Hz shows each direction for at most 33 ms, far below `seize_ms`.
"""

PROFILE = {
    "answer": "reversal",  # what starts the bill: reversal, metering or delay
    "answer_delay_s": 10,  # for delay: so long after the last digit
    "recall": "kept",  # a flash in a call: "kept", or "cut" where the exchange offers enquiry calls
    "digits_done_s": 4,  # no digit for so long: dialling is complete
    "seize_ms": 150,  # current steady for so long: the handset is off
    "pulse_min_ms": 20,  # a shorter break is noise
    "pulse_max_ms": 80,
    "flash_max_ms": 700,
    "hangup_ms": 800,
    "digit_gap_ms": 250,  # no dial pulse for so long: the digit is complete
    "reversal_gap_ms": 200,  # a longer gap is a break of its own, whatever polarity follows
    "reversal_hold_ms": 40,  # the new polarity must stay, or it was a spike
    "rest_ms": 2000,  # the relay, once open, stays open: the exchange lets go
    "guard_s": 20,  # a locked line is through so long for an emergency number to be dialled
    "checkpoint_s": 30,
    "heartbeat_s": 5,
    "loop_hold_ms": 5,
    "dtmf_hold_ms": 5,
    "meter_hold_ms": 20,
    "ring_hold_ms": 200,  # a polarity that turns on an idle line, and dial pulses, show there for up to 110
    "sense_hold_ms": 10,
    "hook_hold_ms": 100,
    "volts_hold_ms": 20,
    "tamper_hold_ms": 20,
    "stuck_ms": 1000,  # faults count once they have held for so long
    "bypass_ms": 300,
    "no_line_ms": 2000,
    "enclosure_ms": 100,
}

BASES = {
    "reversal": {"answer": "reversal"},
    "metering": {"answer": "metering"},
    "delay": {"answer": "delay"},
}


def load(spec):
    """The profile for `spec`, complete. Raises ValueError with words for a technician."""
    base, country, given = parts(spec)
    if base not in BASES:
        raise ValueError("profile must be one of %s, not %r" % (", ".join(sorted(BASES)), base))
    profile = dict(PROFILE)
    profile.update(BASES[base])
    profile["name"] = base
    if country:
        profile["flash_max_ms"] = of_country(country)[0]
        profile["name"] = "%s:%s" % (base, country)
    for field in given:
        if field not in PROFILE:
            raise ValueError("a profile has no field %r" % field)
        profile[field] = given[field]
    check(profile)
    return profile


def emergency(spec):
    """The emergency numbers of the country in `spec`; none without one."""
    country = parts(spec)[1]
    return of_country(country)[1].split() if country else []


def parts(spec):
    """(base, country or "", the fields given) of what stands in config.json."""
    given = {"base": spec} if type(spec) is str else dict(spec)
    base, _, country = str(given.pop("base", "reversal")).partition(":")
    return base, given.pop("country", country), given


def of_country(code):
    from booth.countries import COUNTRIES  # only where one is named: a board's memory is small

    if code not in COUNTRIES:
        raise ValueError("country must be one of %s, not %r" % (", ".join(sorted(COUNTRIES)), code))
    return COUNTRIES[code]


def check(profile):
    if profile["answer"] not in BASES:
        raise ValueError("answer must be one of %s" % ", ".join(sorted(BASES)))
    if profile["recall"] not in ("kept", "cut"):
        raise ValueError("recall must be kept or cut")
    for field in profile:
        if field not in ("name", "answer", "recall") and (
            type(profile[field]) is not int or profile[field] <= 0
        ):
            raise ValueError("%s must be a whole number above 0" % field)
    rising = ("pulse_min_ms", "pulse_max_ms", "flash_max_ms", "hangup_ms")
    for place in range(1, len(rising)):
        if profile[rising[place - 1]] >= profile[rising[place]]:
            raise ValueError("%s must be below %s" % (rising[place - 1], rising[place]))
