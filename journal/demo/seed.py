"""Putting the demo's world into the database the way its people would have: each entry when it was written.

Every step can be taken again, so a start that was interrupted goes on where it stopped.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from journal.actions import diaries, sign_in
from journal.actions import journal as journals
from journal.clinical import alerts as rules
from journal.clinical.alerts import Outcome
from journal.clinical.clinics import Clinic
from journal.clinical.dates import local_day
from journal.clinical.entries import CheckIn, Draft, Event, Source
from journal.clinical.people import Role, Scope
from journal.db import alerts, clinics, people, sessions
from journal.db import journal as store
from journal.db.engine import transaction
from journal.demo.cast import Person, diarist
from journal.demo.others import others
from journal.demo.world import SEED, Story, World, world

Progress = Callable[[str], None]

ATTENDED_AFTER = timedelta(hours=1)
STILL_OPEN = timedelta(hours=60)
"""Alerts raised longer ago were attended to; the later ones wait on the worklist."""

DEVICE = "demo"
ZONE = "America/New_York"
"""Where the demo's day is lived: its first clinic's zone."""


async def seed(folder: Path, diary: Path, *, now: datetime, progress: Progress) -> World:
    """Make the world on first use, and the diary's patient where its file is found; the world as it was made.

    `folder` keeps the day the world was made, so that it stays the same world, and the cast's sign-ins.
    """
    folder.mkdir(parents=True, exist_ok=True)
    day = _day(folder / "world.json", local_day(now, ZONE))
    made = world(SEED, day, now=min(now, datetime.combine(day + timedelta(days=1), time(12), tzinfo=UTC)))
    marker = folder / "complete"
    if not marker.exists() or not await _exists(made):
        await _clinics(made, now)
        for story in made.stories:
            progress(f"Writing {story.patient.name}'s journal ({len(story.drafts)} entries) …")
            await _story(made, story, now)
        marker.touch()
    await _others(made, day, now=now, progress=progress)
    if diary.is_file():
        await _diary(made, diary, now=now, progress=progress)
    (folder / "accounts.json").write_text(json.dumps(accounts(made), indent=2) + "\n")
    return made


def accounts(made: World) -> list[dict[str, Any]]:
    """The cast's sign-ins. `totp_secret` for staff, `patient_id` for patients."""
    names = {clinic.id: clinic.name for clinic in made.clinics}
    return [
        {
            "name": person.name,
            "role": person.role.value,
            "clinic": names[person.clinic],
            "email": person.email,
            "passphrase": person.passphrase,
        }
        | ({"totp_secret": person.totp_secret} if person.totp_secret else {})
        | ({"patient_id": str(person.patient)} if person.patient else {})
        for person in made.people
    ]


def _day(file: Path, today: date) -> date:
    """The day the world was first made, remembered."""
    if file.exists():
        return date.fromisoformat(json.loads(file.read_text())["today"])
    file.write_text(json.dumps({"today": today.isoformat()}) + "\n")
    return today


async def _exists(made: World) -> bool:
    scope = Scope(clinic=made.clinics[-1].id, role=None)
    async with transaction(scope):
        return await clinics.find(scope) is not None


async def _clinics(made: World, now: datetime) -> None:
    """Each clinic with its people and patients, in one transaction: all of it, or nothing yet."""
    for clinic in made.clinics:
        scope = Scope(clinic=clinic.id, role=None)
        members = [person for person in made.people if person.clinic == clinic.id]
        hashes = [await sign_in.hash_passphrase(person.passphrase) for person in members]
        async with transaction(scope):
            if await clinics.find(scope) is not None:
                continue
            await clinics.add(
                scope,
                Clinic(id=clinic.id, name=clinic.name, phone=clinic.phone, hours=clinic.hours, zone=clinic.zone),
            )
            for person, hashed in zip(members, hashes, strict=True):
                await people.add_person(scope, _account(person, hashed))
            for story in made.stories:
                account = next((person for person in members if person.patient == story.patient.id), None)
                if account is not None:
                    await people.add_patient(scope, story.patient, account=account.id)
                    await people.add_care(scope, story.patient.id, story.provider, since=now)


def _account(person: Person, hashed: str) -> people.Person:
    return people.Person(
        id=person.id,
        clinic=person.clinic,
        role=person.role,
        name=person.name,
        email=person.email,
        passphrase_hash=hashed,
        totp_secret=person.totp_secret,
        totp_step=0,
        disabled=False,
        patient=person.patient,
    )


async def _story(made: World, story: Story, now: datetime) -> None:
    account = next(person for person in made.people if person.patient == story.patient.id)
    team = Scope(clinic=account.clinic, role=Role.PROVIDER, actor=story.provider)
    async with transaction(team):
        await store.lock(team, story.patient.id)
        known = {session.id for session in await sessions.of(team, story.patient.id)}
        for session in story.sessions:
            if session.id not in known:
                await sessions.put(team, session, at=session.ended_at)
    own = Scope(clinic=account.clinic, role=Role.PATIENT, actor=account.id, patient=story.patient.id)
    for draft in story.drafts:
        if not isinstance(draft.content, CheckIn | Event):
            # What the same effect raised long ago was dealt with before it came again.
            await _attend(team, story, _received(draft))
        await journals.record(own, story.patient.id, [draft], device=DEVICE, now=_received(draft))
    await _attend(team, story, now)
    await _read(team, story, now)


def _received(draft: Draft) -> datetime:
    """A few seconds after it was written, which its id tells (UUID version 7)."""
    return datetime.fromtimestamp((draft.id.int >> 80) / 1000 + 4, UTC)


async def _attend(team: Scope, story: Story, now: datetime) -> None:
    """The provider has dealt with the alerts of the past."""
    async with transaction(team):
        for alert in await alerts.of(team, [story.patient.id]):
            if now - alert.raised_at > STILL_OPEN:
                at = alert.raised_at + ATTENDED_AFTER
                closed = rules.resolve(alert, by=story.provider, at=at, outcome=Outcome.CONTACTED)
                await alerts.update(team, closed)


async def _read(team: Scope, story: Story, now: datetime) -> None:
    """The provider has read the journal, but for the last days."""
    read = sum(now - _received(draft) > STILL_OPEN for draft in story.drafts)
    async with transaction(team):
        await people.mark_seen(team, story.patient.id, read, at=now - STILL_OPEN)


async def _others(made: World, day: date, *, now: datetime, progress: Progress) -> None:
    """Those whom the first clinic treated before, each with all of their journal at once: nobody waits for it."""
    program = Scope(clinic=made.clinics[0].id, role=None)
    for told in others(made, SEED, day):
        patient = told.patient.id
        async with transaction(program):
            standing = await people.standing(program, patient, now=now)
            if standing is None:
                await people.add_patient(program, told.patient, account=None)
                await people.add_care(program, patient, told.provider, since=now)
                for session in told.sessions:
                    await sessions.put(program, session, at=session.ended_at)
        if standing is None or standing.last_number == 0:
            progress(f"Writing {told.patient.name}'s journal ({len(told.drafts)} entries) …")
            await journals.record(program, patient, told.drafts, device=DEVICE, now=now, source=Source.IMPORT)
            async with transaction(program):
                await people.mark_seen(program, patient, len(told.drafts), at=now)


async def _diary(made: World, file: Path, *, now: datetime, progress: Progress) -> None:
    """The open diary, as a patient of the first clinic in the care of its provider."""
    patient = diarist(SEED)
    provider = made.stories[0].provider
    scope = Scope(clinic=made.clinics[0].id, role=None)
    async with transaction(scope):
        standing = await people.standing(scope, patient.id, now=now)
        if standing is None:
            await people.add_patient(scope, patient, account=None)
            await people.add_care(scope, patient.id, provider, since=now)
    if standing is None or standing.last_number == 0:
        progress("Importing the open diary …")
        await diaries.import_esm(scope, patient.id, file.read_bytes(), now=now)
