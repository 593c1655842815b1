"""Files that must not be lost or half there: keys, and what proves the audit."""

import contextlib
import os
import tempfile
from pathlib import Path


def put(path: Path, text: str, *, replacing: bool) -> bool:
    """Write a file whole or not at all, for its owner alone, and flush it and its folder to the disk.

    False where there is one already that is not to be replaced; of several who try at once, one makes it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replacing:
            Path(name).replace(path)
        else:
            path.hardlink_to(name)
    except FileExistsError:
        return False
    finally:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True
