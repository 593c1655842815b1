"""Clinics, and what each has set for itself."""

from typing import Any

import msgspec

from journal.clinical.clinics import Clinic, CrisisNumbers, OnCall, Words
from journal.clinical.ids import ClinicId
from journal.clinical.office_hours import Opening
from journal.clinical.people import Scope
from journal.db import engine, tables

_WORDS = msgspec.json.Decoder(Words)
_OFFICE_HOURS = msgspec.json.Decoder(tuple[Opening, ...])


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
    crisis, on_call = clinic.crisis, clinic.on_call
    await engine.fetch(
        """
        update clinic set name = $2, phone = $3, hours = $4, zone = $5, emergency = $6, crisis_line = $7,
                          crisis_line_name = $8, words = $9, office_hours = $10, on_call_name = $11,
                          on_call_phone = $12
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
        msgspec.json.encode(clinic.office_hours).decode() if clinic.office_hours else None,
        on_call.name if on_call else None,
        on_call.phone if on_call else None,
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
        office_hours=_OFFICE_HOURS.decode(row["office_hours"]) if row["office_hours"] else (),
        on_call=OnCall(name=row["on_call_name"], phone=row["on_call_phone"]) if row["on_call_name"] else None,
    )
