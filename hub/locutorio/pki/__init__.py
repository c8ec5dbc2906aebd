"""The shop's own certificates: who may speak to its broker, and how a screen knows its panel.

One authority (a key that signs certificates, kept on the hub's machine) stands behind all of them:

- `certificates`  what a certificate is made of. Pure but for the dice
- `authority`     the authority in its folder, and how a new one takes over from an old one
- `issuing`       certificates for broker, hub, panel and booths
- `register`      what was issued, what of it runs out, and what was taken back

Every date comes in as an argument. Must not know brokers, panels or settings: it is given a folder.
"""

from locutorio.pki.authority import Authority, NoAuthority
from locutorio.pki.issuing import BoothFiles, TlsFiles, issue_booth, issue_broker, issue_hub, issue_panel
from locutorio.pki.register import Issued, expiring, issued, retire, revoke_booth

__all__ = [
    "Authority",
    "BoothFiles",
    "Issued",
    "NoAuthority",
    "TlsFiles",
    "expiring",
    "issue_booth",
    "issue_broker",
    "issue_hub",
    "issue_panel",
    "issued",
    "retire",
    "revoke_booth",
]
