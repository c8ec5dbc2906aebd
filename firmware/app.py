"""The booth's program: wires the parts, runs them, and starts again if one of them breaks."""

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
from booth.folder import Folder
from booth.link import Link
from booth.memory import Memory, mark_restart, reset_cause
from booth.slots import Slots
from booth.update import Updater
from controller import Controller
from wifi import Wifi

STUCK_MS = 30000  # a task that has not gone round for so long hangs
PAUSE_MS = 2000  # before a restart: time to read the console, and no endless wear of the flash
CRASH_FILE = "crash.txt"


def build(board):
    folder = Folder(".")
    settings = config.load(str(folder.read("config.json"), "utf-8"))
    settings["ssl"] = tls.context(folder) if settings["broker"]["tls"] else None
    memory = Memory(folder)
    nonce = str(hexlify(os.urandom(16)), "ascii")
    booth = Booth(settings["profile"], memory.boot, nonce, settings["emergency"], memory.epoch)
    controller = Controller(board, booth, memory)
    updater = Updater(Slots(folder, ".", "-"), None, booth.boot)
    about = {
        "firmware": FIRMWARE,
        "board": NAME,
        "reset": reset_cause(folder, board.reset_cause()),
        "release": 0,
        "trial": False,
    }
    link = Link(settings, controller, Wifi(settings["wifi"]), about, updater)
    controller.on_news(link.wake)
    return controller, link


async def guard(board, controller, link):
    """Feeds the watchdog while every task goes round. The controller must: this shares its loop."""
    while controller.now_ms() - link.alive_ms < STUCK_MS:
        board.feed()
        await asyncio.sleep(1)
    raise RuntimeError("the link hangs")


async def run(board):
    controller, link = build(board)
    gc.collect()
    gc.threshold(gc.mem_free() // 4)
    used, free = gc.mem_alloc(), gc.mem_free()
    print("locutorio", FIRMWARE, "boot", controller.booth.boot, "heap", used, "of", used + free)
    await asyncio.gather(controller.run(), link.run(), guard(board, controller, link))


def log(why):
    """On the console, and in a file for the technician who comes later."""
    text = io.StringIO()
    sys.print_exception(why, text)
    print(text.getvalue())
    Folder(".").replace(CRASH_FILE, text.getvalue().encode())


def main():
    board = Board()
    try:
        asyncio.run(run(board))
    except Exception as why:  # noqa: BLE001 (whatever it is: the line is locked and the board starts anew)
        board.lock()
        log(why)
        mark_restart(Folder("."), "crash")
        time.sleep_ms(PAUSE_MS)
    board.restart()
