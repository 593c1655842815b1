"""Life events: a title on the chart."""

from journal.clinical import fields
from journal.clinical.entries import Event
from journal.clinical.errors import Problem


def problems(content: Event) -> list[Problem]:
    """Every rule the event breaks; pointers are relative to the entry."""
    found = fields.text(content.title, "/title", limit=fields.TITLE_LIMIT)
    if not content.title.strip():
        found.append(Problem(pointer="/title", detail="must not be empty"))
    return found + fields.note(content.note)
