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

from bench.generator import Connection

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS = 60.0
_POLL_SECONDS = 0.02


class Failed(Exception):
    """The measurement cannot go on; the sentence says why."""


class Served:
    """A server that answers."""

    def __init__(self, process: asyncio.subprocess.Process, port: int, ready_after: float) -> None:
        self.port = port
        self.ready_after = ready_after
        """Seconds from its start to its first answer."""
        self._process = process

    def memory(self, field: str) -> float | None:
        """MB of the process and all below it by a field of Linux' `status` (VmRSS now, VmHWM at most); None elsewhere.

        Pages that processes share are counted for each of them.
        """
        if not Path("/proc/self/status").exists():
            return None
        return sum(_kilobytes(process, field) for process in _tree(self._process.pid)) / 1024


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


def _kilobytes(process: int, field: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith(f"{field}:"):
                return int(line.split()[1])
    return 0
