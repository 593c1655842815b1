"""A copy of the program with one wall out, and whether the claims about walls notice."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.listing import Mutant
from tests.support import ROOT

WORKSHOP = ROOT / "var" / "mutants"
CLAIMS = (
    "tests/walls",
    "tests/db/test_row_security.py",
    "tests/handlers/test_tiers.py",
    "tests/handlers/test_sign_in.py",
    "tests/handlers/test_companion.py",
    "tests/handlers/test_break_glass.py",
    "tests/handlers/test_bad_input.py",
)
_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """`by` is the first claim that failed, or how the run ended where none did."""

    mutant: Mutant
    killed: bool
    by: str
    seconds: float


def judge(mutant: Mutant, folder: Path) -> Verdict:
    """Run the claims against a copy with this change."""
    began = time.monotonic()
    _copy(folder)
    if mutant.file:
        file = folder / mutant.file
        text = file.read_text()
        file.write_text(text[: mutant.start] + mutant.instead + text[mutant.end :])
    if mutant.sql:
        (folder / "journal" / "db" / "migrations" / "journal_2999_01_01t00_00_00.py").write_text(
            "from journal.db.migrate import run_script\n\n"
            'ID = "2999-01-01T00:00:00:000000"\n\n\n'
            f"async def forwards() -> None:\n    await run_script({mutant.sql!r})\n"
        )
    done = _claims(folder)
    failed = re.findall(r"(?m)^(?:FAILED|ERROR) \S*?/?(\w+\.py::\w+)", done.stdout)
    # Anything but failed claims (a file that can't be read, a run that hangs) says nothing about the wall.
    killed = done.returncode == 1 and bool(failed)
    return Verdict(
        mutant=mutant,
        killed=killed,
        by=failed[0] if failed else f"exit {done.returncode}",
        seconds=time.monotonic() - began,
    )


def _copy(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    left_out = shutil.ignore_patterns("__pycache__", "e2e", "faults")
    for name in ("journal", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for name in ("pyproject.toml", "openapi.json"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "var").mkdir()
    (folder / "var" / "test-pg").symlink_to(ROOT / "var" / "test-pg")


def _claims(folder: Path) -> subprocess.CompletedProcess[str]:
    there = [claim for claim in CLAIMS if (folder / claim).exists()]
    command = [sys.executable, "-m", "pytest", "-x", "-n", "0", "-p", "no:cacheprovider", "--no-header", "-rfE", *there]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    try:
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, "", "")


def run(chosen: Sequence[Mutant], *, at_once: int = 2) -> list[Verdict]:
    """Judge them, `at_once` side by side. SystemExit where the program fails its claims unchanged."""
    _copy(WORKSHOP / "unchanged")
    unchanged = _claims(WORKSHOP / "unchanged")
    if unchanged.returncode != 0:
        sys.exit("The program fails its claims as it stands:\n" + unchanged.stdout[-3000:] + unchanged.stderr[-2000:])
    free = [WORKSHOP / f"bench-{number}" for number in range(at_once)]

    def work(mutant: Mutant) -> Verdict:
        folder = free.pop()
        try:
            verdict = judge(mutant, folder)
        finally:
            free.append(folder)
        print(
            f"{'killed' if verdict.killed else 'SURVIVED':<9}{verdict.seconds:5.1f} s  {mutant.kind}: {mutant.place}",
            flush=True,
        )
        return verdict

    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(work, chosen))
