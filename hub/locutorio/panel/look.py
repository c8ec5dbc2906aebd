"""What every page's frame shows: the shop, its clock, who is at the counter, how they want to see it."""

from flask import Flask, request

from locutorio.panel.deps import deps
from locutorio.panel.prefs import THEMES, theme
from locutorio.panel.states import action_of, look_of, state_of, trouble_of


def dress(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        look_of=look_of, action_of=action_of, state_of=state_of, trouble_of=trouble_of
    )

    @app.context_processor
    def _frame() -> dict[str, object]:
        return {
            "shop": deps().shop,
            "now_ms": deps().clock(),
            "theme": theme(),
            "themes": THEMES,
            "here": request.full_path.rstrip("?"),
        }
