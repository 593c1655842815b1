"""What the journal takes, and what it refuses with every reason."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.clinical.entries import (
    CheckIn,
    Content,
    Draft,
    Entry,
    Event,
    HomeReading,
    Kind,
    MedicationStatement,
    Note,
    QuestionnaireResponse,
    SideEffect,
    Source,
    Taking,
)
from journal.clinical.errors import Invalid
from journal.clinical.ids import EntryId, PatientId, PersonId
from journal.clinical.journal import accept, says

NEW_YORK, TOKYO = "America/New_York", "Asia/Tokyo"
EVENING = datetime(2026, 3, 10, 20, tzinfo=timezone(timedelta(hours=-4)))
ALICE, BOB = PatientId(UUID(int=1)), PatientId(UUID(int=2))
AUTHOR = PersonId(UUID(int=3))
GAD_7 = QuestionnaireResponse(
    questionnaire="gad-7",
    version="1",
    answers=dict.fromkeys(["69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7"], 1),
)
NAUSEA = SideEffect(effect="nausea", severity=1, interference=0, started_at=EVENING)
CONTENTS: list[Content] = [
    CheckIn(mood=6, function=7),
    NAUSEA,
    GAD_7,
    Event(title="New job"),
    HomeReading(systolic=128, diastolic=82),
    MedicationStatement(name="Sertraline", status=Taking.TAKING),
]


def written(at: datetime) -> EntryId:
    """A version-7 id made at `at`."""
    return EntryId(UUID(int=int(at.timestamp() * 1000) << 80 | 7 << 76 | 2 << 62 | uuid4().int % 2**60))


def draft(
    content: Content,
    at: datetime = EVENING,
    *,
    id: EntryId | None = None,
    occurred_at: datetime | None = None,
    zone: str = NEW_YORK,
    replaces: EntryId | None = None,
) -> Draft:
    """A draft about `at`, and written down then, unless told otherwise."""
    return Draft(id=id or written(at), occurred_at=occurred_at or at, zone=zone, content=content, replaces=replaces)


def taken(
    sent: Draft,
    *,
    received_at: datetime = EVENING,
    replaced: Entry | None = None,
    source: Source = Source.PATIENT,
    patient: PatientId = ALICE,
) -> Entry:
    return accept(
        sent,
        patient=patient,
        author=AUTHOR,
        device="phone",
        source=source,
        received_at=received_at,
        replaced=replaced,
    )


def refused(sent: Draft, *, replaced: Entry | None = None, patient: PatientId = ALICE) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        taken(sent, replaced=replaced, patient=patient)
    return [problem.pointer for problem in refusal.value.problems]


def test_alices_check_in_becomes_an_entry_with_its_day_frozen() -> None:
    sent = draft(CONTENTS[0])
    entry = taken(sent, received_at=EVENING + timedelta(minutes=2))
    assert entry == Entry(
        id=sent.id,
        patient=ALICE,
        replaces=None,
        occurred_at=datetime(2026, 3, 11, 0, tzinfo=UTC),
        zone=NEW_YORK,
        offset_minutes=-240,
        local_date=date(2026, 3, 10),
        recorded_at=EVENING,
        received_at=EVENING + timedelta(minutes=2),
        late=False,
        source=Source.PATIENT,
        author=AUTHOR,
        device="phone",
        content=CONTENTS[0],
    )
    assert entry.occurred_at.tzinfo is UTC


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_a_queue_that_was_offline_for_a_week_is_accepted(content: Content) -> None:
    entry = taken(draft(content), received_at=EVENING + timedelta(days=7))
    assert entry.recorded_at == EVENING
    assert not entry.late


@pytest.mark.parametrize(("content", "kind"), list(zip(CONTENTS, Kind, strict=True)), ids=str)
def test_each_kind_is_judged_by_its_own_rules(content: Content, kind: Kind) -> None:
    assert taken(draft(content)).kind is kind
    broken: dict[Kind, tuple[Content, str]] = {
        Kind.CHECK_IN: (CheckIn(mood=11, function=1), "/mood"),
        Kind.SIDE_EFFECT: (
            SideEffect(effect="sick", severity=1, interference=1, started_at=EVENING),
            "/effect",
        ),
        Kind.QUESTIONNAIRE_RESPONSE: (replace(GAD_7, version="0"), "/version"),
        Kind.EVENT: (Event(title=""), "/title"),
        Kind.HOME_READING: (HomeReading(systolic=20, diastolic=82), "/systolic"),
        Kind.MEDICATION_STATEMENT: (MedicationStatement(name="", status=Taking.TAKING), "/name"),
    }
    assert refused(draft(broken[kind][0])) == [broken[kind][1]]


def test_every_broken_rule_is_named_at_once() -> None:
    last_week = EVENING - timedelta(days=7)
    sent = draft(CheckIn(mood=11, function=None), id=written(EVENING), occurred_at=last_week)
    assert refused(sent) == ["/function", "/mood", "/occurred_at"]
    nowhere = draft(CheckIn(mood=11, function=1), EVENING + timedelta(hours=1), zone="Mars/Olympus")
    assert refused(nowhere) == ["/occurred_at", "/zone", "/mood"]


def test_a_time_without_an_offset_is_refused() -> None:
    assert refused(draft(CONTENTS[0], occurred_at=EVENING.replace(tzinfo=None))) == ["/occurred_at"]


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "1899-12-31T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("offset", ["-14:00", "+00:00", "+14:00"])
def test_a_time_at_the_edge_of_the_calendar_is_refused(at: str, offset: str) -> None:
    odd = datetime.fromisoformat(at + offset)
    effect = SideEffect(effect="nausea", severity=1, interference=1, started_at=odd, ended_at=odd)
    assert refused(draft(CONTENTS[0], occurred_at=odd)) == ["/occurred_at"]
    assert set(refused(draft(effect))) == {"/started_at", "/ended_at"}


def test_a_side_effect_does_not_end_in_the_future() -> None:
    ends_later = replace(NAUSEA, ended_at=EVENING + timedelta(minutes=11))
    assert refused(draft(ends_later)) == ["/ended_at"]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_a_correction_weeks_later_stays_on_its_day(content: Content) -> None:
    original = taken(draft(content))
    later = EVENING + timedelta(days=30)
    correction = draft(content, id=written(later), replaces=original.id)
    if isinstance(content, SideEffect):
        correction = replace(correction, occurred_at=later)
    entry = taken(correction, received_at=later, replaced=original)
    assert entry.replaces == original.id
    assert not entry.late
    assert entry.recorded_at == later
    if not isinstance(content, SideEffect):
        assert entry.local_date == original.local_date


def test_a_correction_inherits_that_the_day_was_filled_in_later() -> None:
    morning = EVENING + timedelta(hours=13)
    original = taken(draft(CONTENTS[0], id=written(morning)), received_at=morning)
    assert original.late
    correction = draft(CheckIn(mood=5, function=5), id=written(EVENING), replaces=original.id)
    assert taken(correction, replaced=original, received_at=morning).late


def test_a_correction_on_a_journey_does_not_move_the_entry_to_another_day() -> None:
    original = taken(draft(CONTENTS[0]))
    in_tokyo = draft(CheckIn(mood=5, function=5), zone=TOKYO, replaces=original.id)
    corrected = taken(in_tokyo, replaced=original)
    assert (corrected.local_date, corrected.zone) == (original.local_date, TOKYO)
    again = draft(CheckIn(mood=4, function=5), zone=TOKYO, replaces=corrected.id)
    assert taken(again, replaced=corrected).local_date == original.local_date


def test_a_correction_may_move_within_its_day_but_not_to_another() -> None:
    original = taken(draft(CONTENTS[0]))
    earlier = draft(CONTENTS[0], occurred_at=EVENING - timedelta(hours=9), replaces=original.id)
    assert taken(earlier, replaced=original).local_date == original.local_date
    yesterday = replace(earlier, occurred_at=EVENING - timedelta(hours=24))
    assert refused(yesterday, replaced=original) == ["/occurred_at"]


def test_a_correction_keeps_the_kind() -> None:
    original = taken(draft(CONTENTS[0]))
    assert refused(draft(CONTENTS[3], replaces=original.id), replaced=original) == ["/kind"]


def test_bob_cannot_correct_alices_entry_nor_one_that_does_not_exist() -> None:
    original = taken(draft(CONTENTS[0]))
    correction = draft(CONTENTS[0], replaces=original.id)
    assert refused(correction, replaced=original, patient=BOB) == ["/replaces"]
    assert refused(correction) == ["/replaces"]
    another = taken(draft(CONTENTS[0]))
    assert refused(correction, replaced=another) == ["/replaces"]


def test_an_entry_that_replaces_nothing_is_judged_for_itself() -> None:
    original = taken(draft(CONTENTS[0]))
    next_week = EVENING + timedelta(days=7)
    assert taken(draft(CONTENTS[0], next_week), received_at=next_week, replaced=original).replaces is None


def test_still_there_may_be_said_long_after_the_start() -> None:
    original = taken(draft(NAUSEA))
    later = EVENING + timedelta(days=20)
    ended = draft(replace(NAUSEA, ended_at=later), later, replaces=original.id)
    assert taken(ended, received_at=later, replaced=original).local_date == date(2026, 3, 30)


def test_the_start_of_an_episode_cannot_be_moved_beyond_seven_days() -> None:
    original = taken(draft(NAUSEA))
    moved = replace(NAUSEA, started_at=EVENING - timedelta(days=8))
    assert refused(draft(moved, replaces=original.id), replaced=original) == ["/started_at"]
    within = replace(NAUSEA, started_at=EVENING - timedelta(days=6))
    assert taken(draft(within, replaces=original.id), replaced=original).content == within


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_an_imported_diary_is_history_and_none_of_it_is_late(content: Content) -> None:
    long_ago = datetime(2012, 8, 13, 9, tzinfo=UTC)
    if isinstance(content, SideEffect):
        content = replace(content, started_at=long_ago)
    entry = taken(draft(content, id=EntryId(uuid4()), occurred_at=long_ago), source=Source.IMPORT)
    assert entry.local_date == date(2012, 8, 13)
    assert (entry.late, entry.source) == (False, Source.IMPORT)


def test_an_imported_check_in_may_lack_a_rating() -> None:
    sent = draft(CheckIn(mood=4, function=None))
    assert taken(sent, source=Source.IMPORT).content == sent.content
    assert refused(sent) == ["/function"]


TIMES = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-14)), timezone(timedelta(hours=14))]))
NUMBERS = st.one_of(st.none(), st.floats(), st.integers(), st.booleans())
NOTES = st.one_of(st.none(), st.builds(Note, text=st.text(max_size=50)))
ANY_CONTENT = st.one_of(
    st.builds(
        CheckIn,
        mood=NUMBERS,
        function=NUMBERS,
        too_hard=st.booleans(),
        pain=NUMBERS,
        extra=st.dictionaries(st.text(max_size=5), st.one_of(st.floats(), st.booleans()), max_size=3),
        note=NOTES,
    ),
    st.builds(
        SideEffect,
        effect=st.sampled_from(["nausea", "x"]),
        severity=st.integers(),
        interference=st.integers(0, 4),
        started_at=TIMES,
        ended_at=st.one_of(st.none(), TIMES),
        session_id=st.none(),
        note=NOTES,
    ),
    st.builds(
        QuestionnaireResponse,
        questionnaire=st.sampled_from(["phq-9", "gad-7", "", "../phq-9"]),
        version=st.sampled_from(["1", ""]),
        answers=st.dictionaries(st.sampled_from(["44250-9", "69725-0", "\0"]), st.integers(), max_size=3),
    ),
    st.builds(Event, title=st.text(max_size=130), note=NOTES),
)


@given(
    content=ANY_CONTENT,
    at=TIMES,
    zone=st.sampled_from([NEW_YORK, "Pacific/Kiritimati", "x"]),
    source=st.sampled_from(Source),
)
def test_whatever_is_sent_is_taken_or_refused_and_nothing_else(
    content: Content, at: datetime, zone: str, source: Source
) -> None:
    sent = Draft(id=EntryId(UUID(int=5)), occurred_at=at, zone=zone, content=content)
    with suppress(Invalid):
        entry = taken(sent, source=source)
        assert entry.recorded_at <= entry.received_at
        assert entry.occurred_at <= entry.received_at + timedelta(minutes=10)


def test_a_draft_sent_again_is_known_by_what_it_says() -> None:
    sent = draft(CheckIn(mood=6, function=7))
    entry = taken(sent)
    assert says(entry, sent)
    assert says(entry, replace(sent, occurred_at=sent.occurred_at.astimezone(UTC)))
    assert not says(entry, replace(sent, zone="America/Chicago"))
    assert not says(entry, replace(sent, content=NAUSEA))
