"""Who does what is asked for, and when: what every act on the panel hands to its use case."""

from typing import TypedDict

from flask_login import current_user

from locutorio.panel.deps import deps


class Deed(TypedDict):
    operator_id: int
    now_ms: int


def mine() -> Deed:
    return {"operator_id": current_user.id, "now_ms": deps().clock()}
