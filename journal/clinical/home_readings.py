"""Blood pressure measured at home."""

from journal.clinical import fields
from journal.clinical.entries import HomeReading
from journal.clinical.errors import Problem

SYSTOLIC = range(40, 301)
DIASTOLIC = range(20, 201)
"""mmHg. What lies outside is a slip of the finger or of the cuff (rule)."""
HEART_RATE = range(20, 301)
"""Beats a minute (rule)."""


def problems(content: HomeReading) -> list[Problem]:
    """Every rule the reading breaks; pointers are relative to the entry."""
    found = fields.whole(content.systolic, "/systolic", options=SYSTOLIC)
    found += fields.whole(content.diastolic, "/diastolic", options=DIASTOLIC)
    if content.heart_rate is not None:
        found += fields.whole(content.heart_rate, "/heart_rate", options=HEART_RATE)
    if not found and content.diastolic >= content.systolic:
        found.append(Problem(pointer="/diastolic", detail="must be below the systolic pressure"))
    return found
