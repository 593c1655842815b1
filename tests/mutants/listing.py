"""Every wall there is, read from the program as it stands, and the change that takes it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import database
from tests.mutants.patterns import CHECKS, FILTERS, GUARDS, SINGLY, Rule
from tests.support import ROOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One change: in `file`, the text from `start` to `end` becomes `instead`; or `sql` runs after the migrations."""

    kind: str
    place: str
    file: str = ""
    start: int = 0
    end: int = 0
    instead: str = ""
    sql: str = ""


def mutants() -> Iterator[Mutant]:
    """All there are, each named by a place of its own."""
    yield from _in_sources("db", FILTERS)
    yield from _in_sources("handlers", (*GUARDS, *CHECKS))
    yield from _in_sources("actions", CHECKS)
    for file, rules in SINGLY.items():
        found = list(_in_file(ROOT / file, rules))
        if len({mutant.start for mutant in found}) < len(rules):
            raise LookupError(f"A wall of {file} is not where it was: name it anew in tests/mutants/patterns.py.")
        yield from found
    for kind, place, sql in database.walls():
        yield Mutant(kind=kind, place=place, sql=sql)


def _in_sources(layer: str, rules: Sequence[Rule]) -> Iterator[Mutant]:
    for path in sorted((ROOT / "journal" / layer).glob("*.py")):
        yield from _in_file(path, rules)


def _in_file(path: Path, rules: Sequence[Rule]) -> Iterator[Mutant]:
    text, file = path.read_text(), str(path.relative_to(ROOT))
    for kind, pattern, instead in rules:
        for found in pattern.finditer(text):
            changed = found.expand(instead)
            if changed == found.group(0):
                continue
            line = text.count("\n", 0, found.start()) + 1
            wall, gone = (" ".join(written.split()) for written in (found.group(0), changed))
            place = f"{file}:{line} `{wall}` → `{gone}`"
            yield Mutant(kind=kind, place=place, file=file, start=found.start(), end=found.end(), instead=changed)
