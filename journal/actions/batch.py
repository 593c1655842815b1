"""Judging what a device sends: each draft against what stands, and against what was accepted before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from journal.actions.identity import new_id
from journal.clinical import red_flags
from journal.clinical.alerts import Alert
from journal.clinical.clinics import Rules
from journal.clinical.entries import Draft, Entry, Kind, QuestionnaireResponse, Revision, SideEffect, Source
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import AlertId, EntryId, PatientId, SessionId
from journal.clinical.journal import accept, says
from journal.clinical.people import Scope
from journal.clinical.questionnaires import Scored, scored
from journal.clinical.red_flags import Flag
from journal.db import journal as store
from journal.db import sessions


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
class Stage:
    """What the drafts of a batch are judged against.

    `known` has what they name or what has taken its place, `answered` the questionnaires that stand, and `sessions`
    the patient's; the last two are empty where no draft needs them.
    """

    known: Mapping[EntryId, Revision]
    sessions: frozenset[SessionId]
    answered: Sequence[Entry]


async def stage(scope: Scope, patient: PatientId, drafts: Sequence[Draft]) -> Stage:
    """Fetch what the judgement needs; the patient's row is locked."""
    named = {draft.id for draft in drafts} | {draft.replaces for draft in drafts if draft.replaces}
    known = await store.known(scope, patient, named)
    # What took a revision's place may have been replaced in its turn: on to the one that stands.
    while missing := {by for found in known.values() if (by := found.replaced_by) and by not in known}:
        known |= await store.known(scope, patient, missing)
    ties = any(isinstance(draft.content, SideEffect) and draft.content.session_id for draft in drafts)
    asked = any(isinstance(draft.content, QuestionnaireResponse) for draft in drafts)
    held = await sessions.of(scope, patient) if ties else ()
    answered = await store.current(scope, [patient], [Kind.QUESTIONNAIRE_RESPONSE]) if asked else {}
    return Stage(known=known, sessions=frozenset(session.id for session in held), answered=answered.get(patient, ()))


class Batch:
    """Drafts on their way in, judged one after the other."""

    def __init__(
        self, scope: Scope, patient: PatientId, stage: Stage, *, device: str, now: datetime, source: Source
    ) -> None:
        self._scope = scope
        self._patient = patient
        self._stage = stage
        self._device = device
        self._now = now
        self._source = source
        self._fresh: dict[EntryId, Entry] = {}
        self._replaced: dict[EntryId, EntryId] = {}

    @property
    def accepted(self) -> list[Entry]:
        """The entries to store, in order."""
        return list(self._fresh.values())

    def judge(self, draft: Draft) -> Result:
        """What becomes of this draft; `answer` adds the revision once all are judged."""
        if (fresh := self._fresh.get(draft.id)) is not None:
            return _accepted(draft) if says(fresh, draft) else _rejected(draft, "/id", "stands twice in this batch")
        if (stored := self._stage.known.get(draft.id)) is not None:
            return Result(id=draft.id, status=Status.DUPLICATE if says(stored.entry, draft) else Status.CONFLICT)
        if draft.replaces is not None and self._replacement(draft.replaces) is not None:
            return Result(id=draft.id, status=Status.CONFLICT)
        if self._names_foreign_session(draft):
            return _rejected(draft, "/session_id", "is not a session of this patient")
        try:
            entry = accept(
                draft,
                patient=self._patient,
                author=self._scope.actor,
                device=self._device,
                source=self._source,
                received_at=self._now,
                replaced=self._find(draft.replaces),
            )
        except Invalid as refusal:
            return Result(id=draft.id, status=Status.REJECTED, problems=refusal.problems)
        self._fresh[draft.id] = entry
        if draft.replaces is not None:
            self._replaced[draft.replaces] = draft.id
        return _accepted(draft)

    def answer(self, draft: Draft, result: Result, stored: Mapping[EntryId, Revision]) -> Result:
        """The result with the revision it speaks of, as the whole batch has left it."""
        if result.status is Status.REJECTED:
            return result
        about = draft.id
        if draft.replaces is not None and draft.id not in self._fresh and draft.id not in self._stage.known:
            about = self._standing(draft.replaces)
        return replace(result, revision=stored.get(about) or self._known(about))

    def flags(self) -> list[tuple[Flag, Entry]]:
        """What the accepted entries raise, each questionnaire against the one answered before it."""
        fresh = self.accepted
        standing = [entry for entry in (*self._stage.answered, *fresh) if entry.id not in self._replaced]
        answers = scored(standing)
        return [
            (flag, entry)
            for entry in fresh
            for flag in red_flags.assess(
                entry, previous_item9=_item9_before(entry, answers), replaced=self._find(entry.replaces)
            )
        ]

    def _find(self, id_: EntryId | None) -> Entry | None:
        """The entry of this journal, stored or just accepted, with this id."""
        if id_ is None:
            return None
        if id_ in self._fresh:
            return self._fresh[id_]
        stored = self._stage.known.get(id_)
        return stored.entry if stored else None

    def _replacement(self, id_: EntryId) -> EntryId | None:
        """What has taken the place of an entry, if anything has."""
        stored = self._stage.known.get(id_)
        return self._replaced.get(id_) or (stored.replaced_by if stored else None)

    def _standing(self, id_: EntryId) -> EntryId:
        """What stands in the place of an entry."""
        while (by := self._replacement(id_)) is not None:
            id_ = by
        return id_

    def _known(self, id_: EntryId) -> Revision:
        return replace(self._stage.known[id_], replaced_by=self._replacement(id_))

    def _names_foreign_session(self, draft: Draft) -> bool:
        content = draft.content
        named = content.session_id if isinstance(content, SideEffect) else None
        return named is not None and named not in self._stage.sessions


def _accepted(draft: Draft) -> Result:
    return Result(id=draft.id, status=Status.ACCEPTED)


def _rejected(draft: Draft, pointer: str, detail: str) -> Result:
    return Result(id=draft.id, status=Status.REJECTED, problems=(Problem(pointer=pointer, detail=detail),))


def _item9_before(entry: Entry, answers: Sequence[Scored]) -> int | None:
    """Item 9 of the last PHQ-9 answered before `entry`, whenever that one arrived; None where there is none."""
    place = (entry.occurred_at, entry.id)
    earlier = [row.item9 for row in answers if row.item9 is not None and (row.at, row.entry) < place]
    return earlier[-1] if earlier else None


def alert(flag: Flag, entry: Entry, rules: Rules) -> Alert:
    """What a flag makes, due by the clinic's rules. Its time is when the clinic had the entry, however late."""
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
        due_at=entry.received_at + rules.due_after[flag.tier],
    )
