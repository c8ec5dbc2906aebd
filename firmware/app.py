"""The booth's program: wires the parts, runs them, and starts anew if one of them breaks.

The loader (main.py) starts it from the slot that it names, and tells it to be safe after too many crashes.
"""

import asyncio
import gc
import io
import os
import sys
import time
from binascii import hexlify

# Compiling leaves garbage between what stays; collected often, the heap keeps its large free pieces.
gc.threshold(4096)

from board import NAME, Board
from booth import FIRMWARE, config, tls
from booth.booth import Booth
from booth.console import Console
from booth.folder import Folder
from booth.link import Link
from booth.memory import Memory, mark_restart, reset_cause
from booth.slots import Slots
from booth.upkeep import Upkeep
from boothwire.release import read_key
from controller import Controller
from wifi import Wifi

STUCK_MS = 30000  # a task that has not gone round for so long hangs
PAUSE_MS = 2000  # before a restart: time to read the console, and no endless wear of the flash
CRASH_FILE = "crash.txt"
KEY_FILE = "release.key"  # what releases are signed with; without it none is taken


class Restart(Exception):
    """The program is to start anew, and nothing is wrong."""


def build(board, slot, safe):
    folder = Folder(".")
    settings = config.load(str(folder.read("config.json"), "utf-8"))
    if settings["broker"]["tls"]:
        settings["ssl"] = tls.context(folder)
    memory = Memory(folder, settings["boots"])
    nonce = str(hexlify(os.urandom(16)), "ascii")
    booth = Booth(settings["profile"], memory.boot, nonce, settings["emergency"], memory.epoch)
    slots = Slots(folder, ".", slot)
    key = folder.read(KEY_FILE)
    upkeep = Upkeep(booth, folder, slots, read_key(key) if key else None, safe)
    cause = reset_cause(folder, board.reset_cause())
    about = {"firmware": FIRMWARE, "board": NAME, "reset": cause}
    about.update({"release": slots.release, "trial": slots.on_trial})

    def measure(thorough):
        from booth.vitals import flash_trial, own_limits, vitals  # only then: seldom used

        facts = vitals(controller, link, about)
        facts.update(flash_trial(folder) if thorough else {})
        return facts, own_limits(folder)

    controller = (safe_controller if safe else Controller)(board, booth, memory, measure)
    link = Link(settings, controller, Wifi(settings["wifi"]), about, upkeep)
    controller.on_news(link.wake)
    if cause == "crash":
        booth.alarm("crash", True, last_words(folder), 0)
    return controller, link, upkeep


def safe_controller(board, booth, memory, measure):
    from safe import SafeController  # only then: it is no use to any other boot

    booth.alarm("safe_mode", True, last_words(Folder(".")), 0)
    return SafeController(board, booth, memory, measure)


def last_words(folder):
    """What the program broke with, as far as an alarm holds it."""
    lines = str(folder.read(CRASH_FILE), "utf-8").strip().split("\n")
    return "".join(letter for letter in lines[-1][:120] if 32 <= ord(letter) < 127)


async def guard(board, controller, link, upkeep):
    """Feeds the watchdog while every task goes round. The controller must: this shares its loop."""
    while controller.now_ms() - link.alive_ms < STUCK_MS:
        board.feed()
        if upkeep.advance(controller.now_ms()):
            raise Restart
        await asyncio.sleep(1)
    raise RuntimeError("the link hangs")


async def run(board, slot, safe):
    controller, link, upkeep = build(board, slot, safe)
    gc.collect()
    gc.threshold(gc.mem_free() // 4)
    used, free = gc.mem_alloc(), gc.mem_free()
    print("locutorio", FIRMWARE, "boot", controller.booth.boot, "heap", used, "of", used + free)
    console = Console(controller, link.sealed, sys.stdin)
    await asyncio.gather(controller.run(), link.run(), console.run(), guard(board, controller, link, upkeep))


def log(why):
    """On the console, and in a file for the technician who comes later."""
    text = io.StringIO()
    sys.print_exception(why, text)
    print(text.getvalue())
    Folder(".").replace(CRASH_FILE, text.getvalue().encode())


def crashed(why):
    """Whatever it was: the line is locked, and the next boot knows."""
    try:
        log(why)
        mark_restart(Folder("."), "crash")
    except OSError:
        print("the flash is full: the next boot will not know")
    time.sleep_ms(PAUSE_MS)


def main(slot, safe):
    board = Board()
    try:
        asyncio.run(run(board, slot, safe))
    except Restart:
        mark_restart(Folder("."), "update")
    except Exception as why:  # noqa: BLE001
        board.lock()
        crashed(why)
    board.restart()
