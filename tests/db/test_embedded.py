"""The embedded server: it ends with whoever used it, and comes back from whatever ended it."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from journal.db import embedded
from journal.db.engine import Unavailable
from tests.support import ROOT

_USER = """
import sys, time
from pathlib import Path
from journal.db import embedded
embedded.start(Path(sys.argv[1]))
print("started", flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place for a server, which does not outlive the test."""
    place = ROOT / "var" / f"embedded-{os.getpid()}" / "pg"
    yield place
    if _number(place) is not None:
        _kill(place)
    shutil.rmtree(place.parent)


def _number(folder: Path) -> int | None:
    """The number of the server's process, None where none runs."""
    try:
        number = int((folder / "postmaster.pid").read_text().split()[0])
        os.kill(number, 0)
    except (FileNotFoundError, ProcessLookupError):
        return None
    return number


def _kill(folder: Path) -> int:
    """kill -9 of the server, and its former number."""
    number = _number(folder)
    assert number is not None
    os.kill(number, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while _number(folder) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return number


async def _answers(address: str, *, within: float) -> bool:
    async with asyncio.timeout(within):
        while True:
            try:
                connection = await asyncpg.connect(address)
            except (OSError, asyncpg.CannotConnectNowError):
                await asyncio.sleep(0.05)
                continue
            await connection.close()
            return True


def _used_and_killed(folder: Path) -> int:
    """Somebody starts a server there and is killed; the number of the server, which runs on."""
    user = subprocess.Popen([sys.executable, "-c", _USER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE)
    assert user.stdout is not None
    assert user.stdout.readline() == b"started\n"
    user.kill()
    user.communicate()
    number = _number(folder)
    assert number is not None
    return number


def test_a_server_that_a_kill_left_behind_ends_with_the_next_who_uses_it(folder: Path) -> None:
    left_behind = _used_and_killed(folder)
    embedded.start(folder)
    assert _number(folder) == left_behind
    embedded.stop(folder)
    assert _number(folder) is None


async def test_a_killed_server_is_started_again_while_it_is_kept(folder: Path) -> None:
    address = embedded.start(folder).admin
    with embedded.kept(folder):
        for _ in range(2):
            former = await asyncio.to_thread(_kill, folder)
            assert await _answers(address, within=10)
            assert _number(folder) != former
    embedded.stop(folder)
    assert _number(folder) is None


async def test_what_a_kill_left_in_the_folder_keeps_no_server_from_starting(folder: Path) -> None:
    file = folder / "postmaster.pid"
    for left in ("{other}\n{rest}", "{dead}\n/half/writ", ""):
        _used_and_killed(folder)
        rest = file.read_text().partition("\n")[2]
        dead = _kill(folder)
        file.write_text(left.format(other=os.getpid(), dead=dead, rest=rest))
    assert await _answers(embedded.start(folder).admin, within=10)
    embedded.stop(folder)


def test_a_server_that_does_not_start_is_one_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "_REFUSED_SECONDS", 0)
    embedded.start(folder)
    embedded.stop(folder)
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write("max_connections = none\n")
    with pytest.raises(Unavailable, match=r"^The database in .*pg does not start: .*log says why\.$"):
        embedded.start(folder)
