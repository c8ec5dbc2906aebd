"""What technicians' tools ask of the hub, and tell it, in JSON: /api/... (docs/technician/fleet.md).

A tool proves a name and a password once, by HTTP Basic, and gets a token (panel.tokens); each request with
it is checked as a page is (panel.access). Keys of booths go over this wire, so it is https, or this machine.

- `doors`       the token, and what is refused before anything is looked at
- `booths`      the fleet, registering a booth, its config.json and its certificate
- `inspections` asking booths, what they answered, whether a report is genuine
- `rollouts`    releases, and updates in waves
"""

from locutorio.panel.tools import booths, inspections, rollouts
from locutorio.panel.tools.doors import bp

__all__ = ["booths", "bp", "inspections", "rollouts"]
