"""A shop under random faults, in virtual time: the real logic of booth and hub, and nothing else real.

    python -m simulator.run 4711            one seed, told as a story
    python -m simulator.run --seeds 20000   many seeds on all cores; those that fail are named

No sockets, threads, processes or clocks: one seed is one history, for ever. What is real: the booth's pure
logic, journal and outbox, the wire between, and the hub's decisions. What is modelled: the telephone line,
the flash that can lose power at any write, the network that can do anything to a message, people.
"""

import sys
from pathlib import Path

# Last on the path: the controller's modules must not stand before anybody else's.
sys.path.append(str(Path(__file__).parents[2] / "firmware"))
