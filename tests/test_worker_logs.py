"""A worker may be a fresh interpreter: what the command line set up is not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

SECRET = "zwetschgenkuchen"

PROGRAM = f"""
import contextlib
from journal import server
with contextlib.suppress(FileNotFoundError):  # the app need not be built for this
    server.application()
from journal.log import log
log.error("unexpected", error="ValueError", note="{SECRET}")
"""


def test_a_workers_logs_carry_listed_keys_only() -> None:
    env = os.environ | {"JOURNAL_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True
    )
    line = json.loads(ended.stderr.splitlines()[-1])
    assert (line["event"], line["error"]) == ("unexpected", "ValueError")
    assert SECRET not in ended.stderr + ended.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_a_log_that_cannot_be_written_stops_nobody() -> None:
    program = "from journal import log; log.configure(); log.log.error('unexpected'); print('went on')"
    with open("/dev/full", "w") as full:
        ended = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=full, timeout=60, check=False
        )
    assert ended.stdout == b"went on\n"
