"""Mutation testing of the recovery and the red flags: `python -m tests.clinical.mutants` writes docs/mutants.md.

What was tried before of the same module, by the same tests and rows, is not tried again. With names of modules it tries
those alone, prints what survived, and writes nothing.
"""

import json
import os
import shutil
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from tests.clinical.mutants import making, report, trying

ROOT = Path(__file__).parents[3]
KEPT = ROOT / "var/clinical-mutants"
PROCESSES = 2

_INTERVALS = (
    "test_recovery", "test_measures_lift", "test_recovery_daily", "test_recovery_durability", "test_values",
    "test_series", "test_rules_effect", "test_recovery_properties",
)  # fmt: skip
TESTS: Mapping[str, tuple[str, ...]] = {
    "measures": _INTERVALS,
    "red_flags": ("test_red_flags", "test_values", "test_rules_effect"),
    "recovery": _INTERVALS,
    "daily": _INTERVALS,
    "intervals": _INTERVALS,
    "durability": ("test_recovery_durability", *_INTERVALS),
    "series": ("test_series", "test_cohort", "test_values", "test_rules_effect"),
    "ratings": ("test_recovery_daily", "test_values", *_INTERVALS),
    "rules": ("test_rules", "test_values", "test_rules_effect"),
    "rule_rows": ("test_rules", "test_values", "test_rules_effect"),
}
"""By module: the tests that speak of it, those that fail soonest first."""


def main(names: list[str]) -> None:
    if os.environ.get("MUTANTS_OF"):
        _try_all(os.environ["MUTANTS_OF"])
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder)
        # Others may be at work on the same files: what is tried stands still.
        for part in ("journal/__init__.py", "journal/clinical", "tests/clinical", "docs"):
            (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, _made(copy / part))
        with ThreadPoolExecutor(PROCESSES) as pool:
            found = list(pool.map(lambda name: _known_or_tried(copy, name, known=not names), names or TESTS))
    tried = [one for each in found for one in each]
    if names:
        report.tell(tried)
        return
    (ROOT / "docs/mutants.md").write_text(report.page(tried), encoding="utf-8")
    print(f"all: {len(tried)} mutants, {report.score(tried):.1%}")
    raise SystemExit(report.score(tried) < report.ENOUGH)


def _known_or_tried(copy: Path, name: str, *, known: bool) -> list[report.Tried]:
    kept = KEPT / f"{name}-{_made_of(copy, name)}.json"
    if known and kept.exists():
        return [report.Tried(**each) for each in json.loads(kept.read_text())]
    found = _tried(copy, name)
    _made(kept).write_text(json.dumps([asdict(each) for each in found]))
    print(f"{name}: {len(found)} mutants, {report.score(found):.1%}", flush=True)
    return found


def _made_of(copy: Path, name: str) -> str:
    tests = copy / "tests/clinical"
    files = [copy / f"journal/clinical/{name}.py", *(tests / f"{each}.py" for each in TESTS[name])]
    rows = sorted((tests / "reference").glob("*.csv"))
    return sha256(b"".join(file.read_bytes() for file in (*files, *rows))).hexdigest()[:16]


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _tried(copy: Path, name: str) -> list[report.Tried]:
    done = run(
        [sys.executable, "-m", "tests.clinical.mutants"],
        cwd=copy,
        env={**os.environ, "MUTANTS_OF": name, "PYTHONPATH": str(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{name}: {done.stdout}{done.stderr}")
    return [report.Tried(**each) for each in json.loads(done.stdout.splitlines()[-1])]


def _try_all(name: str) -> None:
    root = Path.cwd()
    sources = trying.sources(root)
    tests = TESTS[name]
    made = list(making.mutants(name, sources[name]))
    trying.warm(name, sources)
    if trying.outcome(name, sources[name], tests) is not trying.Outcome.SURVIVED:
        raise SystemExit(f"{name}: its tests fail as it is")
    found = [
        {
            "module": name,
            "line": each.line,
            "before": each.before,
            "after": each.after,
            "outcome": trying.outcome(name, each.text, tests),
        }
        for each in made
    ]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
