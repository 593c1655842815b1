"""`python -m tests.faults.scorecard`: what the latest full runs found, as docs/scorecard.md.

The same results always make the same page. What was asked for and has not been run in full says so.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "var" / "faults" / "results.jsonl"
PAGE = ROOT / "docs" / "scorecard.md"
HEAD = """# Scorecard

What tries to break the two promises: no acknowledged entry is lost, doubled, moved or overwritten; nobody learns what
is not theirs. `make faults` runs all of it, `make scorecard` writes this page from what the latest full run of each
test put on record; `make test` runs each in a short form. `run` is what was done, `found` what went wrong.

| what | asked | run | found | allowed | | seed | command |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""
FIGURES = """
## Figures

| what | figures | seconds | commit | on |
| --- | --- | --- | --- | --- |
"""
Claim = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One row that must be there: what was asked for, and which tests answer it."""

    what: str
    at_least: str
    tests: str


ASKED = (
    Asked("kill -9 of the server", "300", "test_kill_server.py"),
    Asked("kill -9 of PostgreSQL", "100", "test_kill_database.py"),
    Asked("unsafe settings and roles: the start refuses", "each", "test_refusals.py"),
    Asked("walls taken out one at a time: the matrix and its mutants", "all", "test_walls_noticed.py"),
    Asked("state machine of phones and server", "100,000", "test_state_machine.py"),
    Asked("three browser contexts", "500", "test_contexts.py"),
    Asked("entries in every IANA zone", "all", "test_zones.py"),
    Asked("Schemathesis over the whole API", "20,000", "test_contract_cases.py"),
    Asked("hostile requests", "the list", "test_hostile.py"),
    Asked("disk full", "30", "test_disk_full.py"),
    Asked("database stopped for 30 s", "30", "test_database_stopped.py"),
    Asked("connection pool exhausted", "30", "test_pool_exhausted.py"),
)


@dataclass
class Outcome:
    """The latest full run of one test."""

    claims: list[Claim] = field(default_factory=list)
    failed: Claim | None = None


def outcomes(lines: Iterable[str]) -> dict[str, Outcome]:
    """The latest full run of each test, by its name. A new run takes the place of the one before."""
    found: dict[str, Outcome] = {}
    for record in map(json.loads, lines):
        if not record["full"]:
            continue
        outcome = found.setdefault(record["test"], Outcome())
        if "failed" in record:
            outcome.failed = record
            continue
        if outcome.failed or any(claim["what"] == record["what"] for claim in outcome.claims):
            outcome = found[record["test"]] = Outcome()
        outcome.claims.append(record)
    return found


def page(lines: Iterable[str]) -> str:
    """The whole page."""
    found = outcomes(lines)
    rows, figures, used = [], [], set[str]()
    for asked in ASKED:
        names = sorted(name for name in found if asked.tests in name)
        used.update(names)
        rows += list(_rows(asked, [found[name] for name in names]))
        figures += [_figures(claim) for name in names for claim in found[name].claims]
    for name in sorted(found.keys() - used):
        rows += list(_rows(Asked(name, "", name), [found[name]]))
        figures += [_figures(claim) for claim in found[name].claims]
    return HEAD + "".join(rows) + (FIGURES + "".join(figures) if figures else "")


def _rows(asked: Asked, outcomes: Sequence[Outcome]) -> Iterator[str]:
    if not outcomes:
        yield _row(asked.what, asked.at_least, "", "", "", "**not run in full**", "", "")
    for outcome in outcomes:
        for claim in outcome.claims:
            held = claim["found"] <= claim["allowed"] and claim["run"] >= claim["at_least"] and outcome.failed is None
            numbers = [f"{claim[name]:,}" for name in ("at_least", "run", "found", "allowed")]
            yield _row(
                claim["what"], *numbers, "held" if held else "**FAILED**", claim["seed"], f"`{claim['command']}`"
            )
        if outcome.failed is not None and not outcome.claims:
            failed = outcome.failed
            yield _row(asked.what, asked.at_least, "", "", "", "**FAILED**", failed["seed"], f"`{failed['command']}`")


def _figures(claim: Claim) -> str:
    told = ", ".join(f"{name.replace('_', ' ')} {_number(value)}" for name, value in sorted(claim["figures"].items()))
    return _row(claim["what"], told, f"{claim['seconds']:,.0f}", claim["commit"], claim["at"][:10])


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |\n"


def main() -> int:
    """Write the page; 1 where nothing has been run."""
    if not RESULTS.exists():
        sys.stderr.write("Nothing is on record: `make faults` runs it.\n")
        return 1
    PAGE.write_text(page(RESULTS.read_text().splitlines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
