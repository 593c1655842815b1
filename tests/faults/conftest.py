"""What the tests of faults share: how long they run, what chance they are dealt, and where their figures go.

In `make test` they run short; `make faults` runs them in full, and `make scorecard` prints what that found.
"""

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

import pytest

from journal.db import engine, migrate
from tests.conftest import make_cast
from tests.faults.postgres import FOLDERS, Server, server
from tests.support import ROOT, Cast

RESULTS = FOLDERS / "results.jsonl"
FULL = os.environ.get("JOURNAL_FAULTS") == "full"
DEFAULT_SEED = 20261123
SEED = int(os.environ.get("JOURNAL_SEED") or DEFAULT_SEED)

Scale = Callable[[int, int], int]
Say = Callable[[str], None]
_FAILED = pytest.StashKey[str]()


class Score(Protocol):
    """Put one claim on record, then hold it: AssertionError where more was found than is allowed, or too little run.

    `what` is the row of the scorecard; `at_least` what was asked for in full, `run` what this run did, `found` the
    violations. Further figures are kept beside them.
    """

    def __call__(
        self, what: str, at_least: int, found: int, allowed: int = 0, *, run: int, **figures: float | str
    ) -> None: ...


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember for the record why a test failed."""
    outcome: Any = yield
    call = outcome.get_result()
    if call.failed:
        crash = getattr(call.longrepr, "reprcrash", None)
        item.stash[_FAILED] = crash.message.splitlines()[0] if crash else call.when


@pytest.fixture
def scale() -> Scale:
    """`scale(short, full)`: the second where JOURNAL_FAULTS is `full`."""
    return lambda short, full: full if FULL else short


@pytest.fixture
def seed() -> int:
    """What chance starts from: JOURNAL_SEED, or the same every time. Printed where a test fails."""
    sys.stdout.write(f"JOURNAL_SEED={SEED}\n")
    return SEED


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """A line of progress for whoever waits for a long run; nothing in a short one."""

    def line(text: str) -> None:
        if FULL:
            with capsys.disabled():
                sys.stdout.write(f"  {text}\n")
                sys.stdout.flush()

    return line


@pytest.fixture
def postgres(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of this test's own, to break."""
    with server(FOLDERS / f"{request.node.name[:60]}-{os.getpid()}") as made:
        yield made


@pytest.fixture
async def people(postgres: Server) -> Cast:
    """The cast, in the journal's database on that server."""
    await migrate.prepare(postgres.addresses)
    await migrate.migrate(postgres.addresses.owner)
    async with opened(postgres):
        return await make_cast()


@asynccontextmanager
async def opened(postgres: Server) -> AsyncIterator[None]:
    """This process at the database of `postgres`, in place of where it was."""
    before = engine._bound
    await engine.open_pool(postgres.addresses.app)
    try:
        yield
    finally:
        await engine.close_pool()
        engine.bind(before)


@pytest.fixture
def score(request: pytest.FixtureRequest) -> Iterator[Score]:
    """Records claims in var/faults/results.jsonl, and that a test failed."""
    begun = time.monotonic()

    def record(what: str, at_least: int, found: int, allowed: int = 0, *, run: int, **figures: float | str) -> None:
        claim = {"what": what, "at_least": at_least, "run": run, "found": found, "allowed": allowed, "figures": figures}
        _write(request.node, claim, seconds=time.monotonic() - begun)
        assert found <= allowed, f"{what}: {found} found, {allowed} allowed"
        assert run >= at_least or not FULL, f"{what}: {run} run of {at_least} asked"

    yield record
    if (failed := request.node.stash.get(_FAILED, None)) is not None:
        _write(request.node, {"failed": failed}, seconds=time.monotonic() - begun)


def _write(node: pytest.Item, claim: dict[str, Any], *, seconds: float) -> None:
    line = claim | {
        "test": node.nodeid,
        "full": FULL,
        "seed": SEED,
        "command": _command(node.nodeid),
        "seconds": round(seconds, 1),
        "commit": _commit(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    with RESULTS.open("a") as results:
        results.write(json.dumps(line, sort_keys=True) + "\n")


def _command(nodeid: str) -> str:
    """What runs this test again as it ran."""
    settings = (["JOURNAL_FAULTS=full"] if FULL else []) + ([f"JOURNAL_SEED={SEED}"] if SEED != DEFAULT_SEED else [])
    return " ".join([*settings, ".venv/bin/pytest -n 0", shlex.quote(nodeid)])


def _commit() -> str:
    """Which release of the code this is; with a plus where it was changed since."""
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT,
        env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    return described.stdout.strip() or "none"
