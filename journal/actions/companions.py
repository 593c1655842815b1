"""Companion passes: for a day, whoever brings a patient home reports what they see of them, and reads nothing."""

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from journal.actions import access, throttle
from journal.actions.batch import Batch, Result, Stage, Status
from journal.actions.identity import new_id
from journal.actions.journal import raise_alerts
from journal.actions.sign_in import token_hash
from journal.clinical import companions as rules
from journal.clinical.clinics import Clinic
from journal.clinical.entries import Draft, SideEffect, Source
from journal.clinical.errors import Invalid, NotFound, Problem
from journal.clinical.ids import EntryId, PatientId, SessionId
from journal.clinical.people import Role, Scope
from journal.db import audit, clinics, companions, notices, sessions
from journal.db import journal as store
from journal.db.companions import Pass
from journal.db.engine import transaction
from journal.db.notices import NoticeKind
from journal.db.sign_ins import SignIn

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What a code is made of: nothing that looks like something else, on paper or read aloud."""
LENGTH = 12
"""30 letters, 12 times: 58 bits."""
DEVICE = "companion"


class State(StrEnum):
    OPEN = "open"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a pass opens: whom to call, and until when. Nothing of the patient."""

    clinic: Clinic
    expires_at: datetime


async def make(scope: Scope, patient: PatientId, *, session: SessionId | None, now: datetime) -> tuple[Pass, str]:
    """A new pass and its code, which is told this once. The patient gets a notice.

    Its reports belong to `session`; where none is named, to the one that began within the last day.
    NotFound where the patient is not the scope's to hand out, Invalid where the session is not theirs.
    """
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    async with transaction(scope):
        standing = await access.handed_out(scope, patient, now=now)
        held = await sessions.of(scope, patient)
        if session is not None and session not in {each.id for each in held}:
            raise Invalid(Problem(pointer="/session_id", detail="is not a session of this patient"))
        made = Pass(
            id=new_id(),
            clinic=scope.clinic,
            patient=patient,
            session=session or rules.session_of(held, now),
            made_at=now,
            expires_at=now + rules.PASS_LENGTH,
            withdrawn=False,
        )
        await companions.add(scope, made, code_hash=_hash(code))
        if standing.account is not None:
            facts = {"until": made.expires_at.isoformat()}
            await notices.tell(scope, standing.account, NoticeKind.COMPANION_INVITED, id_=new_id(), at=now, facts=facts)
        await audit.note(scope, "companion.invite", at=now, patient=patient, subject=made.id)
    return made, "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


async def read(scope: Scope, patient: PatientId, *, now: datetime) -> tuple[tuple[Pass, State], ...]:
    """A patient's passes and how each stands, the newest first. NotFound as above."""
    async with transaction(scope):
        await access.handed_out(scope, patient, now=now)
        await audit.note(scope, "companion.read", at=now, patient=patient)
        return tuple((found, _state(found, now)) for found in await companions.of(scope, patient))


async def withdraw(scope: Scope, patient: PatientId, id_: UUID, *, now: datetime) -> None:
    """End a pass, and whoever came in with it is out. NotFound where there is no such pass, or as above."""
    async with transaction(scope):
        await access.handed_out(scope, patient, now=now)
        if not await companions.withdraw(scope, patient, id_, at=now):
            raise NotFound
        await audit.note(scope, "companion.withdraw", at=now, patient=patient, subject=id_)


async def sign_in(code: str, *, network: str, client: str, now: datetime) -> tuple[str, Visit]:
    """A cookie for whoever has the code of an open pass. NotFound for every other code, whatever is wrong with it."""
    await throttle.guessing(network, now=now)
    async with transaction(None):
        found = await companions.by_code(_hash(code))
    if found is None:
        raise NotFound
    scope, token = Scope(clinic=found.clinic, role=Role.COMPANION, patient=found.patient), secrets.token_urlsafe(32)
    async with transaction(scope):
        if not await companions.sign_in(scope, found.id, token_hash(token), id_=new_id(), at=now, client=client):
            raise NotFound
        await audit.note(scope, "companion.sign_in", at=now, patient=found.patient, subject=found.id)
        visit = Visit(clinic=await clinics.of(scope), expires_at=found.expires_at)
    await throttle.proven(network, now=now)
    return token, visit


async def visit(signed_in: SignIn) -> Visit:
    """What the pass of this sign-in opens. NotFound where it has ended meanwhile."""
    async with transaction(signed_in.scope):
        found = await companions.of_sign_in(signed_in.scope, signed_in.id)
        if found is None:
            raise NotFound
        return Visit(clinic=await clinics.of(signed_in.scope), expires_at=found.expires_at)


async def report(signed_in: SignIn, drafts: Sequence[Draft], *, now: datetime) -> tuple[Result, ...]:
    """Put what a companion saw into the patient's journal; one result each, in order, without the entry.

    Each is accepted, the duplicate of one sent before, or rejected. Invalid where the pass takes no more.
    """
    scope = signed_in.scope
    async with transaction(scope):
        found = await companions.of_sign_in(scope, signed_in.id)
        if found is None:
            raise NotFound
        patient = found.patient
        locked = await store.lock(scope, patient)
        if not await companions.spend(scope, found.id, len(drafts), at=now):
            raise Invalid(Problem(pointer="/reports", detail="are more than this pass takes"))
        ids = [draft.id for draft in drafts]
        known = await store.known(scope, patient, ids)
        held = frozenset({found.session} if found.session else ())
        stage = Stage(known=known, sessions=held, answered=())
        batch = Batch(scope, patient, stage, device=DEVICE, now=now, source=Source.COMPANION)
        others = await companions.taken(ids) - known.keys()
        results = tuple(_judge(batch, draft, found, others) for draft in drafts)
        await store.append(scope, patient, batch.accepted, last=locked.last_number, at=now)
        await raise_alerts(scope, batch, running=())
        await audit.note(scope, "companion.report", at=now, patient=patient, subject=found.id)
    return results


def _judge(batch: Batch, draft: Draft, found: Pass, others: Collection[EntryId]) -> Result:
    """What becomes of a report. An id that is taken is refused in the same words, whoever's entry has it."""
    problems = rules.problems(draft, since=found.made_at)
    if problems:
        return Result(id=draft.id, status=Status.REJECTED, problems=tuple(problems))
    judged = batch.judge(_tied(draft, found)) if draft.id not in others else None
    if judged is None or judged.status is Status.CONFLICT:
        taken = Problem(pointer="/id", detail="cannot be used here")
        return Result(id=draft.id, status=Status.REJECTED, problems=(taken,))
    return judged


def _tied(draft: Draft, found: Pass) -> Draft:
    """The draft as of the pass's session."""
    if not isinstance(draft.content, SideEffect):
        return draft
    return replace(draft, content=replace(draft.content, session_id=found.session))


def _state(found: Pass, now: datetime) -> State:
    if found.withdrawn:
        return State.WITHDRAWN
    return State.OPEN if now < found.expires_at else State.EXPIRED


def _hash(code: str) -> bytes:
    """How a code is stored, however it was typed: in small letters, with spaces or without its dashes."""
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return hashlib.sha256(plain.encode()).digest()
