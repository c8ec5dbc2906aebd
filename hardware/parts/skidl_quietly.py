"""SKiDL, imported without its log files and its complaints about symbol libraries that we do not use."""

import logging
import os
import tempfile
from contextlib import chdir

with tempfile.TemporaryDirectory() as empty, chdir(empty):
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

# For each part and net it walks the whole call stack, to note where it was made: that is most of the time it
# takes, and nobody here asks.
skidl.circuit.get_skidl_trace = list

__all__ = ["erc_logger", "skidl"]
