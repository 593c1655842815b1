"""Servers under test, each a process group that ends with its block, and how much memory they hold."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from bench.generator import Connection

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.02


class Failed(Exception):
    """The measurement cannot go on; the sentence says why."""


class Memory(NamedTuple):
    """MB. `resident` counts a page for each process that has it, `shared_once` divides it among them."""

    resident: float
    shared_once: float


class Served:
    """A server that answers."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, ready_after: float) -> None:
        self.port = port
        self.ready_after = ready_after
        """Seconds from its start to its first answer."""
        self._process = process

    def memory(self) -> Memory:
        """What the process and all below it hold now. Only Linux tells; elsewhere both are 0."""
        tree = [_kilobytes(process) for process in _tree(self._process.pid)]
        return Memory(
            resident=sum(of["Rss"] for of in tree) / 1024,
            shared_once=sum(of["Pss"] for of in tree) / 1024,
        )

    def processor(self) -> float:
        """Seconds of processor that it has used so far, which do not depend on who else is at work. 0 but on Linux."""
        return sum(map(_seconds, _tree(self._process.pid)))


@asynccontextmanager
async def served(module: Sequence[str], port: int, path: str, env: Mapping[str, str]) -> AsyncIterator[Served]:
    """Run `python -m module …` until the block ends. Raises Failed where it does not come to answer `path`."""
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", *module),
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        await _until_ready(process, port, path, begun + _PATIENCE_SECONDS)
        yield Served(process, port, time.perf_counter() - begun)
    finally:
        await _end(process)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def _until_ready(process: asyncio.subprocess.Process, port: int, path: str, deadline: float) -> None:
    while time.perf_counter() < deadline:
        if process.returncode is not None:
            raise Failed("A server under test ended by itself; what it said is above.")
        with suppress(OSError, EOFError):
            connection = await Connection.open(port, {})
            try:
                if (await connection.get(path)).status == 200:
                    return
            finally:
                connection.close()
        await asyncio.sleep(_POLL_SECONDS)
    raise Failed("A server under test did not become ready.")


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask it to leave, as a terminal would; after ten seconds end its whole group."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        await asyncio.wait_for(process.wait(), timeout=10)
    except TimeoutError:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            # The name, in parentheses, may hold anything; the parent is the second field after it.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found = [root]
    for process in found:
        found += children.get(process, [])
    return found


def _seconds(process: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _kilobytes(process: int) -> dict[str, int]:
    found = {"Rss": 0, "Pss": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            name, _, value = line.partition(":")
            if name in found:
                found[name] = int(value.split()[0])
    return found
