"""What staff write on a patient's chart: notes for one another, and plans, which the patient reads too.

Never changed: a correction replaces one of its own kind, once, and one without a text takes it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal.clinical import fields
from journal.clinical.errors import Problem
from journal.clinical.ids import AnnotationId, PatientId, PersonId

TEXT_LIMIT = 1_000
"""Characters (rule): a mark on a chart, not a letter."""


class AnnotationKind(StrEnum):
    NOTE = "note"
    """For the care team."""
    PLAN = "plan"
    """What a clinician wrote for the patient: the one thing in the app that may speak of their treatment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """`local_date` is the day on the chart. `text` is None where it takes back what it replaces.

    `unreadable` says that there is a text, and that it does not open.
    """

    id: AnnotationId
    patient: PatientId
    kind: AnnotationKind
    local_date: date
    text: str | None
    author: PersonId
    created_at: datetime
    replaces: AnnotationId | None = None
    unreadable: bool = False


def problems(annotation: Annotation, today: date) -> list[Problem]:
    """Every rule it breaks by itself; `today` is the patient's local day."""
    found: list[Problem] = []
    if annotation.text is None:
        if annotation.replaces is None:
            found.append(Problem(pointer="/text", detail="must not be empty"))
    elif not annotation.text.strip():
        found.append(Problem(pointer="/text", detail="must not be empty"))
    else:
        found += fields.text(annotation.text, "/text", limit=TEXT_LIMIT)
    if not fields.EARLIEST.date() <= annotation.local_date <= today:
        found.append(Problem(pointer="/date", detail="must be a day that has come"))
    return found


def current(annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Those that stand: neither replaced nor taken back, by their day."""
    replaced = {each.replaces for each in annotations}
    standing = [each for each in annotations if each.id not in replaced and (each.text is not None or each.unreadable)]
    return tuple(sorted(standing, key=lambda each: (each.local_date, each.created_at, each.id)))
