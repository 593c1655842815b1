"""What the contract says of every answer, and whom the program speaks to."""

import ast
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.support import ROOT

CONTRACT: Mapping[str, Any] = json.loads((ROOT / "openapi.json").read_text(encoding="utf-8"))
# FHIR's own shape, the contract itself, a word for a machine, files, and columns that `handlers/recovery.py` names.
SHAPED_ELSEWHERE = {
    "GET /api/v1/questionnaires/{questionnaire}",
    "GET /api/v1/openapi.json",
    "GET /health/live",
    "GET /health/ready",
    "GET /api/v1/patients/{patient_id}/recovery",
    "POST /api/v1/patients/{patient_id}/summary",
    "POST /api/v1/patients/{patient_id}/summary/preview",
}
# What opens connections; httpx asks a running journal of ours, from tests alone.
SPEAKERS = {"httpx", "requests", "urllib3", "aiohttp", "socket", "http", "smtplib", "ftplib"}
# The port's lock binds, and connects to nothing.
BINDS_ONLY = {"journal/server.py"}


def _answers() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, methods in CONTRACT["paths"].items():
        for method, operation in methods.items():
            label = f"{method.upper()} {path}"
            for status, answer in operation["responses"].items():
                schema = answer.get("content", {}).get("application/json", {}).get("schema")
                if (
                    status.startswith("2")
                    and (schema or {}).get("type") != "null"
                    and schema
                    and label not in SHAPED_ELSEWHERE
                ):
                    yield label, schema


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in schema:
        schema = CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return schema


def test_every_answer_names_its_fields() -> None:
    found = list(_answers())
    assert len(found) >= 30
    for label, schema in found:
        shape = _resolved(schema)
        assert shape.get("properties"), f"{label} does not say which fields it has"


@pytest.mark.parametrize("path", sorted((ROOT / "journal").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_but_the_database_is_spoken_to(path: Any) -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    allowed = {"socket"} if str(path.relative_to(ROOT)) in BINDS_ONLY else {"http"} if _statuses_only(path) else set()
    assert imported & SPEAKERS <= allowed


def _statuses_only(path: Any) -> bool:
    """Of `http` only the table of statuses."""
    return "from http import HTTPStatus" in path.read_text(encoding="utf-8")
