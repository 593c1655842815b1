"""Every wall there is, read from the program as it stands, and the change that takes it out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.mutants import database
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


# In SQL by hand the parameter stays, so that what fails is a claim and not the statement.
_FILTERS = (
    ("clinic filter", re.compile(r"(?<![\w.])(?:\w+\.)?clinic_id = (\$\d+)(?=[\s)])"), r"\1::uuid is not null"),
    ("patient filter", re.compile(r"(?<![\w.])(?:\w+\.)?patient_id = (\$\d+)(?=[\s)])"), r"\1::uuid is not null"),
    ("patients filter", re.compile(r"(?:\w+\.)?patient_id = any\((\$\d+)::uuid\[\]\)"), r"\1::uuid[] is not null"),
    ("person filter", re.compile(r"(?<![\w.])(?:\w+\.)?person_id = (\$\d+)(?=[\s)])"), r"\1::uuid is not null"),
)
_PICCOLO = (
    ("clinic filter", re.compile(r"\(?(\w+)\.clinic_id == scope\.clinic\)?"), r"(\1.clinic_id.is_not_null())"),
    ("patient filter", re.compile(r"(\w+)\.patient_id == [\w.]+"), r"\1.patient_id.is_not_null()"),
)
_GUARDS = (
    ("who may call", re.compile(r'"who": auth\.SIGNED_IN'), '"who": auth.ANYONE'),
    ("who may call", re.compile(r'"who": auth\.(?!SIGNED_IN|ANYONE)\w+'), '"who": frozenset(auth.Role)'),
    ("how lately proven", re.compile(r'"tier": "(?:step_up|read)"'), '"tier": "log"'),
)
_CHECKS = (
    ("journal/clinical/people.py", re.compile(r"(?m)^    return (.+)$"), "    return True"),
    ("journal/actions/access.py", re.compile(r"(?m)^    if (.+):$"), "    if found is None:"),
    ("journal/handlers/auth.py", re.compile(r"(?m)^( +)raise (?:PermissionDenied|NotAuthorized)Exception$"), r"\1pass"),
    ("journal/handlers/auth.py", re.compile(r"(?m)^( +)raise VerificationRequired\(.*\)$"), r"\1pass"),
)


def mutants() -> Iterator[Mutant]:
    """All there are, read from the program as it stands."""
    for path in sorted((ROOT / "journal" / "db").glob("*.py")):
        yield from _in_file(path, (*_FILTERS, *_PICCOLO))
    for path in sorted((ROOT / "journal" / "handlers").glob("*.py")):
        yield from _in_file(path, _GUARDS)
    for name, pattern, instead in _CHECKS:
        yield from _in_file(ROOT / name, (("check", pattern, instead),))
    for kind, place, sql in database.walls():
        yield Mutant(kind=kind, place=place, sql=sql)


def _in_file(path: Path, patterns: Sequence[tuple[str, re.Pattern[str], str]]) -> Iterator[Mutant]:
    text, file = path.read_text(), str(path.relative_to(ROOT))
    for kind, pattern, instead in patterns:
        for found in pattern.finditer(text):
            changed = found.expand(instead)
            if changed == found.group(0):
                continue
            line = text.count("\n", 0, found.start()) + 1
            place = f"{file}:{line} `{' '.join(found.group(0).split())}`"
            yield Mutant(kind=kind, place=place, file=file, start=found.start(), end=found.end(), instead=changed)


_POLICY = re.compile(r"create policy (\w+) on (\w+)([^;]*);")
_FORCED = re.compile(r"alter table (\w+) force row level security;")
_TRIGGER = re.compile(r"create (?:constraint )?trigger (\w+)[^;]*? on (\w+)\s")
