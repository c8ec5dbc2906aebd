"""The demo's own folder: emptied at each start, and never a folder that something else lives in."""

import shutil
from pathlib import Path

from locutorio.core.errors import ShopError

MARK = "this-is-demo-data"


class NotOurFolder(ShopError):
    code = "not_our_folder"


def fresh_folder(folder: Path) -> None:
    """An empty folder at `folder`; NotOurFolder if there is one that no demo made."""
    if folder.exists():
        if not (folder / MARK).exists() and any(folder.iterdir()):
            raise NotOurFolder(f"{folder} holds something that is not the demo's; name another with --folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
