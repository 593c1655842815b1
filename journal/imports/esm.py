"""The open diary of Kossakowski and others (2017), turned into drafts of a journal.

The mapping is the published one of `docs/imports.md`: linear, then rounded to one decimal. Nothing is
guessed: an item that was not answered stays None, and a row without an answer becomes no check-in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid5

from journal.clinical.dates import local_day
from journal.clinical.entries import CheckIn, Draft, Event, SideEffect
from journal.clinical.ids import EntryId
from journal.imports.esm_file import ITEMS, ZONE, Row, UnreadableRow, rows

__all__ = ["CREDIT", "DIARY", "Diary", "UnreadableRow", "read", "scaled"]

CREDIT = (
    "J. J. Kossakowski, P. C. Groot, J. M. B. Haslbeck, D. Borsboom, M. Wichers (2017): Data from 'Critical "
    "Slowing Down as a Personalized Early Warning Signal for Depression'. Journal of Open Psychology Data "
    "5(1), doi:10.5334/jopd.29, CC BY 4.0."
)
"""To be shown wherever the diary, or a chart of it, is."""

DIARY = UUID("6f0c2f4e-39b5-5a0f-8d0e-2b1f8f3c7d11")
"""Namespace of the entries' ids where the caller names none."""

RATED = frozenset({"mood_cheerf", "act_well", "mood_anxious", "phy_tired", "phy_pain"})
"""Items that become a check-in; the others become side effects."""

EFFECTS: Mapping[str, str] = {
    "phy_nauseous": "nausea",
    "phy_dizzy": "dizziness",
    "phy_headache": "headache",
    "phy_sleepy": "sedation",
}
SEVERITY: Mapping[int, int] = {2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 4}
"""1-7 item to severity: 2 mild, 3-4 moderate, 5-6 severe, 7 very severe; 1 is no complaint."""

PHASES: Mapping[int, str] = {
    1: "baseline",
    2: "double blind, before dose reduction",
    3: "double blind, dose reduction",
    4: "after dose reduction",
    5: "after the experiment",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """What the file holds, ascending by time.

    `rows` counts the source's rows, `days` the local days they lie on, and `unanswered` the rows
    with none of the items that are read here (prompts broken off), which give nothing.
    """

    drafts: tuple[Draft, ...]
    rows: int
    days: int
    unanswered: int
    credit: str = CREDIT


def read(data: bytes, *, namespace: UUID = DIARY) -> Diary:
    """The diary in `data`, a UTF-8 CSV file with a heading; raises what `esm_file.rows` raises.

    The same row gets the same id every time, so that importing twice adds nothing. Give the patient's
    id as `namespace` where one file may be imported for several people.
    """
    prompts = rows(data)
    return Diary(
        drafts=tuple(_drafts(prompts, namespace)),
        rows=len(prompts),
        days=len({local_day(prompt.at, ZONE) for prompt in prompts}),
        unanswered=sum(not prompt.items for prompt in prompts),
    )


def scaled(item: str, answer: int) -> float:
    """The answer on the journal's 0-10, linear between the item's ends, rounded to one decimal."""
    low, high = ITEMS[item]
    return round((answer - low) / (high - low) * 10, 1)


def _drafts(prompts: tuple[Row, ...], namespace: UUID) -> Iterator[Draft]:
    phase: int | None = None
    dose: float | None = None
    for prompt in prompts:
        if prompt.phase is not None and prompt.phase != phase:
            phase = prompt.phase
            yield _draft(prompt, namespace, "phase", Event(title=f"Study phase {phase}: {PHASES[phase]}"))
        if prompt.dose_mg is not None and prompt.dose_mg != dose:
            if dose is not None:
                yield _draft(prompt, namespace, "dose", _step(dose, prompt.dose_mg))
            dose = prompt.dose_mg
        if not prompt.items.keys().isdisjoint(RATED):
            yield _draft(prompt, namespace, "check_in", _check_in(prompt.items))
        for item, effect in EFFECTS.items():
            severity = SEVERITY.get(prompt.items.get(item, 1))
            if severity is not None:
                yield _draft(prompt, namespace, effect, _report(effect, severity, prompt))


def _draft(prompt: Row, namespace: UUID, what: str, content: CheckIn | SideEffect | Event) -> Draft:
    return Draft(
        id=EntryId(uuid5(namespace, f"esm/{prompt.place}/{what}")),
        occurred_at=prompt.at,
        zone=ZONE,
        content=content,
    )


def _step(before: float, after: float) -> Event:
    return Event(title=f"Antidepressant dose {before:g} mg → {after:g} mg")


def _check_in(items: Mapping[str, int]) -> CheckIn:
    answers = {item: scaled(item, answer) for item, answer in items.items()}
    tired = answers.get("phy_tired")
    return CheckIn(
        mood=answers.get("mood_cheerf"),
        function=answers.get("act_well"),
        energy=None if tired is None else round(10 - tired, 1),
        anxiety=answers.get("mood_anxious"),
        pain=answers.get("phy_pain"),
    )


def _report(effect: str, severity: int, prompt: Row) -> SideEffect:
    """A complaint of the moment: asked again at the next prompt, so it claims no duration."""
    return SideEffect(
        effect=effect,
        severity=severity,
        # The diary never asked whether a complaint got in the way.
        interference=None,
        started_at=prompt.at,
        ended_at=prompt.at,
    )
