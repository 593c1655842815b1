"""Judging what a device sends: each draft against what stands, and against what was accepted before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from journal.actions.identity import new_id
from journal.clinical import ladder, red_flags
from journal.clinical.alerts import Alert
from journal.clinical.clinics import Clinic
from journal.clinical.definitions import SHIPPED, Library
from journal.clinical.entries import (
    Draft,
    Entry,
    HomeReading,
    Kind,
    QuestionnaireResponse,
    Revision,
    SideEffect,
    Source,
)
from journal.clinical.errors import Invalid, Problem
from journal.clinical.ids import AlertId, EntryId, PatientId, SessionId
from journal.clinical.journal import accept, says
from journal.clinical.past import past
from journal.clinical.people import Scope
from journal.clinical.questionnaires import scored
from journal.clinical.red_flags import Flag, Past, may_raise
from journal.clinical.rules import Rules
from journal.clinical.sessions import Session
from journal.db import journal as store
from journal.db import questionnaires, sessions


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

    `known` has what they name or what has taken its place, `sessions` whose they may be, and `answered`, `effects` and
    `held` the questionnaires, the side effects and the sessions that stand; all but the first are empty where no draft
    needs them.
    """

    known: Mapping[EntryId, Revision]
    sessions: frozenset[SessionId]
    answered: Sequence[Entry]
    effects: Sequence[Entry] = ()
    held: Sequence[Session] = ()
    library: Library = SHIPPED


async def stage(scope: Scope, patient: PatientId, drafts: Sequence[Draft]) -> Stage:
    """Fetch what the judgement needs; the patient's row is locked."""
    named = {draft.id for draft in drafts} | {draft.replaces for draft in drafts if draft.replaces}
    known = await store.known(scope, patient, named)
    # What took a revision's place may have been replaced in its turn: on to the one that stands.
    while missing := {by for found in known.values() if (by := found.replaced_by) and by not in known}:
        known |= await store.known(scope, patient, missing)
    ties = any(isinstance(draft.content, SideEffect) and draft.content.session_id for draft in drafts)
    asked = any(isinstance(draft.content, QuestionnaireResponse) for draft in drafts)
    held = await sessions.of(scope, patient) if ties or asked else ()
    told = any(isinstance(draft.content, HomeReading) or _urinary(draft) for draft in drafts)
    kinds = [*([Kind.QUESTIONNAIRE_RESPONSE] if asked else []), *([Kind.SIDE_EFFECT] if told else [])]
    standing = (await store.current(scope, [patient], kinds)).get(patient, ()) if kinds else ()
    return Stage(
        known=known,
        library=await questionnaires.library(scope) if asked else SHIPPED,
        sessions=frozenset(session.id for session in held),
        answered=[entry for entry in standing if entry.kind is Kind.QUESTIONNAIRE_RESPONSE],
        effects=[entry for entry in standing if entry.kind is Kind.SIDE_EFFECT],
        held=held,
    )


def _urinary(draft: Draft) -> bool:
    return isinstance(draft.content, SideEffect) and draft.content.effect in red_flags.URINARY


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
                library=self._stage.library,
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

    @property
    def may_raise(self) -> bool:
        """Whether a rule could hold for anything that was accepted: a plain check-in asks for none."""
        return any(may_raise(entry) for entry in self.accepted)

    def flags(self, rules: Rules) -> list[tuple[Flag, Entry]]:
        """What the accepted entries raise by a clinic's rules, each against what stood before it."""
        fresh, by_rules = self.accepted, red_flags.of(rules)
        earlier = (*self._stage.answered, *self._stage.effects, *fresh)
        standing = [entry for entry in earlier if entry.id not in self._replaced]
        found: list[tuple[Flag, Entry]] = []
        for entry in filter(may_raise, fresh):
            replaced = self._find(entry.replaces)
            before = None
            if replaced is not None:
                others = [other for other in standing if other.id != entry.id]
                before = self._past(replaced, [*others, replaced], rules)
            past = self._past(entry, self._as_it_was(entry, standing), rules)
            flags = red_flags.assess(entry, past=past, replaced=replaced, before=before, rules=by_rules)
            found += [(flag, entry) for flag in flags]
        return found

    def _as_it_was(self, entry: Entry, standing: Sequence[Entry]) -> list[Entry]:
        """What stands, with this entry in the place of what has replaced it in this batch."""
        later, id_ = set(), entry.id
        while (by := self._replaced.get(id_)) is not None:
            later.add(by)
            id_ = by
        if not later:
            return list(standing)
        return [*(other for other in standing if other.id not in later), entry]

    def _past(self, entry: Entry, standing: Sequence[Entry], rules: Rules) -> Past:
        return past(
            entry,
            answers=scored(standing, self._stage.library),
            effects=standing,
            sessions=self._stage.held,
            rules=rules,
            library=self._stage.library,
        )

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


def alert(flag: Flag, entry: Entry, rules: Rules, clinic: Clinic) -> Alert:
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
        due_at=ladder.due_at(flag.tier, entry.received_at, rules, clinic),
    )
