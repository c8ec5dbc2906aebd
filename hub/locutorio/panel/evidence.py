"""How a call's facts are told to the customer it belongs to: what started the bill, what ended it.

Tables of sentences for the words of the wire, no HTML. Must not know where the facts are kept.
"""

from locutorio.panel.language import later

# By the signal that started the bill.
ANSWERS = {
    "reversal": later("The exchange reversed the line's polarity, its sign that the other side answered."),
    "metering": later(
        "The exchange sent its first metering pulse, its sign that the call costs from now on."
    ),
    "delay": later(
        "This line gives no sign of an answer. The bill starts a fixed time after the number was complete."
    ),
    "": later("Nobody answered. Nothing is billed."),
}

# By why the call ended.
ENDINGS = {
    "hangup": later("The customer hung up."),
    "released": later("The other side or the exchange ended the call."),
    "locked": later("The booth was locked at the counter."),
    "limit": later("The booth ended the call at its limit."),
    "barred": later("The number is not allowed here. The booth ended the call."),
    "fallback": later("The booth ended the call by itself: it had lost the hub, or had no leave to go on."),
    "restart": later(
        "The booth lost its power or started anew. Billed is what was told or written down by then."
    ),
    "": later("It has not ended yet."),
}

# By what the hub allowed.
FATES = {
    "priced": later("allowed, with a price"),
    "unpriced": later("allowed, without a price"),
    "free": later("allowed, free of charge"),
    "barred": later("not allowed"),
}

STATES = {
    "dialling": later("Dialling"),
    "ringing_out": later("Ringing"),
    "talking": later("Talking"),
    "ended": later("Call ended"),
}
