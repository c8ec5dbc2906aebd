"""The operator's panel: pages, live updates, health. Stations 6 and 7 of the way of a call.

The only place that knows Flask. Views parse, call one use case of the desk, render; they do no
arithmetic. `create_panel(PanelDeps(...))` is the whole of it to the rest of the program.
"""

from locutorio.panel.deps import PanelDeps
from locutorio.panel.factory import create_panel
from locutorio.panel.live import Live

__all__ = ["Live", "PanelDeps", "create_panel"]
