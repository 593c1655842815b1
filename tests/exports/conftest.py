"""Alice's autumn, small enough to check by eye: what the page and the files are made from."""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from journal.clinical.clinics import Clinic
from journal.clinical.completion import Completion
from journal.clinical.definitions import resource
from journal.clinical.entries import (
    CheckIn,
    Entry,
    Event,
    Facets,
    HomeReading,
    MedicationStatement,
    Note,
    QuestionnaireResponse,
    Revision,
    SideEffect,
    Source,
    Taking,
)
from journal.clinical.episodes import EffectFigures
from journal.clinical.ids import ClinicId, EntryId, PatientId, PersonId, SessionId
from journal.clinical.people import Patient
from journal.clinical.sessions import Discharge, Intervention, Observed, Premedication, Route, Session, Vitals
from journal.clinical.standings import Standing, Standings
from journal.clinical.trend import Line, Total, Trend, weekly_means, window_ends
from journal.exports.fhir.record import Record
from journal.exports.leaving import Consent
from journal.exports.letter import Letter
from journal.exports.tabular import Tables

ALICE = PatientId(UUID(int=0xA11CE))
ZONE = "America/New_York"
START, END = date(2026, 9, 1), date(2026, 11, 22)
PHQ9 = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8")
Content = CheckIn | SideEffect | QuestionnaireResponse | Event | HomeReading | MedicationStatement


def instant(day: int, hour: int, minute: int = 0) -> datetime:
    """`day` days after 1 September 2026, in UTC."""
    return datetime(2026, 9, 1, hour, minute, tzinfo=UTC) + timedelta(days=day)


def revision(
    number: int, at: datetime, content: Content, *, replaces: int | None = None, by: int | None = None
) -> Revision:
    """Alice's entry `number`, written down when it happened, in daylight-saving New York."""
    entry = Entry(
        id=EntryId(UUID(int=number)),
        patient=ALICE,
        replaces=None if replaces is None else EntryId(UUID(int=replaces)),
        occurred_at=at,
        zone=ZONE,
        offset_minutes=-240,
        local_date=(at - timedelta(hours=8)).date(),
        recorded_at=at,
        received_at=at + timedelta(seconds=2),
        late=False,
        source=Source.PATIENT,
        author=PersonId(UUID(int=1)),
        device="phone",
        content=content,
    )
    return Revision(number=number, entry=entry, replaced_by=None if by is None else EntryId(UUID(int=by)))


def session(number: int, day: int) -> Session:
    """A session of 40 minutes at 10:00 in New York, 0.5 mg/kg."""
    return Session(
        id=SessionId(UUID(int=0x5E55 + number)),
        patient=ALICE,
        started_at=instant(day, 14),
        ended_at=instant(day, 14, 40),
        zone=ZONE,
        local_date=START + timedelta(days=day),
        route=Route.IV,
        dose_mg=38.5,
        weight_kg=77.0,
        vitals=(
            Vitals(at=instant(day, 14, 5), systolic=128, diastolic=82, heart_rate=71, spo2=98),
            Vitals(at=instant(day, 14, 30), systolic=158 + number, diastolic=94, heart_rate=88),
            Vitals(at=instant(day, 14, 40), heart_rate=80),
        ),
        premedication=(Premedication(name="ondansetron", dose="4 mg"), Premedication(name="lorazepam")),
        effects=(
            Observed(effect="nystagmus", severity=1, started_at=instant(day, 14, 10), ended_at=instant(day, 14, 50)),
            Observed(effect="sedation", severity=2, started_at=instant(day, 14, 20)),
        ),
        interventions=(Intervention(at=instant(day, 14, 32), what="=labetalol 5 mg"),),
        discharge=Discharge(at=instant(day, 16), criteria_met=True, escort="a friend"),
        note="-2 tries for the line",
    )


@pytest.fixture
def alice_record() -> Tables:
    revisions = (
        revision(1, instant(3, 13), CheckIn(mood=3.0, function=2.0, sleep_hours=5.5, note=Note(text="=1+1"))),
        revision(2, instant(4, 13), CheckIn(mood=4.0, function=5.0), by=3),
        revision(3, instant(4, 14), CheckIn(mood=4.5, function=5.0, energy=0.0), replaces=2),
        revision(4, instant(5, 13), CheckIn(mood=None, function=None, too_hard=True, extra={"safe": False})),
        revision(
            5,
            instant(6, 13),
            CheckIn(
                mood=6.0,
                function=7.0,
                anxiety=2.0,
                pain=1.0,
                facets=Facets(work=6.0, people=8.0),
                extra={"craving": 7.0, "driven": 2.0},
                note=Note(text="my secret", private=True),
            ),
        ),
        revision(
            6,
            instant(6, 16),
            SideEffect(
                effect="nausea",
                severity=2,
                interference=1,
                started_at=instant(6, 15),
                ended_at=instant(6, 15, 45),
                session_id=SessionId(UUID(int=0x5E56)),
                note=Note(text='she said "better",\nthen slept'),
            ),
        ),
        revision(
            7,
            instant(7, 16),
            SideEffect(effect="insomnia", severity=1, interference=0, started_at=instant(7, 3)),
        ),
        revision(
            8,
            instant(8, 16),
            SideEffect(effect="craving", severity=3, interference=2, started_at=instant(8, 1)),
        ),
        revision(
            9,
            instant(2, 15),
            QuestionnaireResponse(
                questionnaire="phq-9",
                version="1",
                answers=dict(sorted(zip(PHQ9, (3, 3, 2, 2, 2, 2, 2, 2, 1), strict=True))),
            ),
        ),
        revision(10, instant(9, 15), Event(title="+ new job", note=Note(text="hard to say", private=True))),
        revision(11, instant(300, 15), Event(title="after the period")),
        revision(12, instant(7, 23), HomeReading(systolic=131, diastolic=84, heart_rate=71)),
        revision(13, instant(8, 23), HomeReading(systolic=126, diastolic=80)),
        revision(
            14,
            instant(9, 16),
            MedicationStatement(name="=sertraline", status=Taking.TAKING, dose_text="50 mg, mornings"),
        ),
        revision(15, instant(9, 17), MedicationStatement(name="lorazepam", status=Taking.STOPPED, benzodiazepine=True)),
    )
    return Tables(
        revisions=revisions,
        sessions=(session(2, 27), session(1, 6)),
        start=START,
        end=END,
        produced_at=datetime(2026, 11, 23, 19, 2, tzinfo=UTC),
    )


@pytest.fixture
def alice_bundle(alice_record: Tables) -> Record:
    """The same as a document, with what the patient agreed to send beyond figures."""
    told = tuple(each for each in alice_record.revisions if isinstance(each.entry.content, MedicationStatement))
    return Record(
        patient=Patient(
            id=ALICE, name="Alice", birth_date="1986-04-19", zone=ZONE, conditions=("depression", "crps", "long covid")
        ),
        clinic=Clinic(id=ClinicId(UUID(int=0xC)), name="North", phone="555-0100", hours="Mon-Fri 8-17", zone=ZONE),
        consultant="Dana",
        start=START,
        end=END,
        produced_at=alice_record.produced_at,
        page=b"%PDF-1.7 the page",
        revisions=tuple(alice_record.revisions),
        sessions=tuple(alice_record.sessions),
        medications=tuple(each.entry for each in told),
        forms={("phq-9", "1"): json.loads(resource("phq-9"))},
        bottom_line=("PHQ-9 19→8 (−58%, response); item 9 = 0",),
        asks=("Please check blood pressure at your next visit & send us the readings.",),
        consent=Consent(free_text=True, sensitive=True),
    )


@pytest.fixture
def alice_letter() -> Letter:
    days = [START + timedelta(days=after) for after in range((END - START).days + 1)]
    ratings = [None if 40 <= place < 50 else 3.0 + place % 21 / 5 for place in range(len(days))]
    ends = window_ends(START, END)
    sessions = (session(1, 6), session(2, 27), session(3, 50))
    before, after = Total(date=date(2026, 9, 3), total=19), Total(date=date(2026, 11, 19), total=8)
    scales = (
        Standing(
            questionnaire="phq-9",
            name="PHQ-9",
            baseline=before,
            latest=after,
            band="mild",
            change=-57.89,
            response="response",
        ),
    )
    item9 = Standing(
        questionnaire="phq-9",
        name="PHQ-9",
        baseline=Total(date=before.date, total=1),
        latest=Total(date=after.date, total=0),
        band="",
    )
    return Letter(
        patient="Alice",
        birth_date="1986-04-19",
        clinic="North",
        clinic_phone="555-0100",
        clinic_hours="Mon-Fri 8-17",
        consultant="Dana",
        recipient="Dr Okafor",
        start=START,
        end=END,
        produced_at=datetime(2026, 11, 23, 19, 2, tzinfo=UTC),
        zone=ZONE,
        bottom_line=("PHQ-9 19→8 (−58%, response); item 9 = 0",),
        asks=("Please check blood pressure at your next visit and send us the readings.",),
        scores=Standings(scales=scales, item9=item9),
        chart=Trend(
            start=START,
            end=END,
            days=ends,
            mood=weekly_means(days, ratings, ends),
            function=weekly_means(days, ratings[3:] + [6.0] * 3, ends),
            phq9=Line(totals=(before, Total(date=date(2026, 9, 10), total=12), after), response_at=9.5),
            sessions=tuple(each.local_date for each in sessions),
        ),
        sessions=sessions,
        side_effects=(
            EffectFigures(effect="insomnia", episodes=2, worst=2, longest_hours=30.0, unresolved=1),
            EffectFigures(effect="nausea", episodes=3, worst=3, longest_hours=0.75, unresolved=0),
        ),
        completion=Completion(
            days=83, answered=73, filled_in_later=2, longest_gap_days=10, gap_from=date(2026, 10, 11)
        ),
    )
