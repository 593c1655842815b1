"""Clinics, and what each has set for itself."""

from typing import Any

import msgspec

from journal.clinical.clinics import Clinic, CrisisNumbers, Rules, Words
from journal.clinical.ids import ClinicId
from journal.clinical.people import Scope
from journal.db import engine, tables

_WORDS = msgspec.json.Decoder(Words)


async def find(scope: Scope) -> Clinic | None:
    """The scope's clinic, or None before it is opened."""
    for row in await engine.fetch("select * from clinic where id = $1", scope.clinic):
        return _clinic(row)
    return None


async def of(scope: Scope) -> Clinic:
    """The clinic of a scope that somebody signed in with, which therefore exists."""
    found = await find(scope)
    if found is None:
        raise LookupError("the scope names no clinic")
    return found


async def add(scope: Scope, clinic: Clinic) -> None:
    """Open a clinic, which has set nothing of its own yet; the scope must already name it."""
    await tables.Clinic.insert(
        tables.Clinic(id=clinic.id, name=clinic.name, phone=clinic.phone, hours=clinic.hours, zone=clinic.zone)
    )


async def put(scope: Scope, clinic: Clinic) -> None:
    """Store all that the clinic sets for itself."""
    crisis, rules = clinic.crisis, clinic.rules
    await engine.fetch(
        """
        update clinic set name = $2, phone = $3, hours = $4, zone = $5, emergency = $6, crisis_line = $7,
                          crisis_line_name = $8, words = $9, silent_days = $10, page_minutes = $11,
                          same_day_hours = $12
        where id = $1
        """,
        scope.clinic,
        clinic.name,
        clinic.phone,
        clinic.hours,
        clinic.zone,
        crisis.emergency if crisis else None,
        crisis.line if crisis else None,
        crisis.line_name if crisis else None,
        msgspec.json.encode(clinic.words).decode(),
        rules.silent_days,
        rules.page_minutes,
        rules.same_day_hours,
    )


def _clinic(row: Any) -> Clinic:
    crisis = CrisisNumbers(emergency=row["emergency"], line=row["crisis_line"], line_name=row["crisis_line_name"])
    return Clinic(
        id=ClinicId(row["id"]),
        name=row["name"],
        phone=row["phone"],
        hours=row["hours"],
        zone=row["zone"],
        crisis=crisis if row["emergency"] else None,
        words=_WORDS.decode(row["words"]) if row["words"] else Words(),
        rules=Rules(
            silent_days=row["silent_days"], page_minutes=row["page_minutes"], same_day_hours=row["same_day_hours"]
        ),
    )
