"""The parts of python-escpos that are used here, imported without its half second.

It reads its table of printers as YAML with every start and leaves a folder in the system's temporary one
behind. The table is JSON: read as that and laid where the library looks for what it read before, the
import takes no time and leaves nothing.
"""

import json
import os
import pickle
import platform
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

_FOLDER = "ESCPOS_CAPABILITIES_PICKLE_DIR"


@contextmanager
def _table_at_hand() -> Iterator[None]:
    package = find_spec("escpos")
    assert package is not None
    assert package.origin is not None
    table = json.loads(Path(package.origin).with_name("capabilities.json").read_text("utf-8"))
    usual, wanted = tempfile.tempdir, os.environ.get(_FOLDER)
    with tempfile.TemporaryDirectory() as folder:
        with Path(folder, f"{platform.python_version()}.capabilities.pickle").open("wb") as file:
            pickle.dump(table, file)
        # It makes a temporary folder even if it is told of one.
        tempfile.tempdir = os.environ[_FOLDER] = folder
        try:
            yield
        finally:
            tempfile.tempdir = usual
            if wanted is None:
                del os.environ[_FOLDER]
            else:
                os.environ[_FOLDER] = wanted


with _table_at_hand():
    from escpos.capabilities import CAPABILITIES, get_profile
    from escpos.constants import QR_ECLEVEL_M
    from escpos.magicencode import Encoder
    from escpos.printer import Dummy

__all__ = ["CAPABILITIES", "QR_ECLEVEL_M", "Dummy", "Encoder", "get_profile"]
