"""Logs: one JSON object a line, listed keys only, and never a word of a patient's."""

import json
import logging
import subprocess
import sys

from journal.log import KEYS, only_listed_keys
from tests.support import ROOT

SECRET = "zwetschgenkuchen"

PROGRAM = f"""
import asyncio, logging
from journal import log
log.configure()
try:
    raise ValueError("{SECRET}")
except ValueError:
    log.log.error("unexpected", error="ValueError", where="here", note="{SECRET}", exc_info=True, patient="{SECRET}")
    log.log.exception("again", args=("{SECRET}",))
logging.getLogger("asyncpg.pool").warning("{SECRET}")
logging.getLogger("asyncio").error("{SECRET}")
logging.getLogger("litestar").debug("{SECRET}")
"""


def test_a_line_carries_listed_keys_and_nothing_of_the_exception() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert SECRET not in ended.stderr + ended.stdout
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["unexpected", "again"]
    assert all(line.keys() <= KEYS for line in lines)
    assert lines[0]["timestamp"].endswith("Z")


def test_a_key_that_is_not_listed_is_dropped() -> None:
    event = {"event": "x", "patient_id": SECRET, "mood": 3, "exc_info": True, "ms": 4}
    assert only_listed_keys(logging.getLogger(), "error", event) == {"event": "x", "ms": 4}


def test_no_listed_key_names_a_person_or_what_they_wrote() -> None:
    assert KEYS.isdisjoint({"patient", "patient_id", "person", "email", "name", "id", "entry", "note", "path", "url"})
