"""Trying a mutant: its module in a process of its own, with the tests that speak of it.

Nothing is written to disk. A process that holds everything but the module, and what is built on it, is forked for each
mutant; the fork imports the rest, the mutant in its module's place, and runs the tests until one fails.
"""

import ast
import gc
import importlib
import os
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import partial
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis

CLINICAL = "journal.clinical"
CPU_SECONDS = 60
"""Of its own processor time, so that a busy machine makes no timeouts. All tests of a module take less than ten."""


class Outcome(StrEnum):
    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"
    STILLBORN = "stillborn"
    """Its module, or the tests' own tables, cannot even be loaded: nothing was tried."""


_KILLED, _SURVIVED, _STILLBORN = range(3)
_SAID = (Outcome.KILLED, Outcome.SURVIVED, Outcome.STILLBORN)


class _Instead(MetaPathFinder, Loader):
    """Finds one module as a text in memory."""

    def __init__(self, module: str, text: str) -> None:
        self.module, self.text = module, text

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self.module else None

    def create_module(self, spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.text, f"{self.module} (mutant)", "exec"), module.__dict__)


def warm(module: str, sources: Mapping[str, str]) -> None:
    """Imports all of `journal.clinical`, and forgets the module with everything that is built on it."""
    hypothesis.settings.register_profile(
        "mutants", max_examples=20, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )  # fmt: skip
    hypothesis.settings.load_profile("mutants")
    for name in sources:
        importlib.import_module(f"{CLINICAL}.{name}")
    package = sys.modules[CLINICAL]
    for name in built_on(module, sources):
        del sys.modules[f"{CLINICAL}.{name}"]
        delattr(package, name)
    gc.freeze()


def built_on(module: str, sources: Mapping[str, str]) -> set[str]:
    """The module, and those that import it, or import one that does."""
    imports = {name: _imported(source) for name, source in sources.items()}
    found = {module}
    while more := {name for name, names in imports.items() if names & found} - found:
        found |= more
    return found


def _imported(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == CLINICAL:
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(f"{CLINICAL}."):
            found.add(node.module.removeprefix(f"{CLINICAL}."))
    return found


def outcome(module: str, text: str, tests: Sequence[str]) -> Outcome:
    """What the tests say of this text in the module's place. To be called where `warm` was."""
    child = os.fork()
    if not child:
        os._exit(_run(module, text, tests))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Outcome.TIMEOUT
    return _SAID[os.WEXITSTATUS(status)]


def _run(module: str, text: str, tests: Sequence[str]) -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if "MUTANTS_SPEAK" not in os.environ:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
    sys.meta_path.insert(0, _Instead(f"{CLINICAL}.{module}", text))
    try:
        # One file after the other: most mutants die in the first, and the others need not even be read.
        loaded = (importlib.import_module(f"tests.clinical.{name}") for name in tests)
        for claim in (claim for each in loaded for claim in _claims(each)):
            try:
                claim()
            except BaseException:
                return _KILLED
    except BaseException:
        return _STILLBORN
    return _SURVIVED


def _claims(module: ModuleType) -> Iterator[Callable[[], None]]:
    """Each test of a file with each of its rows, as pytest would call it, and without the time that it takes to."""
    for name, test in vars(module).items():
        if name.startswith("test_"):
            marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
            for row in product(*(list(_rows(*mark.args)) for mark in marks)):
                yield partial(test, **{key: value for cells in row for key, value in cells.items()})


def _rows(names: str | Sequence[str], values: Iterable[Any]) -> Iterator[dict[str, Any]]:
    keys = names.split(",") if isinstance(names, str) else list(names)
    for value in values:
        yield dict(zip(keys, (value,) if len(keys) == 1 else value, strict=True))


def sources(root: Path) -> dict[str, str]:
    """The text of each module of `journal.clinical`."""
    return {
        path.stem: path.read_text(encoding="utf-8") for path in sorted((root / "journal/clinical").glob("[!_]*.py"))
    }
