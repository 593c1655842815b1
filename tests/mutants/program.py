"""The program and the claims about it: their files, a copy of them, and a name for how they stand."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.support import ROOT

_ELSEWHERE = {"e2e", "faults", "mutants", "__pycache__"}
"""Folders of what needs more than a copy, and of what makes it."""


def files() -> Iterator[Path]:
    """All of them, in an order that stays."""
    for name in ("journal", "tests"):
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and _ELSEWHERE.isdisjoint(path.relative_to(ROOT).parts):
                yield path
    yield from (ROOT / "pyproject.toml", ROOT / "openapi.json")


def copy(folder: Path) -> None:
    """Put them into `folder`, in place of what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in files():
        there = folder / path.relative_to(ROOT)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, there)
    (folder / "var").mkdir()
    (folder / "var" / "test-pg").symlink_to(ROOT / "var" / "test-pg")


def state(of: Iterable[Path] | None = None) -> str:
    """How these files stand, or all: another one as soon as a file is."""
    digest = hashlib.sha256()
    for path in files() if of is None else of:
        digest.update(b"%s\0%d\0" % (bytes(path.relative_to(ROOT)), path.stat().st_size) + path.read_bytes())
    return digest.hexdigest()[:16]
