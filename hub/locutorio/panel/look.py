"""What every page's frame shows: the shop, its clock, who is at the counter, how they want to see it."""

from flask import Flask, request

from locutorio.desk import alarms
from locutorio.panel import evidence
from locutorio.panel.act_words import fact_text, kind_text, name_text
from locutorio.panel.conditions import condition_of, note_of
from locutorio.panel.deps import deps
from locutorio.panel.errors import sentence
from locutorio.panel.fates import fate_of
from locutorio.panel.health import hub_down
from locutorio.panel.inspection_words import ENDED, OUTCOMES, SAID, STOPPED, VERDICTS, looked, measured
from locutorio.panel.places import FLEET, PRICES, TILL, rooms
from locutorio.panel.prefs import THEMES, theme
from locutorio.panel.role_words import RIGHTS, ROLES
from locutorio.panel.states import (
    LOOKS,
    action_of,
    conditions_of,
    line_of,
    look_of,
    shows_call,
    shows_limit,
    sign_of,
    state_of,
    waits_for_booth,
)


def dress(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        look_of=look_of,
        action_of=action_of,
        state_of=state_of,
        shows_call=shows_call,
        shows_limit=shows_limit,
        sign_of=sign_of,
        waits_for_booth=waits_for_booth,
        conditions_of=conditions_of,
        condition_of=condition_of,
        fate_of=fate_of,
        price_places=PRICES,
        price_rooms=rooms(PRICES),
        fleet_places=FLEET,
        fleet_rooms=rooms(FLEET),
        looked=looked,
        measured=measured,
        verdicts=VERDICTS,
        inspection_ends=ENDED,
        rollout_words=OUTCOMES,
        rollout_stopped=STOPPED,
        release_words=SAID,
        line_looks=LOOKS,
        line_of=line_of,
        till_places=TILL,
        till_rooms=rooms(TILL),
        note_of=note_of,
        sentence=sentence,
        answers=evidence.ANSWERS,
        endings=evidence.ENDINGS,
        fates=evidence.FATES,
        call_states=evidence.STATES,
        rights=RIGHTS,
        role_names=ROLES,
        kind_text=kind_text,
        name_text=name_text,
        fact_text=fact_text,
    )

    @app.context_processor
    def _frame() -> dict[str, object]:
        return {
            "shop": deps().shop,
            "now_ms": deps().clock(),
            "theme": theme(),
            "themes": THEMES,
            "here": request.full_path.rstrip("?"),
            "new_alarms": lambda: alarms.new_count(deps().store),
            "hub_down": hub_down,
        }
