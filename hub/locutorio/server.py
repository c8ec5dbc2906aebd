"""Serves the panel over HTTP from this one process, a thread for each request and each open screen.

An open screen holds its thread for as long as it is live, so there are many more threads than screens
are allowed (panel.live caps those). Must not know what the panel shows.
"""

from collections.abc import Callable
from typing import Any

from cheroot.wsgi import Server

THREADS = 64
EVERYWHERE = ("0.0.0.0", "::")
STOP_S = 3  # a stream ends at once when the panel's live updates close; nothing else takes this long


class PanelServer:
    def __init__(self, application: Callable[..., Any], *, host: str, port: int) -> None:
        self._server = Server((host, port), application, numthreads=THREADS, shutdown_timeout=STOP_S)

    def bind(self) -> str:
        """Open the port (OSError if it is taken) and return the panel's address."""
        self._server.prepare()
        host, port = self._server.bind_addr[:2]
        return f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}"

    def serve(self) -> None:
        """Answer requests until stop() is called from another thread."""
        self._server.serve()

    def stop(self) -> None:
        self._server.stop()
