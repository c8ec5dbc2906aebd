"""The real Chromium: where Debian brings it without windows that one, the same engine at two thirds of the
cost (tools/servers.sh)."""

from shutil import which

CHROMIUM = {
    "executable_path": which("chromium-headless-shell") or "/usr/bin/chromium",
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ],
}
