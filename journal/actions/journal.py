"""Recording and reading a journal.

Each entry of a batch stands for itself: it is stored whole or not at all, and what is wrong with it keeps no other
from being stored. Everything accepted, its alerts and its audit rows are committed together, before anyone is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from journal.actions import access
from journal.actions.identity import new_id
from journal.clinical import red_flags
from journal.clinical.alerts import Alert
from journal.clinical.entries import Draft, Entry, Kind, QuestionnaireResponse, Revision, SideEffect, Source
from journal.clinical.errors import Invalid, NotFound, Problem
from journal.clinical.ids import AlertId, EntryId, PatientId, SessionId
from journal.clinical.journal import accept
from journal.clinical.people import Role, Scope, may_record
from journal.clinical.privacy import for_clinic
from journal.clinical.questionnaires import scored
from journal.clinical.red_flags import Flag
from journal.db import alerts, audit, people, sessions
from journal.db import journal as store
from journal.db.engine import transaction
from journal.db.people import Standing

PAGE = 500
"""Revisions one answer carries at most; `more` says that there are further ones."""


class Status(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one draft. A conflict carries the revision that stands; a rejection its problems."""

    id: EntryId
    status: Status
    revision: Revision | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Revisions in order. `cursor` is the number to read on after; `seen` how far the care team has read, and when."""

    revisions: tuple[Revision, ...]
    cursor: int
    more: bool
    seen_number: int
    seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """One round trip: what became of each draft sent, and what the device has not seen yet."""

    results: tuple[Result, ...]
    page: Page


async def record(
    scope: Scope,
    patient: PatientId,
    drafts: Sequence[Draft],
    *,
    device: str,
    now: datetime,
    source: Source = Source.PATIENT,
) -> tuple[Result, ...]:
    """Put drafts into a patient's journal; one result each, in order. NotFound where it is not theirs to write in.

    An import is stored whole or not at all: Invalid says what keeps it out.
    """
    async with transaction(scope):
        results, _ = await _record(scope, patient, drafts, device=device, now=now, source=source)
        refused = [problem for result in results for problem in result.problems]
        if refused and source is Source.IMPORT:
            raise Invalid(*refused)
    return results


async def sync(
    scope: Scope, patient: PatientId, drafts: Sequence[Draft], *, after: int, device: str, now: datetime
) -> Synced:
    """Put a device's drafts into its patient's journal and read on after its cursor, in one transaction."""
    async with transaction(scope):
        results, locked = await _record(scope, patient, drafts, device=device, now=now, source=Source.PATIENT)
        fresh = [result.revision for result in results if result.status is Status.ACCEPTED and result.revision]
        if after == locked.last_number:
            # The device had everything up to its own entries: what there is to read is in hand.
            found = tuple(fresh)
        else:
            found = await store.after(scope, patient, after, limit=PAGE + 1)
            await audit.note(scope, "journal.read", at=now, patient=patient)
    page = found[:PAGE]
    end = locked.last_number + len(fresh)
    return Synced(
        results=results,
        page=Page(
            revisions=page,
            cursor=page[-1].number if page else min(after, end),
            more=len(found) > PAGE,
            seen_number=locked.seen_number,
            seen_at=locked.seen_at,
        ),
    )


async def read_after(scope: Scope, patient: PatientId, number: int, *, now: datetime, limit: int = PAGE) -> Page:
    """Everything above `number`, in the order it arrived. NotFound where the scope may not read it."""
    async with transaction(scope):
        standing = await access.readable(scope, patient)
        found = await store.after(scope, patient, number, limit=limit + 1)
        page = found[:limit]
        cursor = page[-1].number if page else min(number, standing.last_number)
        seen_number, seen_at = await _seen(scope, standing, cursor, now)
        await audit.note(scope, "journal.read", at=now, patient=patient)
    return Page(
        revisions=_visible(scope, page),
        cursor=cursor,
        more=len(found) > limit,
        seen_number=seen_number,
        seen_at=seen_at,
    )


async def read_days(scope: Scope, patient: PatientId, start: date, end: date, *, history: bool, now: datetime) -> Page:
    """The local days `start` to `end`, current revisions or with `history` all. NotFound as above."""
    async with transaction(scope):
        standing = await access.readable(scope, patient)
        found = await store.between(scope, patient, start, end, history=history)
        latest = max((revision.number for revision in found), default=0)
        seen_number, seen_at = await _seen(scope, standing, latest, now)
        await audit.note(scope, "journal.read", at=now, patient=patient)
    return Page(
        revisions=_visible(scope, found),
        cursor=standing.last_number,
        more=False,
        seen_number=seen_number,
        seen_at=seen_at,
    )


async def _record(
    scope: Scope, patient: PatientId, drafts: Sequence[Draft], *, device: str, now: datetime, source: Source
) -> tuple[tuple[Result, ...], store.Locked]:
    """Judge and store, in the open transaction; also how the journal stood before."""
    locked = await store.lock(scope, patient) if may_record(scope, patient) else None
    if locked is None:
        raise NotFound
    if not drafts:
        return (), locked
    batch = await _Batch.begin(scope, patient, drafts, device=device, now=now, source=source)
    results = tuple(batch.judge(draft) for draft in drafts)
    stored = await store.append(scope, patient, batch.accepted, last=locked.last_number, at=now)
    await alerts.add(scope, _raised(batch))
    numbered = {revision.entry.id: revision for revision in stored}
    return tuple(
        replace(result, revision=numbered[result.id]) if result.status is Status.ACCEPTED else result
        for result in results
    ), locked


class _Batch:
    """Drafts on their way in, judged one after the other, each against what stands and what was accepted before it."""

    def __init__(
        self,
        scope: Scope,
        patient: PatientId,
        *,
        known: Mapping[EntryId, store.Known],
        sessions_: frozenset[SessionId],
        item9_before: int | None,
        device: str,
        now: datetime,
        source: Source,
    ) -> None:
        self._scope = scope
        self._patient = patient
        self._known = known
        self._sessions = sessions_
        self._device = device
        self._now = now
        self._source = source
        self._fresh: dict[EntryId, tuple[Entry, bytes]] = {}
        self._replaced: dict[EntryId, EntryId] = {}
        self.item9_before = item9_before

    @classmethod
    async def begin(
        cls,
        scope: Scope,
        patient: PatientId,
        drafts: Sequence[Draft],
        *,
        device: str,
        now: datetime,
        source: Source,
    ) -> "_Batch":
        """Fetch what the judgement needs; the patient's row is locked."""
        named = {draft.id for draft in drafts} | {draft.replaces for draft in drafts if draft.replaces}
        known = await store.known(scope, patient, named)
        heads = {found.revision.replaced_by for found in known.values() if found.revision.replaced_by}
        if heads - known.keys():
            known |= await store.known(scope, patient, heads - known.keys())
        ties = any(isinstance(draft.content, SideEffect) and draft.content.session_id for draft in drafts)
        asked = any(isinstance(draft.content, QuestionnaireResponse) for draft in drafts)
        return cls(
            scope,
            patient,
            known=known,
            sessions_=frozenset(session.id for session in await sessions.of(scope, patient)) if ties else frozenset(),
            item9_before=await _latest_item9(scope, patient) if asked else None,
            device=device,
            now=now,
            source=source,
        )

    @property
    def accepted(self) -> list[tuple[Entry, bytes]]:
        """The entries to store with the digests of their drafts, in order."""
        return list(self._fresh.values())

    def judge(self, draft: Draft) -> Result:
        """What becomes of this draft."""
        digest = store.digest_of(draft)
        if draft.id in self._fresh:
            same = self._fresh[draft.id][1] == digest
            return _rejected(draft, "/id", "stands twice in this batch") if not same else _accepted(draft.id)
        if (stored := self._known.get(draft.id)) is not None:
            status = Status.DUPLICATE if stored.digest == digest else Status.CONFLICT
            return Result(id=draft.id, status=status, revision=stored.revision)
        if draft.replaces is not None and (standing := self._replacement(draft.replaces)) is not None:
            return Result(id=draft.id, status=Status.CONFLICT, revision=standing)
        if (problem := self._foreign_session(draft)) is not None:
            return Result(id=draft.id, status=Status.REJECTED, problems=(problem,))
        try:
            entry = accept(
                draft,
                patient=self._patient,
                author=self._scope.actor,
                device=self._device,
                source=self._source,
                received_at=self._now,
                replaced=self.find(draft.replaces),
            )
        except Invalid as refusal:
            return Result(id=draft.id, status=Status.REJECTED, problems=refusal.problems)
        self._fresh[draft.id] = (entry, digest)
        if draft.replaces is not None:
            self._replaced[draft.replaces] = draft.id
        return _accepted(draft.id)

    def find(self, id_: EntryId | None) -> Entry | None:
        """The entry of this journal, stored or just accepted, with this id."""
        if id_ is None:
            return None
        if id_ in self._fresh:
            return self._fresh[id_][0]
        stored = self._known.get(id_)
        return stored.revision.entry if stored else None

    def _replacement(self, id_: EntryId) -> Revision | None:
        """The revision that has already taken the place of `id_`, if one has."""
        stored = self._known.get(id_)
        by = self._replaced.get(id_) or (stored.revision.replaced_by if stored else None)
        if by is None:
            return None
        if by in self._known:
            return self._known[by].revision
        # Accepted in this very batch: it has no number yet, and the client has it already.
        return stored.revision if stored else Revision(number=0, entry=self._fresh[by][0])

    def _foreign_session(self, draft: Draft) -> Problem | None:
        content = draft.content
        if not isinstance(content, SideEffect) or content.session_id is None or content.session_id in self._sessions:
            return None
        return Problem(pointer="/session_id", detail="is not a session of this patient")


def _accepted(id_: EntryId) -> Result:
    return Result(id=id_, status=Status.ACCEPTED)


def _rejected(draft: Draft, pointer: str, detail: str) -> Result:
    return Result(id=draft.id, status=Status.REJECTED, problems=(Problem(pointer=pointer, detail=detail),))


def _raised(batch: _Batch) -> list[Alert]:
    """The alerts of a batch, each entry against the answers and the revision before it."""
    raised: list[Alert] = []
    before = batch.item9_before
    for entry, _ in batch.accepted:
        flags = red_flags.assess(entry, previous_item9=before, replaced=batch.find(entry.replaces))
        raised += [_alert(flag, entry) for flag in flags]
        before = _item9([entry], before)
    return raised


def _alert(flag: Flag, entry: Entry) -> Alert:
    """What a flag makes. Its time is when the clinic had the entry, however late that was."""
    return Alert(
        id=AlertId(new_id()),
        patient=entry.patient,
        entry=entry.id,
        rule=flag.rule,
        rule_version=flag.rule_version,
        tier=flag.tier,
        subject=flag.subject,
        value=flag.value,
        raised_at=entry.received_at,
        due_at=entry.received_at + flag.due_after,
    )


async def _seen(scope: Scope, standing: Standing, number: int, now: datetime) -> tuple[int, datetime | None]:
    """How far the care team has read, and when: up to `number`, now, where it is they who read further."""
    if scope.role is Role.PROVIDER and await people.mark_seen(scope, standing.patient.id, number, at=now):
        return number, now
    return standing.seen_number, standing.seen_at


async def _latest_item9(scope: Scope, patient: PatientId) -> int | None:
    """Item 9 of the latest PHQ-9, or None where there is none."""
    entries = (await store.current(scope, [patient], [Kind.QUESTIONNAIRE_RESPONSE])).get(patient, ())
    return _item9(entries, None)


def _item9(entries: Sequence[Entry], before: int | None) -> int | None:
    answers = [row.item9 for row in scored(entries) if row.item9 is not None]
    return answers[-1] if answers else before


def _visible(scope: Scope, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    if scope.role is not Role.PROVIDER:
        return tuple(revisions)
    return tuple(replace(revision, entry=for_clinic(revision.entry)) for revision in revisions)
