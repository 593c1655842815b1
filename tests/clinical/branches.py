"""Every branch of `journal/clinical`, taken by `tests/clinical`: docs/coverage.md, or a failure that names it."""

import json
import sys
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
PART = "journal/clinical"


def main() -> int:
    with TemporaryDirectory() as folder:
        data, told = f"--data-file={folder}/data", Path(folder) / "told.json"
        tests = ["-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "tests/clinical"]
        _coverage("run", "--branch", f"--source={PART}", data, *tests)
        _coverage("json", "--quiet", data, "-o", str(told))
        found = json.loads(told.read_text(encoding="utf-8"))
    (ROOT / "docs/coverage.md").write_text(page(found["files"], found["totals"]), encoding="utf-8")
    missed = {name: each["missing_lines"] + each["missing_branches"] for name, each in found["files"].items()}
    for name, places in missed.items():
        if places:
            print(f"{name}: {places}")
    return int(any(missed.values()))


def page(files: dict[str, Any], totals: dict[str, Any]) -> str:
    rows = [(f"`{Path(name).name}`", each["summary"]) for name, each in sorted(files.items())]
    return "\n".join(
        [
            "# Branches of the clinical part",
            "",
            "Made by `make coverage`: what `tests/clinical` alone takes of `journal/clinical`. Nothing is left out of",
            "the count. Whether a claim would notice another number there is what [mutants.md](mutants.md) says.",
            "",
            "| module | statements | branches | covered |",
            "| --- | --- | --- | --- |",
            *(_row(name, each) for name, each in rows if each["num_statements"]),
            _row("all", totals),
            "",
        ]
    )


def _row(name: str, each: dict[str, Any]) -> str:
    return f"| {name} | {each['num_statements']} | {each['num_branches']} | {each['percent_covered']:.4g} % |"


def _coverage(*args: str) -> None:
    if run([sys.executable, "-m", "coverage", *args], cwd=ROOT, check=False).returncode:
        raise SystemExit(1)


if __name__ == "__main__":
    raise SystemExit(main())
