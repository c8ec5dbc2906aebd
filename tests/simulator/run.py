"""Runs histories from the command line: see the package's docstring."""

import argparse
import os
import sys
import time
import traceback
from multiprocessing import Pool

from simulator.invariants import violations
from simulator.scenario import draw
from simulator.world import World


def judge(seed: int) -> tuple[int, int, list[str]]:
    """The seed, how long its history was, and what was wrong with it."""
    world = World(draw(seed))
    try:
        world.run()
    except Exception as fault:  # noqa: BLE001 (whatever it is: this history shows a fault in the program)
        where = traceback.extract_tb(fault.__traceback__)[-1]
        return seed, world.now_ms, [f"{fault!r} in {where.filename}:{where.lineno}"]
    return seed, world.now_ms, violations(world)


def tell(seed: int) -> int:
    """One history as a story. Returns how much was wrong."""
    world = World(draw(seed), tell=True).run()
    print(world.scenario)
    for at_ms, what in world.seen.told:
        print(f"{at_ms / 1000:9.3f}  {what}")
    wrong = violations(world)
    print(*(wrong or ["nothing is wrong"]), sep="\n")
    return len(wrong)


def sweep(first: int, count: int, jobs: int) -> int:
    began, simulated_ms, failed = time.monotonic(), 0, 0
    with Pool(jobs) as pool:
        for seed, lasted_ms, wrong in pool.imap(judge, range(first, first + count), chunksize=20):
            simulated_ms += lasted_ms * 1
            if wrong:
                failed += 1
                print(f"seed {seed}: {wrong[0]}" + (f" (and {len(wrong) - 1} more)" if wrong[1:] else ""))
    took_s = time.monotonic() - began
    print(f"{count} seeds, {simulated_ms / 3_600_000:.0f} hours of a shop in {took_s:.0f} s, {failed} failed")
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m simulator.run", description=__doc__)
    parser.add_argument("seed", nargs="?", type=int, help="tell this one history")
    parser.add_argument("--seeds", type=int, default=1000, help="how many to run")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    wrong = sweep(asked.first, asked.seeds, asked.jobs) if asked.seed is None else tell(asked.seed)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
