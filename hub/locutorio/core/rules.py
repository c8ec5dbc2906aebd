"""What the owner chose for the booths: what they do without the hub, and what may be dialled.

Station 2 lives by it, by way of the lease. Pure; must not know settings files or messages.
"""

from dataclasses import dataclass

LOCK = "lock"  # cut at once
FINISH = "finish"  # a call under way goes on to its end or limit, then the booth locks
EMERGENCY = "emergency"  # nothing but emergency numbers until the hub is back, then the visit goes on
FALLBACKS = (LOCK, FINISH, EMERGENCY)


@dataclass(frozen=True, slots=True)
class BoothRules:
    """Each fallback is named by what failed and by whether a call was under way.

    A reset cuts its call by itself, so after one FINISH is LOCK, and EMERGENCY lets the visit go on.
    `ungranted_s`: how long a call may talk that the hub has not granted. `barred` are prefixes as in a
    tariff; `emergency_numbers` are whole numbers as dialled.
    """

    emergency_numbers: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    bar_unpriced: bool = False
    patience_s: int = 30
    ungranted_s: int = 20
    power_idle: str = LOCK
    power_call: str = LOCK
    watchdog_idle: str = EMERGENCY
    watchdog_call: str = EMERGENCY
    broker_idle: str = EMERGENCY
    broker_call: str = FINISH
    hub_idle: str = EMERGENCY
    hub_call: str = FINISH

    def is_emergency(self, digits: str) -> bool:
        return digits in self.emergency_numbers

    def is_barred(self, e164_digits: str) -> bool:
        return any(e164_digits.startswith(prefix) for prefix in self.barred)


STANDARD = BoothRules()
