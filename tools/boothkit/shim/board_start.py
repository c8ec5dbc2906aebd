"""What a virtual board has in place of a real one's ROM.

It sees nothing but its flash, the folder it was started in; `main.py` runs, if there is one; and after
that, or on Ctrl-C, its REPL stands on the cable. What stands for the hardware is loaded beforehand.
"""

import os
import select  # noqa: F401
import sys
import termios
import time  # noqa: F401

import machine  # noqa: F401
import network  # noqa: F401
import vfs
from flash import Flash

CONSOLE, LOCAL_FLAGS, ISIG = 0, 3, 1  # as Linux has them


def hear_ctrl_c():
    """From now on it interrupts; a ROM that is starting does not hear it."""
    settings = termios.tcgetattr(CONSOLE)
    settings[LOCAL_FLAGS] |= ISIG
    termios.tcsetattr(CONSOLE, termios.TCSANOW, settings)


def see_only(flash):
    vfs.umount("/")
    vfs.mount(Flash(flash), "/")
    os.chdir("/")
    sys.path[:] = ["", ".frozen", "/lib"]


def run_program():
    try:
        with open("main.py") as file:
            text = file.read()
    except OSError:
        return  # bare
    try:
        exec(compile(text, "main.py", "exec"), {"__name__": "__main__"})
    except SystemExit:
        os.unsetenv("MICROPYINSPECT")
        raise
    except BaseException as why:  # noqa: BLE001 (Ctrl-C above all)
        sys.print_exception(why)


os.putenv("MICROPYINSPECT", "1")  # read when this file is done: go on with the REPL
see_only(os.getcwd())
hear_ctrl_c()
if os.getenv("BOOTH_BARE") != "1":
    run_program()
