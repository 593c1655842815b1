"""The HTTP server: Granian, one or more workers that share a port and leave with whoever started them."""

import fcntl
import gc
import os
import signal
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from granian.constants import Interfaces
from granian.server import Server
from litestar.types import ASGIApp

from journal import log
from journal.app import from_environment
from journal.handlers import edge
from journal.settings import Settings, SettingsError

_PATIENCE_SECONDS = 3.0
_TRIES = 50


def run(settings: Settings, *, database_url: str, demo: bool) -> None:
    """Serve until interrupted. Workers read their settings from the environment, which is completed here."""
    os.environ["JOURNAL_DATABASE_URL"] = database_url
    os.environ["JOURNAL_DEMO"] = "1" if demo else ""
    Server(
        "journal.server:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        workers=settings.workers,
        respawn_failed_workers=True,
        workers_kill_timeout=3,
        log_enabled=False,
        websockets=False,
    ).serve()


def application() -> ASGIApp:
    """The application of one worker."""
    # A worker may be a fresh interpreter, which inherits nothing of how the command line logs.
    log.configure()
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True, name="parent").start()
    made = edge.guarded(from_environment())
    _collect_seldom()
    return made


def _collect_seldom() -> None:
    """What is there now stays as long as the process: to look through it for garbage, again and again as thousands of
    rows are made, took more than half of a long answer's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@contextmanager
def port(settings: Settings) -> Iterator[int]:
    """A port nobody else serves on, kept for as long as the block lasts.

    The one in the settings; the next free one where that is only the default. Raises SettingsError where the port was
    asked for and is taken. Two servers can share a port without either noticing, so each also holds a lock.
    """
    candidates = [settings.port] if settings.port_given else range(settings.port, settings.port + _TRIES)
    deadline = time.monotonic() + (_PATIENCE_SECONDS if settings.port_given else 0)
    while True:
        for candidate in candidates:
            held = _hold(settings.host, candidate)
            if held is not None:
                try:
                    yield candidate
                finally:
                    os.close(held)
                return
        # A server that was killed needs a moment until its last worker has left.
        if time.monotonic() >= deadline:
            raise SettingsError(f"Port {settings.port} is taken: stop what runs there, or set JOURNAL_PORT to another.")
        time.sleep(0.1)


def _hold(host: str, number: int) -> int | None:
    """The lock of a free port, or None. The lock goes with the process, whatever ends it."""
    lock = os.open(
        Path(tempfile.gettempdir()) / f"symptom-journal-{os.getuid()}-{number}.lock",
        os.O_CREAT | os.O_RDWR | os.O_CLOEXEC,
        0o600,
    )
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, number))
    except OSError:
        os.close(lock)
        return None
    return lock


def _leave_with(parent: int) -> None:
    """End this worker when its parent is gone: after a kill nobody else would."""
    while os.getppid() == parent:
        time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGKILL)
