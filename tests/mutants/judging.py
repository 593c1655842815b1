"""A copy of the program with one wall out, and whether the claims about walls notice."""

import json
import os
import queue
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.mutants import database, memory, program
from tests.mutants.claims import CLAIMS, likely
from tests.mutants.listing import Mutant
from tests.mutants.notebook import Notebook

_SECONDS = 600
_AFTER_ALL = "journal/db/migrations/journal_2999_01_01t00_00_00.py"
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`by` is the first claim that failed, or how the run ended where none did."""

    mutant: Mutant
    killed: bool
    by: str
    seconds: float


class Bench:
    """A copy of the program, and a process that runs claims in it. Between two mutants the copy is the original."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._database = f"test_mutants_{os.getpid()}_{folder.name.replace('-', '_')}"
        program.copy(folder)
        script = Path(__file__).with_name("bench.py")
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
        self._process = subprocess.Popen(
            [sys.executable, str(script)],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process, and leave no database behind."""
        self._process.communicate()
        database.drop(self._database)

    def judge(self, mutant: Mutant, before: str | None = None, *, likely_only: bool = False) -> Verdict:
        """Ask the claim that noticed `before`, then the likeliest, then all others, unless it is to be quick."""
        began = time.monotonic()
        first = likely(mutant.kind, mutant.file)
        files = list(dict.fromkeys(name.partition("::")[0] for name in first))
        # A wall in the schema needs a database that was made without it.
        ask = partial(self.ask, kept=not mutant.sql)
        with self._without(mutant):
            killed, by = ask([before], ()) if before else (False, "")
            if not killed:
                killed, by = ask(files, first)
            if not killed and not likely_only:
                killed, by = ask([name for name in CLAIMS if name not in files], ())
        return Verdict(mutant=mutant, killed=killed, by=by, seconds=time.monotonic() - began)

    def ask(self, files: Sequence[str], first: Sequence[str], *, kept: bool = True) -> tuple[bool, str]:
        """Whether a claim fails, and which; over the bench's own database, or (not `kept`) a new one."""
        order = {
            "folder": str(self.folder),
            "database": self._database if kept else "",
            "files": list(files),
            "first": list(first),
            "seconds": _SECONDS,
        }
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        failed = re.findall(r"(?m)^(?:FAILED|ERROR) (tests/\S+\.py::\w+(?:\[.*?\])?)(?: - |$)", answer["said"])
        # Anything but failed claims (a file that can't be read, a run that hangs) says nothing about the wall.
        if answer["code"] == 1 and failed:
            return True, failed[0]
        return False, "no claim" if answer["code"] == 0 else f"exit {answer['code']}: {answer['said'][-300:]}"

    @contextmanager
    def _without(self, mutant: Mutant) -> Iterator[None]:
        file = self.folder / (mutant.file or _AFTER_ALL)
        before = file.read_text() if file.exists() else None
        if before is None:
            file.write_text(_migration(mutant.sql))
        else:
            file.write_text(before[: mutant.start] + mutant.instead + before[mutant.end :])
        _forget(file)
        try:
            yield
        finally:
            if before is None:
                file.unlink()
            else:
                file.write_text(before)
            _forget(file)


def _migration(sql: str) -> str:
    return (
        "from journal.db.migrate import run_script\n\n"
        'ID = "2999-01-01T00:00:00:000000"\n\n\n'
        f"async def forwards() -> None:\n    await run_script({sql!r})\n"
    )


def _forget(file: Path) -> None:
    """What was compiled of this file: two changes within a second look alike."""
    for compiled in (file.parent / "__pycache__").glob(f"{file.stem}.*"):
        compiled.unlink()


def run(
    chosen: Sequence[Mutant],
    workshop: Path,
    *,
    say: Say,
    at_once: int = 2,
    unchanged: bool = True,
    likely_only: bool = False,
    notebook: Notebook,
) -> list[Verdict]:
    """Judge them, `at_once` side by side, but for those that the notebook has.

    SystemExit where the program fails its claims `unchanged`.
    """
    known = memory.noticed_before()
    benches: queue.SimpleQueue[Bench] = queue.SimpleQueue()

    def work(mutant: Mutant) -> Verdict:
        if by := notebook.noticed(mutant):
            return Verdict(mutant=mutant, killed=True, by=by, seconds=0)
        bench = benches.get()
        try:
            verdict = bench.judge(mutant, known.get(memory.key(mutant)), likely_only=likely_only)
        finally:
            benches.put(bench)
        if verdict.killed:
            notebook.add(mutant, verdict.by)
        outcome = "noticed" if verdict.killed else "SURVIVED"
        say(f"{outcome:<9}{verdict.seconds:5.1f} s | {mutant.kind} | {mutant.place} | {verdict.by} |")
        return verdict

    with ExitStack() as stack:
        asked = [mutant for mutant in chosen if not notebook.noticed(mutant)]
        for number in range(min(at_once, len(asked))):
            bench = Bench(workshop / f"bench-{number}")
            stack.callback(bench.close)
            benches.put(bench)
        if asked and unchanged and not notebook.stands:
            bench = benches.get()
            failed, by = bench.ask(CLAIMS, ())
            if failed or by != "no claim":
                sys.exit(f"The program fails its claims as it stands: {by}")
            notebook.stand()
            benches.put(bench)
        with ThreadPoolExecutor(at_once) as pool:
            return list(pool.map(work, chosen))
