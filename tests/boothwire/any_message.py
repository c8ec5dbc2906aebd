"""Any message the table allows, as hypothesis strategies. A new kind or field is covered by itself; only a
new set of words must be named here.
"""

import json
from typing import Any

from boothwire import fields, messages
from boothwire.fields import (
    BASE64,
    DATA_MAX,
    DIGITS,
    EDGES_MAX,
    FACTS_MAX,
    HEX,
    INT_MAX,
    LIMITS_MAX,
    NAME,
    NAME_MAX,
    ROUNDINGS,
    SEGMENTS_MAX,
    TEXT_MAX,
)
from boothwire.messages import MESSAGES
from hypothesis import strategies as st

whole = st.integers(0, INT_MAX)
text = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=TEXT_MAX)
segments = st.lists(st.integers(1, INT_MAX), unique=True, max_size=SEGMENTS_MAX - 1).flatmap(
    lambda starts: st.tuples(
        *(
            st.tuples(st.just(start), st.integers(1, INT_MAX), st.none() | whole).map(list)
            for start in (0, *sorted(starts))
        )
    ).map(list)
)
plans = st.tuples(
    whole, segments, whole, st.none() | whole, st.none() | whole, st.integers(1, INT_MAX), whole,
    st.sampled_from(ROUNDINGS), whole,
).map(list)  # fmt: skip
names = st.text(NAME, min_size=1, max_size=NAME_MAX)
edges = st.lists(st.tuples(names, st.integers(0, 1), whole).map(list), max_size=EDGES_MAX)


def measured(most: int) -> st.SearchStrategy[Any]:
    values = st.integers(-INT_MAX, INT_MAX) | st.booleans() | text
    pairs = st.dictionaries(names, values, max_size=40).map(lambda found: sorted(map(list, found.items())))
    return pairs.map(lambda found: fitting(found, most))


def fitting(found: list[Any], most: int) -> list[Any]:
    while len(json.dumps(found)) > most:
        found = found[: len(found) // 2]
    return found


BY_CHECKER: dict[Any, st.SearchStrategy[Any]] = {
    fields.uint: whole,
    fields.optional_uint: st.none() | whole,
    fields.flag: st.booleans(),
    fields.text: text,
    fields.digits: st.text(DIGITS, max_size=64),
    fields.nonce: st.text(HEX, min_size=32, max_size=32),
    fields.base64: st.integers(0, DATA_MAX // 4).flatmap(
        lambda fours: st.text(BASE64, min_size=fours * 4, max_size=fours * 4)
    ),
    fields.plan: st.none() | plans,
    fields.facts: measured(FACTS_MAX),
    fields.limits: measured(LIMITS_MAX),
    fields.edges: edges,
}
WORDS = {
    "line": messages.LINE_STATES,
    "lease": messages.LEASE_STATES,
    "state": messages.CALL_STATES,
    "evidence": messages.EVIDENCE,
    "ending": messages.ENDINGS,
    "fault": messages.FAULTS,
    "reset": messages.RESETS,
    "fate": messages.FATES,
    "want": messages.INSPECTIONS,
    "verdict": ("done", "busy"),
    "broker_idle": messages.FALLBACKS,
    "broker_call": messages.FALLBACKS,
    "hub_idle": messages.FALLBACKS,
    "hub_call": messages.FALLBACKS,
}


def value(field: str, checker: Any) -> st.SearchStrategy[Any]:
    if field == "faults":
        return st.sets(st.sampled_from(messages.LASTING_FAULTS)).map(lambda words: " ".join(sorted(words)))
    return BY_CHECKER[checker] if checker in BY_CHECKER else st.sampled_from(WORDS[field])


def messages_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({field: value(field, checker) for field, checker in MESSAGES[kind][2]})


any_message = st.sampled_from(sorted(MESSAGES)).flatmap(
    lambda kind: st.tuples(st.just(kind), messages_of(kind))
)
