"""A whole update on littlefs whose flash stops after N operations, for every N. Runs on MicroPython.

Arguments: a JSON file {"key", "old", "new"}, where the last two are {name: hex of the file} of releases 1
and 2; whether the last write is done half; whether release 2 is well. The booth runs release 1 from slot a,
fetches release 2 and starts it: it holds, or the loader falls back. Prints {"cuts", "ended", "bad"}: how many
cuts were made, how often the booth then stood at which release, and at which cuts something was wrong.
"""

import json
import os
import sys
from binascii import unhexlify

import main as loader
import vfs
from booth.folder import Folder
from booth.health import HEALTHY_MS, Health
from booth.slots import TRIES, Slots
from boothwire import WireError
from boothwire.release import MANIFEST, open_manifest, read_key
from ramflash import RamFlash
from updating import fetched, updater_in

BLOCKS = 64
HERE = "/flash"


def boot():
    """The loader's part of a start: the slot it runs."""
    return loader.prepare(True)[0]


def live(modulus, new, is_well):
    """From any start to the last word on release 2. Returns the release that is known to hold, or 0."""
    slots, updater = updater_in(HERE, boot(), modulus)
    if slots.release == 1:
        verdict = fetched(updater, 2, new)[-1]["verdict"]
        if verdict == "full":
            raise OSError("the power is gone")
        slots = Slots(Folder(HERE), HERE, boot())
    for _ in range(0 if is_well else TRIES + 1):
        slots = Slots(Folder(HERE), HERE, boot())
    Health(Folder(HERE), slots, False).advance(HEALTHY_MS, True)
    if slots.on_trial:
        raise OSError("the power is gone")
    if slots.fallen:
        slots.hold()
    return slots.release


def standing(modulus):
    """The number of the release that the next start runs; 0 if it is not there whole."""
    slot = boot()
    files = Folder(HERE + "/" + slot)
    try:
        manifest = open_manifest(files.read(MANIFEST), modulus)
    except WireError:
        return 0
    slots = Slots(Folder(HERE), HERE, "b" if slot == "a" else "a")
    for entry in manifest["files"]:
        if not slots.other.has(entry):
            return 0
    return manifest["release"]


def delivered(old):
    """A flash with release 1 in slot a."""
    data = bytearray(b"\xff" * RamFlash.SIZE * BLOCKS)
    vfs.VfsLfs2.mkfs(RamFlash(data))
    mounted(RamFlash(data))
    slots = Slots(Folder(HERE), HERE, "b")
    for name in old:
        slots.other.write(name, 0, old[name])
    Folder(HERE).replace("slot", b"steady a 0")
    os.umount(HERE)
    return data


def mounted(flash):
    vfs.mount(vfs.VfsLfs2(flash), HERE)
    os.chdir(HERE)


def try_cut(data, left, half_done, told):
    """(whether the cut happened, the release that stood after it, what was wrong)."""
    flash = RamFlash(data, left, half_done)
    held = 0
    try:
        mounted(flash)
        held = live(*told)
    except OSError:
        pass
    happened = flash.is_dead
    flash.left = -1
    os.chdir("/")
    os.umount(HERE)
    mounted(RamFlash(data))
    stood = standing(told[0])
    wrong = stood == 0 or (held and stood != held)
    if not wrong:
        live(*told)  # the next time nothing is in its way
        wrong = standing(told[0]) != (2 if told[2] else 1)
    os.chdir("/")
    os.umount(HERE)
    return happened, stood, wrong


def main():
    with open(sys.argv[1]) as file:
        told = json.load(file)
    half_done, is_well = json.loads(sys.argv[2]), json.loads(sys.argv[3])
    old = {name: unhexlify(data) for name, data in told["old"].items()}
    new = {name: unhexlify(data) for name, data in told["new"].items()}
    modulus = read_key(told["key"])
    whole = bytes(delivered(old))
    cuts, ended, bad = 0, {}, []
    while True:
        happened, stood, wrong = try_cut(bytearray(whole), cuts + 1, half_done, (modulus, new, is_well))
        if wrong:
            bad.append(cuts + 1)
        if not happened:
            break
        cuts += 1
        ended[str(stood)] = ended.get(str(stood), 0) + 1
    print(json.dumps({"cuts": cuts, "ended": ended, "bad": bad}))


main()
