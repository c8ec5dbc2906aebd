"""SKiDL, imported without its log files and its complaints about symbol libraries that we do not use."""

import inspect
import logging
import os
import tempfile
from contextlib import chdir
from unittest.mock import patch

NOWHERE = [inspect.FrameInfo(None, "skidl", 0, "", None, None)]  # type: ignore[arg-type]

# For each part and net, and while it is imported, it walks the whole call stack, to note where that was made:
# most of the time it takes, and nobody here asks.
with patch("inspect.stack", lambda: NOWHERE), tempfile.TemporaryDirectory() as empty, chdir(empty):
    # It looks for these folders, and opens its log files, while it is imported.
    for version in ("", "6", "7", "8", "9", "10"):
        os.environ.setdefault(f"KICAD{version}_SYMBOL_DIR", empty)
    logging.disable(logging.WARNING)
    try:
        import skidl
        import skidl.circuit
        from skidl.logger import erc_logger, rt_logger
    finally:
        logging.disable(logging.NOTSET)
    rt_logger.stop_file_output()
    erc_logger.stop_file_output()

skidl.circuit.get_skidl_trace = list

__all__ = ["erc_logger", "skidl"]
