"""A PostgreSQL of one's own, to kill, to freeze and to bring back."""

import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from journal.db import embedded
from journal.db.embedded import Embedded
from tests.support import ROOT

FOLDERS = ROOT / "var" / "faults"


class Server:
    """An embedded server in `folder`/pg, where a journal with JOURNAL_DATA=`folder` looks for it too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.addresses: Embedded = embedded.start(folder / "pg")

    def kill(self) -> None:
        """kill -9: the postmaster and every process of it, so that none of them can put anything in order."""
        processes = self._processes()
        for process in processes:
            _signal(process, signal.SIGKILL)
        psutil.wait_procs(processes, timeout=10)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Everything of it stands still: it takes connections and answers nothing."""
        processes = self._processes()
        for process in processes:
            _signal(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                _signal(process, signal.SIGCONT)

    def runs(self) -> bool:
        return bool(self._processes())

    def _processes(self) -> list[psutil.Process]:
        """The postmaster first, then its children."""
        with suppress(FileNotFoundError, psutil.NoSuchProcess):
            postmaster = psutil.Process(int((self.folder / "pg" / "postmaster.pid").read_text().split()[0]))
            return [postmaster, *postmaster.children(recursive=True)]
        return []


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(number)


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """One that is made for the length of a block, and gone afterwards."""
    folder.mkdir(parents=True)
    try:
        made = Server(folder)
        try:
            yield made
        finally:
            embedded.stop(folder / "pg")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
