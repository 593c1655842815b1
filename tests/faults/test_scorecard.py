"""The scorecard tells what was run, and nothing better than what was found."""

import json
from typing import Any

from tests.faults.scorecard import ASKED, page


def record(
    what: str = "kills", *, full: bool = True, test: str = "tests/faults/test_kill_server.py::t", **given: Any
) -> str:
    claim = {"what": what, "at_least": 300, "run": 300, "found": 0, "allowed": 0, "figures": {"acknowledged": 12345}}
    run = {
        "full": full,
        "test": test,
        "seed": 7,
        "command": "pytest",
        "seconds": 1.5,
        "commit": "abc",
        "at": "2026-11-23",
    }
    return json.dumps(claim | run | given)


def failure(reason: str = "TimeoutError") -> str:
    return json.dumps(json.loads(record()) | {"failed": reason})


def row(lines: list[str], what: str = "kills") -> str:
    return next(line for line in page(lines).splitlines() if line.startswith(f"| {what} "))


def test_what_was_not_run_in_full_says_so() -> None:
    assert page([]).count("not run in full") == len(ASKED)
    assert page([record(full=False)]).count("not run in full") == len(ASKED)
    assert page([record()]).count("not run in full") == len(ASKED) - 1


def test_a_claim_is_held_only_where_enough_was_run_and_no_more_found_than_allowed() -> None:
    assert row([record()]) == "| kills | 300 | 300 | 0 | 0 | held | 7 | `pytest` |"
    assert "FAILED" in row([record(found=1)])
    assert "FAILED" in row([record(run=299)])
    assert "FAILED" in row([record(), failure()])
    assert "FAILED" in row([failure()], ASKED[0].what)


def test_the_latest_run_counts() -> None:
    assert "held" in row([record(found=1), failure(), record()])
    assert "FAILED" in row([record(), record(found=1), failure()])
    assert "held" in row([record(), record(found=1, full=False)])


def test_what_nobody_asked_for_is_told_too() -> None:
    assert "held" in row([record("more", test="tests/faults/test_more.py::t")], "more")
    assert "acknowledged 12,345" in page([record()])
