"""The firmware's modules on this Python's path."""

import sys

from boothkit.virtual import FIRMWARE

sys.path.append(str(FIRMWARE))  # last: the controller's modules must not stand before anybody else's
