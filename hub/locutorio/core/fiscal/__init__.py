"""By which country's rules the till is kept: fiscal profiles, one to a file. Station 8 of the way of a call.

A profile says what is signed, which periods are closed, and what its country wants on the paper; the books
and their seals are the same under each. To add a country: a file beside these, and its name below. Must not
know the store, keys or printers.
"""

from locutorio.core.fiscal import chain, france, none
from locutorio.core.fiscal.profile import FiscalProfile

PROFILES = {profile.name: profile for profile in (none.PROFILE, chain.PROFILE, france.PROFILE)}


def profile(name: str) -> FiscalProfile:
    return PROFILES[name]
