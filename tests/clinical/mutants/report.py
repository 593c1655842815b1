"""The report of what became of each mutant, with what is known of those that nobody noticed."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

KNOWN = Path(__file__).parent / "survivors.csv"
"""What a person has found out of a survivor: `equivalent` with the reason, or `open` with what it costs."""

ENOUGH = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    module: str
    line: int
    before: str
    after: str
    outcome: str


def score(found: Sequence[Tried]) -> float:
    """The share that was noticed of all that could be tried: what changes nothing at all counts against it, too."""
    tried = [each.outcome for each in found if each.outcome != "stillborn"]
    return 1 - tried.count("survived") / len(tried)


def tell(found: Sequence[Tried]) -> None:
    for name in dict.fromkeys(each.module for each in found):
        print(name, dict(Counter(each.outcome for each in found if each.module == name)))
    known = _known()
    for each in found:
        if each.outcome in {"survived", "timeout"}:
            what = known.get(_key(each), ("not looked at", ""))[0]
            print(f"{each.module}:{each.line} {each.outcome}, {what}\n    {each.before}\n    {each.after}")


def page(found: Sequence[Tried]) -> str:
    known = _known()
    return "\n".join([*_head(found), *_table(found, known), *_survivors(found, known), ""])


def _head(found: Sequence[Tried]) -> list[str]:
    tried = sum(each.outcome != "stillborn" for each in found)
    return [
        "# Mutants of the recovery and the red flags",
        "",
        "Made by `make mutants`: one small change at a time in `journal/clinical`, and the tests of `tests/clinical`",
        f"that speak of that module. Cosmic Ray {version('cosmic-ray')} finds the places and makes the changes; why,",
        "and how it is run, is in [0019](adr/0019-mutation-testing.md).",
        "",
        f"**Score: {score(found):.1%}** of {tried} mutants. Nothing is left out by hand: those that compute the same",
        "as before (equivalent) count as survivors. Not counted is what could not be tried, because",
        "the module or the tests' own tables no longer load with it (stillborn).",
        "",
    ]


def _table(found: Sequence[Tried], known: Mapping[tuple[str, str, str], tuple[str, str]]) -> list[str]:
    lines = [
        "| module | mutants | killed | timeout | survived | of them equivalent | stillborn | score |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    names = list(dict.fromkeys(each.module for each in found))
    for name, those in [
        *((f"`{name}`", [each for each in found if each.module == name]) for name in names),
        ("all", found),
    ]:
        count = Counter(each.outcome for each in those)
        same = sum(each.outcome == "survived" and known.get(_key(each), ("",))[0] == "equivalent" for each in those)
        tried = len(those) - count["stillborn"]
        lines.append(
            f"| {name} | {tried} | {count['killed']} | {count['timeout']} | {count['survived']} | {same} "
            f"| {count['stillborn']} | {score(those):.1%} |"
        )
    return [*lines, ""]


def _survivors(found: Sequence[Tried], known: Mapping[tuple[str, str, str], tuple[str, str]]) -> list[str]:
    lines = ["## Survivors", ""]
    for each in found:
        if each.outcome == "survived":
            what, why = known.get(_key(each), ("open", "not looked at"))
            lines += [
                f"- `{each.module}.py`, line {each.line}: `{_changed(each)}`",
                f"  {what}: {why}",
            ]
    return lines


def _changed(each: Tried) -> str:
    """The change alone where the line is long: what both have in common at either end is cut."""
    before, after = each.before, each.after
    if len(before) + len(after) < 110:
        return f"{before}` → `{after}"
    start = next((place for place, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    begin = max(0, start - 40)
    return f"…{before[begin : start + 30]}…` → `…{after[begin : start + 30]}…"


def _key(each: Tried) -> tuple[str, str, str]:
    return each.module, each.before, each.after


def _known() -> dict[tuple[str, str, str], tuple[str, str]]:
    with KNOWN.open(newline="", encoding="utf-8") as file:
        return {(row["module"], row["before"], row["after"]): (row["what"], row["why"]) for row in csv.DictReader(file)}
