"""Makes time pass in the journal's database, as far as one sign-in is concerned: no test waits a quarter of an hour."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from tests.e2e.conftest import Journal

CLIMBS = 6
LOOK_SECONDS = 16


async def long_ago(journal: Journal, name: str, *, minutes: int) -> None:
    """All sign-ins of somebody were last proven this many minutes earlier than they were."""
    await _change(
        journal,
        name,
        "update sign_in set verified_at = verified_at - make_interval(mins => $2) where person_id = any($1)",
        minutes,
    )
    journal.proven_at.pop(name, None)


async def end_all(journal: Journal, name: str) -> None:
    """All sign-ins of somebody are over."""
    await _change(journal, name, "delete from sign_in where person_id = any($1)")
    journal.proven_at.pop(name, None)
    journal.cookies.pop(name, None)


async def answered_earlier(journal: Journal, patient: str, *, days: int) -> None:
    """All forms of a patient were answered so many days earlier than they were."""
    await _change(
        journal,
        patient,
        """update entry set local_date = local_date - $2::int where kind = 'questionnaire_response'
        and patient_id in (select id from patient where person_id = any($1))""",
        days,
    )


async def waited(journal: Journal, patient: str, *, minutes: int) -> None:
    """The open alerts of a patient were raised, and their ladder climbed, this many minutes earlier than they were."""
    of = "(select id from patient where person_id = any($1))"
    for statement in (
        f"""update alert_step set at = at - make_interval(mins => $2) where alert_id in
        (select id from alert where patient_id in {of})""",
        f"""update alert set raised_at = raised_at - make_interval(mins => $2),
        due_at = due_at - make_interval(mins => $2) where resolved_at is null and patient_id in {of}""",
    ):
        await _change(journal, patient, statement, minutes)


async def climbed(journal: Journal, patient: str, rung: str) -> None:
    """Time passes until the alert of a patient that nobody has taken came to this rung of the ladder."""
    for _ in range(CLIMBS):
        await waited(journal, patient, minutes=20)
        # The server looks every 15 seconds, and goes on by one rung.
        for _ in range(LOOK_SECONDS * 2):
            if rung in await _rungs(journal, patient):
                return
            await asyncio.sleep(0.5)
    raise AssertionError(f"it did not come to {rung}")


async def _rungs(journal: Journal, patient: str) -> set[str]:
    async with _database(journal) as database:
        rows = await database.fetch(
            """select s.rung from alert_step s join alert a on a.clinic_id = s.clinic_id and a.id = s.alert_id
            join patient t on t.clinic_id = a.clinic_id and t.id = a.patient_id
            join person p on p.clinic_id = t.clinic_id and p.id = t.person_id
            where p.name = $1 and a.acknowledged_at is null""",
            patient,
        )
        return {row["rung"] for row in rows}


async def _change(journal: Journal, name: str, statement: str, *values: object) -> None:
    async with _database(journal) as database:
        people = await database.fetch("select id from person where name = $1", name)
        await database.execute(statement, [row["id"] for row in people], *values)


@asynccontextmanager
async def _database(journal: Journal) -> AsyncIterator[asyncpg.Connection]:
    """The embedded database, past all policies."""
    _, _, _, port, folder, *_ = (journal.folder / "pg" / "postmaster.pid").read_text().splitlines()
    connection = await asyncpg.connect(host=folder, port=int(port), user="postgres", database="journal")
    try:
        yield connection
    finally:
        await connection.close()
