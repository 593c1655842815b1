"""Rules a reader relies on and no linter knows."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

JOURNAL = ROOT / "journal"
MODULES = sorted(JOURNAL.rglob("*.py"))
CLINICAL = sorted((JOURNAL / "clinical").glob("*.py"))
HANDLERS = sorted((JOURNAL / "handlers").glob("*.py"))
LONGEST_FILE, LONGEST_HANDLER = 300, 15
VERBS = {"get", "post", "put", "patch", "delete", "route"}
# Modules of the database package on the tables of patients and people.
OWNED = (
    *("alerts", "audit", "ceremonies", "check_ins", "credentials", "disclosures", "invitations", "journal", "passkeys"),
    *("people", "sessions", "sign_ins"),
)
CLOCKS = {("datetime", "now"), ("datetime", "today"), ("datetime", "utcnow"), ("date", "today"), ("time", "time")}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def _clock_reads(tree: ast.AST) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCKS
    ]


def _handlers(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and any(
            isinstance(mark, ast.Call) and isinstance(mark.func, ast.Name) and mark.func.id in VERBS
            for mark in node.decorator_list
        ):
            yield node


@pytest.mark.parametrize("path", CLINICAL, ids=_name)
def test_clinical_neither_waits_nor_looks_at_a_clock_nor_throws_dice(path: Path) -> None:
    tree = _tree(path)
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    assert not [node for node in ast.walk(tree) if isinstance(node, waiting)]
    assert not _clock_reads(tree)
    assert not {"random", "secrets", "time", "os", "asyncio", "socket", "logging"} & set(_imported(tree))
    assert not [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"open", "print", "uuid4"}
    ]


def test_nobody_looks_at_the_clock_but_the_application_and_the_command_line() -> None:
    looking = {_name(path) for path in MODULES if _clock_reads(_tree(path))}
    assert looking == {"journal/__main__.py", "journal/app.py"}


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", HANDLERS, ids=_name)
def test_a_handler_decodes_acts_and_encodes_in_few_lines(path: Path) -> None:
    for node in _handlers(path):
        said = node.body[1:] if ast.get_docstring(node) else node.body
        lines = said[-1].end_lineno or 0
        assert lines - said[0].lineno + 1 <= LONGEST_HANDLER, f"{node.name} in {_name(path)}"
        assert ast.get_docstring(node) or path.name == "static.py", f"{node.name} in {_name(path)} promises nothing"


def test_handlers_were_found() -> None:
    assert sum(1 for path in HANDLERS for _ in _handlers(path)) >= 20


def test_every_query_of_a_patient_names_its_owner_first() -> None:
    """The scope is the first parameter of whatever the database package offers on patients' tables."""
    unscoped = {"by_email", "by_credential", "by_token", "find", "sweep", "touch", "remove"}
    for name in OWNED:
        for node in _tree(JOURNAL / "db" / f"{name}.py").body:
            if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_") and node.name not in unscoped:
                assert node.args.args[0].arg == "scope", f"{node.name} in db/{name}.py"


def test_no_value_is_written_into_a_statement() -> None:
    """`{…}` in SQL stands for a constant of the module, never for what somebody sent."""
    for path in sorted((JOURNAL / "db").rglob("*.py")):
        for node in ast.walk(_tree(path)):
            if not isinstance(node, ast.JoinedStr):
                continue
            text = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)).lower()
            if re.search(r"\b(select|insert|update|delete)\b", text):
                names = [
                    name.id
                    for part in node.values
                    if isinstance(part, ast.FormattedValue)
                    for name in ast.walk(part)
                    if isinstance(name, ast.Name)
                ]
                assert all(name.isupper() or name.startswith("_") for name in names), f"{_name(path)}:{node.lineno}"


def test_nothing_is_put_off_and_nothing_silenced_without_a_reason() -> None:
    for path in MODULES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            place = f"{_name(path)}:{number}"
            assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line), place
            if found := re.search(r"#\s*(type: ignore|noqa)(.*)", line):
                assert re.match(r"(\[[\w-]+\]|: [A-Z]+\d+)(, [A-Z]+\d+)*  ?\S*.*\w{3,}", found[2]), place


def test_no_secret_and_no_data_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in listed if name.startswith("var/") or name.endswith((".pem", ".key", ".env"))]
    assert not [name for name in listed if name.endswith("ESMdata.csv")]
