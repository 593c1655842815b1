"""The demo's world is made from a seed alone, and every draft of it is one the journal takes."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.clinical import red_flags
from journal.clinical.alerts import Tier
from journal.clinical.dates import recorded_at
from journal.clinical.entries import CheckIn, Entry, Event, QuestionnaireResponse, SideEffect, Source
from journal.clinical.journal import accept
from journal.clinical.people import Role
from journal.clinical.questionnaires import history, score, scored
from journal.clinical.sessions import Session
from journal.demo.cast import diarist
from journal.demo.world import SEED, Story, World, world
from journal.imports.esm import CREDIT

TODAY = date(2026, 11, 23)
WORLD = world(SEED, TODAY)
STORIES = {story.patient.name: story for story in WORLD.stories}
EVERYBODY = pytest.mark.parametrize("name", ["Alice", "Bob", "Carol"])


def recorded(story: Story, draft_id: object) -> datetime:
    draft = next(draft for draft in story.drafts if draft.id == draft_id)
    return recorded_at(draft.id, datetime.max.replace(tzinfo=UTC))


def accepted(story: Story) -> list[Entry]:
    """The story as a journal, each draft received two seconds after it was written down."""
    entries: dict[object, Entry] = {}
    for draft in story.drafts:
        received_at = recorded_at(draft.id, datetime.max.replace(tzinfo=UTC)) + timedelta(seconds=2)
        entries[draft.id] = accept(
            draft,
            patient=story.patient.id,
            author=None,
            device="phone",
            source=Source.PATIENT,
            received_at=received_at,
            replaced=entries.get(draft.replaces),
        )
    return list(entries.values())


JOURNALS = {name: accepted(story) for name, story in STORIES.items()}


def contents(name: str, kind: type) -> list[object]:
    return [entry.content for entry in JOURNALS[name] if isinstance(entry.content, kind)]


def test_the_same_seed_and_day_make_the_same_world() -> None:
    assert world(SEED, TODAY) == WORLD


def test_another_seed_makes_another_world() -> None:
    assert world(SEED + 1, TODAY).people != WORLD.people
    assert world(SEED + 1, TODAY).stories[0].drafts != WORLD.stories[0].drafts


def test_the_cast_keeps_its_ids_and_sign_ins_on_another_day() -> None:
    later = world(SEED, TODAY + timedelta(days=1))
    assert (later.clinics, later.people) == (WORLD.clinics, WORLD.people)
    assert [story.patient for story in later.stories] == [story.patient for story in WORLD.stories]


def test_north_and_south_have_the_people_they_should() -> None:
    clinics = {clinic.id: clinic.name for clinic in WORLD.clinics}
    found = {(clinics[person.clinic], person.name, person.role.value) for person in WORLD.people}
    assert found == {
        ("North", "Alice", "patient"),
        ("North", "Bob", "patient"),
        ("North", "Dana", "provider"),
        ("North", "Nadia", "admin"),
        ("South", "Carol", "patient"),
        ("South", "Sam", "provider"),
        ("South", "Sofia", "admin"),
    }


def test_dana_treats_alice_and_bob_and_sam_treats_carol() -> None:
    names = {person.id: person.name for person in WORLD.people}
    treats = {story.patient.name: names[story.provider] for story in WORLD.stories}
    assert treats == {"Alice": "Dana", "Bob": "Dana", "Carol": "Sam"}


def test_every_passphrase_is_long_enough_and_nobody_shares_one() -> None:
    passphrases = [person.passphrase for person in WORLD.people]
    assert min(map(len, passphrases)) >= 15
    assert len(set(passphrases)) == len(passphrases)


def test_staff_have_a_totp_secret_and_patients_have_none() -> None:
    for person in WORLD.people:
        assert (person.totp_secret is None) == (person.role is Role.PATIENT)
        assert (person.patient is None) == (person.role is not Role.PATIENT)


def test_the_open_diary_gets_a_patient_of_its_own() -> None:
    assert diarist(SEED).id not in {story.patient.id for story in WORLD.stories}
    assert diarist(SEED) == diarist(SEED)


def test_the_name_of_the_open_diary_credits_its_authors_wherever_it_stands() -> None:
    for part in ("Kossakowski", "(2017)", "doi:10.5334/jopd.29", "CC BY 4.0"):
        assert part in diarist(SEED).name and part in CREDIT


@EVERYBODY
def test_no_id_is_used_twice_and_each_is_a_version_7(name: str) -> None:
    ids = [draft.id for draft in STORIES[name].drafts] + [session.id for session in STORIES[name].sessions]
    assert len(set(ids)) == len(ids)
    assert {known.version for known in ids} == {7}


@EVERYBODY
def test_the_journal_accepts_every_draft_as_the_patients_own(name: str) -> None:
    assert len(JOURNALS[name]) == len(STORIES[name].drafts)


@EVERYBODY
def test_nothing_is_written_after_noon_of_today(name: str) -> None:
    noon = datetime.combine(TODAY, time(12), tzinfo=UTC)
    for entry in JOURNALS[name]:
        assert max(entry.recorded_at, entry.occurred_at) <= noon


def test_nothing_is_written_after_now() -> None:
    now = datetime.combine(TODAY - timedelta(days=3), time(1), tzinfo=UTC)
    for story in world(SEED, TODAY, now=now).stories:
        assert all(recorded(story, draft.id) <= now for draft in story.drafts)


@EVERYBODY
def test_an_entry_follows_the_one_it_replaces(name: str) -> None:
    seen = set()
    for draft in STORIES[name].drafts:
        assert draft.replaces is None or draft.replaces in seen
        seen.add(draft.id)
    replaced = [draft.replaces for draft in STORIES[name].drafts if draft.replaces is not None]
    assert len(set(replaced)) == len(replaced) > 0


def test_alice_and_bob_wrote_yesterday_and_carol_four_days_ago() -> None:
    last = {name: max(entry.local_date for entry in entries) for name, entries in JOURNALS.items()}
    assert last["Alice"] >= TODAY - timedelta(days=1)
    assert last["Bob"] >= TODAY - timedelta(days=1)
    assert last["Carol"] == TODAY - timedelta(days=4)


@EVERYBODY
def test_each_has_six_infusions_of_half_a_milligram_per_kilogram_in_forty_minutes(name: str) -> None:
    sessions = STORIES[name].sessions
    assert len(sessions) == 6
    for session in sessions:
        assert session.mg_per_kg == 0.5
        assert session.ended_at - session.started_at == timedelta(minutes=40)
        assert session.local_date == session.started_at.astimezone(ZoneInfo(session.zone)).date()


@EVERYBODY
def test_vitals_are_plausible_and_none_needs_an_emergency(name: str) -> None:
    for reading in (reading for session in STORIES[name].sessions for reading in session.vitals):
        assert reading.systolic and reading.diastolic and reading.heart_rate and reading.spo2
        assert 100 <= reading.systolic < 180 and 60 <= reading.diastolic < 120
        assert reading.diastolic < reading.systolic
        assert 50 <= reading.heart_rate <= 110 and 94 <= reading.spo2 <= 100


def test_bob_once_reaches_a_pressure_of_165() -> None:
    def highest(session: Session) -> int:
        return max(reading.systolic or 0 for reading in session.vitals)

    reached = [name for name, story in STORIES.items() for session in story.sessions if highest(session) >= 165]
    assert reached == ["Bob"]


@EVERYBODY
def test_side_effects_belong_to_a_session_and_are_over_the_same_day(name: str) -> None:
    sessions = {session.id: session for session in STORIES[name].sessions}
    replaced = {entry.replaces for entry in JOURNALS[name]}
    for entry in JOURNALS[name]:
        if isinstance(entry.content, SideEffect) and entry.id not in replaced:
            report = entry.content
            assert report.session_id is not None and report.ended_at is not None
            assert sessions[report.session_id].started_at < report.started_at < report.ended_at
            assert entry.local_date == sessions[report.session_id].local_date


def test_side_effects_are_about_as_frequent_as_in_the_literature() -> None:
    """Over 20 seeds, so 360 sessions: three standard errors of a share are then 8 points at most."""
    found: Counter[str] = Counter()
    sessions = 0
    for seed in range(20):
        for story in world(seed, TODAY).stories:
            sessions += len(story.sessions)
            firsts = [draft for draft in story.drafts if draft.replaces is None]
            found.update(d.content.effect for d in firsts if isinstance(d.content, SideEffect))
    expected = {"sedation": 0.56, "dizziness": 0.45, "dissociation": 0.36, "nausea": 0.13}
    assert found.keys() == expected.keys()
    for effect, share in expected.items():
        assert found[effect] / sessions == pytest.approx(share, abs=0.08)


@EVERYBODY
def test_missing_days_corrections_notes_events_and_bad_days_are_all_there(name: str) -> None:
    check_ins = [content for content in contents(name, CheckIn) if isinstance(content, CheckIn)]
    days = {entry.local_date for entry in JOURNALS[name] if isinstance(entry.content, CheckIn)}
    span = (max(days) - min(days)).days + 1
    assert 0.7 < len(days) / span < 0.98
    assert any(check_in.too_hard for check_in in check_ins)
    assert any(check_in.note is not None for check_in in check_ins)
    assert any(check_in.sleep_hours is None for check_in in check_ins)
    assert len(contents(name, Event)) >= 2


def test_some_days_were_filled_in_the_next_morning() -> None:
    assert any(entry.late for entries in JOURNALS.values() for entry in entries)


@EVERYBODY
def test_every_questionnaire_is_complete_and_has_a_baseline(name: str) -> None:
    for content in contents(name, QuestionnaireResponse):
        assert isinstance(content, QuestionnaireResponse)
        score(content.questionnaire, content.version, content.answers)
    rows = history(scored(JOURNALS[name]), STORIES[name].sessions)
    more = {"Bob": {"peg"}, "Carol": {"pcl-5"}}.get(name, set())
    assert {row.questionnaire for row in rows if row.response == "baseline"} == {"phq-9", "gad-7"} | more


def test_alice_responds_on_the_phq_9_and_carol_only_in_part() -> None:
    best = {}
    for name in ("Alice", "Carol"):
        rows = history(scored(JOURNALS[name]), STORIES[name].sessions)
        best[name] = min(row.percent for row in rows if row.questionnaire == "phq-9" and row.percent is not None)
    assert best["Alice"] <= -50
    assert -50 < best["Carol"] <= -25


def flags(entries: list[Entry]) -> list[tuple[str, Tier]]:
    raised = []
    previous: int | None = None
    by_id = {entry.id: entry for entry in entries}
    for entry in entries:
        replaced = by_id.get(entry.replaces) if entry.replaces else None
        found = red_flags.assess(entry, past=red_flags.Past(item9=previous), replaced=replaced)
        raised += [(flag.subject, flag.tier) for flag in found]
        if isinstance(entry.content, QuestionnaireResponse):
            previous = entry.content.answers.get("44260-8", previous)
    return raised


def test_bob_raises_one_alert_about_item_9_and_nobody_else_any() -> None:
    assert flags(JOURNALS["Alice"]) == []
    assert flags(JOURNALS["Carol"]) == []
    assert [subject for subject, _ in flags(JOURNALS["Bob"])] == ["item_9"]


def test_bobs_alert_is_of_yesterday() -> None:
    answered = [entry for entry in JOURNALS["Bob"] if isinstance(entry.content, QuestionnaireResponse)]
    last = [entry for entry in answered if "44260-8" in getattr(entry.content, "answers", ())][-1]
    assert isinstance(last.content, QuestionnaireResponse)
    assert last.content.answers["44260-8"] == 1
    assert last.local_date == TODAY - timedelta(days=1)


def test_the_world_holds_nothing_but_its_two_clinics() -> None:
    assert isinstance(WORLD, World)
    assert {person.clinic for person in WORLD.people} == {clinic.id for clinic in WORLD.clinics}
    assert all(person.email.endswith(".example") for person in WORLD.people)
