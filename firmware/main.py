"""The loader: what a board runs first. It chooses the booth's program and starts it.

It alone is never updated over the air, so it needs nothing but MicroPython. The program is `app`, in the
folder beside this file or in one of two slots, `a/` and `b/`. Two small files tell which and how:

`slot`     "steady a"     run slot a ("-": the folder beside this file, as when there is no such file)
           "trial b a 3"  try b, three more times; unless b says that it is well, fall back on a
           "fallen a b"   run a; b did not hold (the program tells the hub and writes "steady")
`crashes`  how many starts in a row did not last for a minute: after ten the program is told to start in
           safe mode, and after that it gets one more chance each time. A power cut is no crash: with
           the power the count begins anew

While a file `bench` lies there too, nothing is started: the board stays at its REPL, without a watchdog, for
whoever has it on a cable.

What a start costs is written down before it, so a program that breaks at its first line counts too.
"""

import os
import sys

CRASHES_MAX = 10
WATCHDOG_MS = 8000
PAUSE_MS = 2000  # time for a technician to break in


def read(name):
    try:
        with open(name) as file:
            return file.read()
    except OSError:
        return ""


def write(name, text):
    """Beside it, then renamed over it: a power cut leaves the old file or the new one."""
    with open(name + ".new", "w") as file:
        file.write(text)
    os.rename(name + ".new", name)


def number(text):
    return int(text) if text.isdigit() else 0


def is_on_bench():
    return "bench" in os.listdir()


def choose(text):
    """What the words of `slot` say: (slot, whether it is on trial, what to write there before it starts)."""
    words = text.split()
    if len(words) < 2:
        return "-", False, text
    slot = words[1]
    if words[0] != "trial":
        return slot, False, text
    other, left = words[2], number(words[3])
    if left == 0:
        return other, False, "fallen %s %s" % (other, slot)
    return slot, True, "trial %s %s %d" % (slot, other, left - 1)


def prepare(is_power_new):
    """Write down what this start costs; returns (slot, whether it is on trial, whether to be safe)."""
    text = read("slot")
    slot, trial, then = choose(text)
    crashes = 0 if is_power_new else number(read("crashes"))
    safe = crashes >= CRASHES_MAX
    try:
        write("crashes", str(CRASHES_MAX - 1 if safe else crashes + 1))
        if then != text:
            write("slot", then)
    except OSError:  # the flash is full or worn out: a booth starts all the same, but tries nothing new
        if trial:
            slot, trial = text.split()[2], False
    return slot, trial, safe


def start():
    slot, trial, safe = prepare(machine.reset_cause() == machine.PWRON_RESET)
    if trial:
        machine.WDT(timeout=WATCHDOG_MS).feed()  # if it hangs before it feeds the dog itself
    if slot != "-":
        sys.path[:1] = [slot, slot + "/lib"]  # in place of the folder beside this file: never a mixture
    import app

    app.main(slot, safe)


if __name__ == "__main__":  # a desk's Python, which has no machine, only asks for the choice
    import time

    import machine

    if is_on_bench():
        print("on the bench: nothing runs until the file `bench` is removed and the board reset")
    else:
        try:
            start()
        except Exception as why:  # noqa: BLE001 (whatever it is: the line is locked after a reset)
            sys.print_exception(why)
            time.sleep_ms(PAUSE_MS)
        machine.reset()
