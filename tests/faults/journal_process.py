"""A journal as a clinic runs it: `journal serve`, in a process group of its own."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.support import ROOT

READY_SECONDS = 60.0


@dataclass
class Journal:
    """One installation: a folder, a port, and the process that serves it, if any does."""

    folder: Path
    port: int
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What all its processes have said on standard error."""
        return self.folder / "serve.log"

    def launch(self) -> None:
        """Start it, and wait for nothing."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "journal", "serve"],
                cwd=ROOT,
                env=self._environment(),
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    async def start(self) -> None:
        """Start it, and return when it serves."""
        self.launch()
        await self.until_ready()

    async def until_ready(self, seconds: float = READY_SECONDS) -> float:
        """Return when it serves; the seconds that took."""
        begun = time.monotonic()
        async with httpx.AsyncClient(base_url=self.origin, timeout=5) as client:
            while time.monotonic() < begun + seconds:
                assert self.process is None or self.process.poll() is None, f"it ended instead of serving: {self.said}"
                with suppress(httpx.TransportError):
                    if (await client.get("/health/ready")).status_code == 200:
                        return time.monotonic() - begun
                await asyncio.sleep(0.02)
        raise AssertionError(f"not ready after {seconds} s: {self.said}")

    @property
    def said(self) -> str:
        """The last that was said, but that the database is away: of that there is much."""
        lines = self.log.read_text().splitlines()
        return "\n".join([line for line in lines if '"unavailable"' not in line][-20:])

    def kill(self) -> None:
        """kill -9 of the whole process group: the command and every worker, at one moment."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def stop(self) -> None:
        """Ask it to end, as a terminal would; after twenty seconds it is killed."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
            self.process = None
        except subprocess.TimeoutExpired:
            self.kill()

    def refusal(self) -> tuple[int, str]:
        """Start one that is expected to refuse: its exit code and all that it said on standard error."""
        ended = subprocess.run(
            [sys.executable, "-m", "journal", "serve"],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=READY_SECONDS,
            check=False,
        )
        return ended.returncode, ended.stderr

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("JOURNAL_")}
        return inherited | {
            "JOURNAL_DATA": str(self.folder),
            "JOURNAL_PORT": str(self.port),
            "JOURNAL_ORIGIN": self.origin,
            "JOURNAL_CRISIS_EMERGENCY": "911",
            "JOURNAL_CRISIS_LINE": "988",
            **self.environment,
        }


@asynccontextmanager
async def served(folder: Path, environment: Mapping[str, str] | None = None) -> AsyncIterator[Journal]:
    """A journal over the data in `folder` that serves when the block begins, and has ended after it."""
    journal = Journal(folder=folder, port=free_port(), environment=environment or {})
    try:
        await journal.start()
        yield journal
    except BaseException:
        sys.stdout.write(journal.said)
        raise
    finally:
        journal.stop()


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
