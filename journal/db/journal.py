"""The journal of one patient: append, and read in the order of its numbers.

Appending is the path every phone takes, so it is hand-written SQL: one statement stores the entries, moves the
counter, leaves the audit row and tells who listens. Entries are never updated.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from journal.clinical.entries import CheckIn, Content, Entry, Kind, Revision, Source
from journal.clinical.errors import NotFound
from journal.clinical.ids import EntryId, PatientId, PersonId
from journal.clinical.ladder import Waiting
from journal.clinical.people import Scope
from journal.db import contents, engine

# With what the patient is told of their alerts, so that it costs no round trip of its own.
_WAITS = """
from alert a where a.clinic_id = p.clinic_id and a.patient_id = p.id and a.acknowledged_at is null
             and a.resolved_at is null and a.tier <> 'review'
"""
_LOCK = f"""
select p.last_number, p.seen_number, p.seen_at, (select min(a.raised_at) {_WAITS}) as waiting_since, exists (
    select {_WAITS} and exists (
        select from alert_step s where s.clinic_id = a.clinic_id and s.alert_id = a.id and s.rung = 'patient'
    )
) as please_call
from patient p where p.clinic_id = $1 and p.id = $2 for no key update
"""

_READ = """
select e.patient_id, e.number, e.id, e.kind, e.replaces, e.occurred_at, e.zone, e.offset_minutes, e.local_date,
       e.recorded_at, e.received_at, e.late, e.source, e.author_id, e.device, e.phone_said, e.content,
       r.id as replaced_by
from entry e
left join entry r on r.clinic_id = e.clinic_id and r.patient_id = e.patient_id and r.replaces = e.id
where e.clinic_id = $1 and e.patient_id = $2
"""

_KNOWN = _READ + "and e.id = any($3::uuid[])"
_AFTER = _READ + "and e.number > $3 order by e.number limit $4"
_BETWEEN = _READ + "and e.local_date between $3 and $4 and ($5 or r.id is null) order by e.number"

_EVERY = _READ + "and e.kind = $3 order by e.number"

_FIRST_OUTSIDE = """
select min(e.number) as number from entry e
where e.clinic_id = $1 and e.patient_id = $2 and e.number > $3 and e.source <> 'import'
  and not e.local_date between $4 and $5
  and not exists (select from entry r
                  where r.clinic_id = e.clinic_id and r.patient_id = e.patient_id and r.replaces = e.id)
"""

_CURRENT = """
select e.*, null::uuid as replaced_by
from entry e
where e.clinic_id = $1 and e.patient_id = any($2::uuid[]) and e.kind = any($3::text[])
  and not exists (select from entry r
                  where r.clinic_id = e.clinic_id and r.patient_id = e.patient_id and r.replaces = e.id)
order by e.patient_id, e.occurred_at, e.id
"""

_WORDLESS = _CURRENT.replace(
    "e.*",
    "e.patient_id, e.number, e.id, e.kind, e.replaces, e.occurred_at, e.zone, e.offset_minutes, e.local_date, "
    "e.recorded_at, e.received_at, e.late, e.source, e.author_id, e.device, e.phone_said, "
    "e.content - 'note' as content",
)
WORDLESS = (Kind.QUESTIONNAIRE_RESPONSE, Kind.SIDE_EFFECT)
"""Kinds that hold no words but a note."""

# Without its words: what an alert says of an entry is a number.
_STANDING = """
with recursive mine as not materialized (
    select * from entry where clinic_id = $1 and patient_id = any($2::uuid[])
), chain (patient_id, first, id) as (
    select patient_id, id, id from mine where id = any($3::uuid[])
    union all
    select r.patient_id, chain.first, r.id
    from chain join mine r on r.patient_id = chain.patient_id and r.replaces = chain.id
)
select chain.first, e.patient_id, e.number, e.id, e.kind, e.replaces, e.occurred_at, e.zone, e.offset_minutes,
       e.local_date, e.recorded_at, e.received_at, e.late, e.source, e.author_id, e.device, e.phone_said,
       e.content - 'note' as content, null::uuid as replaced_by
from chain join mine e on e.patient_id = chain.patient_id and e.id = chain.id
where not exists (select from mine r where r.patient_id = e.patient_id and r.replaces = e.id)
"""

_LAST_DAYS = """
select patient_id, max(local_date) as last_day from entry
where clinic_id = $1 and patient_id = any($2::uuid[]) group by patient_id
"""

_OF_DEVICE = "select count(*) from entry where clinic_id = $1 and patient_id = $2 and device = $3"

_APPEND = """
with stored as (
    insert into entry (clinic_id, patient_id, number, id, kind, replaces, occurred_at, zone, offset_minutes, local_date,
                       recorded_at, received_at, late, source, author_id, device, content,
                       mood, function, sleep_hours, energy, anxiety, pain, phone_said)
    select $1, $2, sent.*
    from unnest($3::bigint[], $4::uuid[], $5::text[], $6::uuid[], $7::timestamptz[], $8::text[], $9::smallint[],
                $10::date[], $11::timestamptz[], $12::timestamptz[], $13::boolean[], $14::text[], $15::uuid[],
                $16::text[], $17::jsonb[], $18::float8[], $19::float8[], $20::float8[], $21::float8[], $22::float8[],
                $23::float8[], $24::timestamptz[]) as sent
    returning clinic_id, patient_id
), audited as (
    insert into audit (clinic_id, at, actor_id, action, patient_id, subject_id)
    select $1, $25, $26, 'entry.record', $2, id from unnest($4::uuid[]) as id
), counted as (
    update patient p set last_number = $27 from stored s where p.clinic_id = s.clinic_id and p.id = s.patient_id
)
select pg_notify('journal', $28)
"""

_RATINGS = ("mood", "function", "sleep_hours", "energy", "anxiety", "pain")


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """How a journal stands while nobody else can write in it. `waiting` is what its patient is told of their alerts."""

    last_number: int
    seen_number: int
    seen_at: datetime | None
    waiting: Waiting | None


async def lock(scope: Scope, patient: PatientId) -> Locked:
    """Hold the patient's row until the transaction ends. Raises NotFound where there is no such patient."""
    rows = await engine.fetch(_LOCK, scope.clinic, patient)
    if not rows:
        raise NotFound
    [row] = rows
    since = row["waiting_since"]
    return Locked(
        last_number=row["last_number"],
        seen_number=row["seen_number"],
        seen_at=row["seen_at"],
        waiting=Waiting(since=since, please_call=row["please_call"]) if since else None,
    )


async def known(scope: Scope, patient: PatientId, ids: Collection[EntryId]) -> dict[EntryId, Revision]:
    """Those of `ids` that stand in this patient's journal."""
    rows = await engine.fetch(_KNOWN, scope.clinic, patient, list(ids))
    return {revision.entry.id: revision for revision in await _revisions(scope, rows)}


async def append(
    scope: Scope, patient: PatientId, accepted: Sequence[Entry], *, last: int, at: datetime
) -> tuple[Revision, ...]:
    """Store entries behind number `last`. The patient's row must be locked."""
    if not accepted:
        return ()
    numbers = range(last + 1, last + 1 + len(accepted))
    written = await contents.encode(scope, patient, accepted)
    rows = [_columns(*each) for each in zip(numbers, accepted, written, strict=True)]
    columns = [list(column) for column in zip(*rows, strict=True)]
    news = f"{scope.clinic} {patient} {numbers[-1]}"
    await engine.fetch(_APPEND, scope.clinic, patient, *columns, at, scope.actor, numbers[-1], news)
    replaced = {entry.replaces: entry.id for entry in accepted if entry.replaces}
    return tuple(
        Revision(number=number, entry=entry, replaced_by=replaced.get(entry.id))
        for number, entry in zip(numbers, accepted, strict=True)
    )


async def after(scope: Scope, patient: PatientId, number: int, *, limit: int) -> tuple[Revision, ...]:
    """All revisions above `number`, ascending, at most `limit`."""
    return await _revisions(scope, await engine.fetch(_AFTER, scope.clinic, patient, number, limit))


async def between(
    scope: Scope, patient: PatientId, start: date, end: date, *, history: bool = False
) -> tuple[Revision, ...]:
    """Revisions of the local days `start` to `end`: the current ones, or with `history` all."""
    return await _revisions(scope, await engine.fetch(_BETWEEN, scope.clinic, patient, start, end, history))


async def first_outside(scope: Scope, patient: PatientId, start: date, end: date, *, above: int) -> int | None:
    """The lowest number above `above` of what stands on a day before `start` or after `end` and was not imported."""
    rows = await engine.fetch(_FIRST_OUTSIDE, scope.clinic, patient, above, start, end)
    return rows[0]["number"] if rows else None


async def count_of_device(scope: Scope, patient: PatientId, device: str) -> int:
    """How many entries this device has brought."""
    rows = await engine.fetch(_OF_DEVICE, scope.clinic, patient, device)
    return int(rows[0]["count"])


async def current(
    scope: Scope, patients: Sequence[PatientId], kinds: Collection[Kind]
) -> dict[PatientId, tuple[Entry, ...]]:
    """Entries of these kinds in their current revision, each patient's by time; absent where there is none."""
    found: dict[PatientId, list[Entry]] = {}
    rows = await engine.fetch(_CURRENT, scope.clinic, list(patients), [kind.value for kind in kinds])
    for revision in await _revisions(scope, rows):
        found.setdefault(revision.entry.patient, []).append(revision.entry)
    return {patient: tuple(entries) for patient, entries in found.items()}


async def wordless(scope: Scope, patients: Sequence[PatientId]) -> Callable[[], dict[PatientId, tuple[Entry, ...]]]:
    """What makes the current entries of `WORDLESS` without their notes, each patient's by time.

    No key is asked for, and nothing is made until it is called, which a thread may do: of thousands of patients there
    is so much that everybody else would wait.
    """
    rows = await engine.fetch(_WORDLESS, scope.clinic, list(patients), [kind.value for kind in WORDLESS])

    def made() -> dict[PatientId, tuple[Entry, ...]]:
        found: dict[PatientId, list[Entry]] = {}
        for row in rows:
            entry = _revision(row, contents.plain(row), lost=False).entry
            found.setdefault(entry.patient, []).append(entry)
        return {patient: tuple(entries) for patient, entries in found.items()}

    return made


async def standing(
    scope: Scope, patients: Sequence[PatientId], ids: Collection[EntryId]
) -> dict[tuple[PatientId, EntryId], Entry]:
    """What now stands in the place of entries that may raise an alert, by whose and which was asked for.

    Without its note. Phones choose the ids of entries, so that two patients may have the same.
    """
    rows = await engine.fetch(_STANDING, scope.clinic, list(patients), list(ids))
    found = [(EntryId(row["first"]), _revision(row, contents.plain(row), lost=False).entry) for row in rows]
    return {(entry.patient, first): entry for first, entry in found}


async def every(scope: Scope, patient: PatientId, kind: Kind) -> tuple[Revision, ...]:
    """All revisions of one kind in one journal, by number."""
    return await _revisions(scope, await engine.fetch(_EVERY, scope.clinic, patient, kind.value))


async def last_days(scope: Scope, patients: Sequence[PatientId]) -> dict[PatientId, date]:
    """The latest local day of an entry of any kind; absent where there is none."""
    rows = await engine.fetch(_LAST_DAYS, scope.clinic, list(patients))
    return {PatientId(row["patient_id"]): row["last_day"] for row in rows}


async def _revisions(scope: Scope, rows: Sequence[Any]) -> tuple[Revision, ...]:
    return tuple(_revision(row, *said) for row, said in zip(rows, await contents.decode(scope, rows), strict=True))


def _columns(number: int, entry: Entry, written: str) -> tuple[Any, ...]:
    content = entry.content
    ratings = [getattr(content, name) for name in _RATINGS] if isinstance(content, CheckIn) else [None] * len(_RATINGS)
    return (
        number,
        entry.id,
        entry.kind.value,
        entry.replaces,
        entry.occurred_at,
        entry.zone,
        entry.offset_minutes,
        entry.local_date,
        entry.recorded_at,
        entry.received_at,
        entry.late,
        entry.source.value,
        entry.author,
        entry.device,
        written,
        *ratings,
        entry.phone_said,
    )


def _revision(row: Any, content: Content, lost: bool) -> Revision:
    entry = Entry(
        id=EntryId(row["id"]),
        patient=PatientId(row["patient_id"]),
        replaces=row["replaces"],
        occurred_at=row["occurred_at"],
        zone=row["zone"],
        offset_minutes=row["offset_minutes"],
        local_date=row["local_date"],
        recorded_at=row["recorded_at"],
        received_at=row["received_at"],
        late=row["late"],
        source=Source(row["source"]),
        author=PersonId(row["author_id"]) if row["author_id"] else None,
        device=row["device"],
        phone_said=row["phone_said"],
        content=content,
        unreadable=lost,
    )
    return Revision(number=row["number"], entry=entry, replaced_by=row["replaced_by"])
