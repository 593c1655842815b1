"""The figures of many patients: rows a clinician can read, and what they come to."""

import csv
import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from journal.clinical import cohort, doses, series, small_cells, survival
from journal.clinical.cohort import Course, Incidence, Response, Results, results
from journal.clinical.daily import daily
from journal.clinical.definitions import PHQ_9
from journal.clinical.episodes import Reporter, Resolution
from journal.clinical.ids import EntryId, PatientId, SessionId
from journal.clinical.measures import Measure
from journal.clinical.proportions import share
from journal.clinical.published import PUBLISHED
from journal.clinical.questionnaires import Scored, history
from journal.clinical.ratings import Ratings
from journal.clinical.series import Pause, pauses
from journal.clinical.sessions import Route, Session
from journal.clinical.small_cells import shown
from journal.clinical.survival import curve

REFERENCE = Path(__file__).parent / "reference"
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
FIRST = NOON.date()
NO_RATINGS = Ratings(at=[], day=[], late=[], mood=[], function=[], sleep_hours=[], energy=[], anxiety=[], pain=[])
EVER = {"start": dt.date.min, "end": dt.date.max}


def read(name: str) -> list[dict[str, str]]:
    with (REFERENCE / f"cohort_{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    return float(text) if text else None


def session(patient: int, day: int = 0) -> Session:
    started = NOON + dt.timedelta(days=day)
    return Session(
        id=SessionId(UUID(int=(patient << 32) + day + 1)),
        patient=PatientId(UUID(int=patient)),
        started_at=started,
        ended_at=started + dt.timedelta(minutes=40),
        zone="UTC",
        local_date=started.date(),
        route=Route.IV,
        dose_mg=35,
    )


def measure(held: int | None, *, lost: bool = True) -> Measure:
    there = held is not None
    return Measure(
        baseline=3.0,
        onset_hours=20.0 if there else None,
        peak=7.0,
        peak_day=3,
        loss_day=held if lost else None,
        held_days=held,
        censored=not lost if there else None,
    )


def pause(of: Session, *, mood: int | None = None, function: int | None = None) -> Pause:
    return Pause(session_id=of.id, mood=measure(mood), function=measure(function))


def course(patient: int = 1, *days: int, **rest: object) -> Course:
    held = [session(patient, day) for day in days]
    made = {"sessions": held, "pauses": [pause(each) for each in held], "history": (), "resolutions": ()} | rest
    return Course(**made)  # type: ignore[arg-type]


def scored(patient: int, day: int, total: int) -> Scored:
    at = NOON + dt.timedelta(days=day)
    return Scored(
        entry=EntryId(UUID(int=(patient << 32) + 1000 + day)),
        questionnaire=PHQ_9,
        version="1",
        at=at,
        date=at.date(),
        total=total,
        band="",
        item9=0,
    )


def answered(patient: int, told: str) -> Course:
    """`20>8`: the baseline two days before the first session, and the last score three weeks after it."""
    before, after = told.split(">")
    scores = [scored(patient, day, int(total)) for day, total in ((-2, before), (21, after)) if total]
    return course(patient, 0, history=history(scores, [session(patient)]))


def nausea(patient: int, told: str) -> Course:
    """`2/-`: two sessions four weeks apart; nausea began two hours after the first, and lasted two."""
    found = []
    days = [28 * place for place in range(told.count("/") + 1)]
    for day, hours in zip(days, told.split("/"), strict=True):
        if hours != "-":
            held = session(patient, day)
            found.append(
                Resolution(
                    patient=held.patient,
                    effect="nausea",
                    session=held.id,
                    started_at=held.started_at + dt.timedelta(hours=int(hours)),
                    hours=2.0,
                    ended=True,
                    reporter=Reporter.PATIENT,
                )
            )
    return course(patient, *days, resolutions=found)


def of_phq9(found: Results) -> Response:
    return next(row for row in found.response if row.questionnaire == PHQ_9)


def of_nausea(found: Results) -> Incidence:
    return next(row for row in found.side_effects if row.effect == "nausea")


@pytest.mark.parametrize("row", read("shares"), ids=lambda row: f"{row['count']} of {row['of']}")
def test_a_share_has_wilsons_interval(row: dict[str, str]) -> None:
    found = share(int(row["count"]), int(row["of"]))
    told = (found.share, found.low, found.high)
    assert told == pytest.approx(tuple(float(row[name]) for name in ("share", "low", "high")), abs=0.0006)


@pytest.mark.parametrize(("count", "of"), [(0, 0), (3, 2), (-1, 4)])
def test_there_is_no_share_of_nothing(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="share"):
        share(count, of)


@pytest.mark.parametrize("row", read("small_cells"), ids=lambda row: row["case"])
def test_small_cells_are_hidden_and_so_is_what_would_tell_them(row: dict[str, str]) -> None:
    counts = {name: int(row[name]) for name in ("assessed", "response", "remission", "worse")}
    within = {"response": "assessed", "remission": "response", "worse": "assessed"}
    assert shown(counts, within) == set(row["shown"].split())


@pytest.mark.parametrize("row", read("survival"), ids=lambda row: row["case"])
def test_a_curve_is_kaplan_and_meiers_as_far_as_five_are_watched(row: dict[str, str]) -> None:
    watched = [(float(token.rstrip("+")), not token.endswith("+")) for token in row["watched"].split()]
    found = curve(watched, (7,))
    if not row["until"]:
        assert found is None
        return
    assert found is not None
    assert (found.n, found.until) == (len(watched), float(row["until"]))
    told = [(step.at, step.at_risk, step.share, step.low, step.high) for step in found.steps]
    expected = [tuple(number(part) for part in step.split(":")) for step in row["steps"].split()]
    assert told == [pytest.approx(step, abs=0.0006) for step in expected]
    assert (found.median, found.median_low, found.median_high) == tuple(
        number(row[name]) for name in ("median", "median_low", "median_high")
    )


def test_the_axis_says_how_many_are_watched_at_eight_places_at_most() -> None:
    watched = [(day, True) for day in (10.0, 20.0, 40.0, 60.0, 61.0, 80.0, 80.0, 80.0, 80.0)]
    found = curve(watched, (7, 14, 28))
    assert found is not None
    assert [(mark.at, mark.at_risk) for mark in found.marks] == [(0, 9), (14, 8), (28, 7), (42, 6), (56, 6)]
    far = curve([(1000.0, True)] * 5, (7, 14))
    assert far is not None
    assert [mark.at for mark in far.marks] == [14 * place for place in range(8)]


@pytest.mark.parametrize("row", read("response"), ids=lambda row: row["case"])
def test_response_is_counted_at_the_last_score(row: dict[str, str]) -> None:
    found = of_phq9(results([answered(place, told) for place, told in enumerate(row["scores"].split(), 1)], **EVER))
    counts = {"assessed": found.assessed} | {
        name: cell.count if cell else None
        for name, cell in (("response", found.response), ("remission", found.remission), ("worse", found.worse))
    }
    assert counts == {name: number(row[name]) for name in counts}
    assert all(cell is None or cell.of == found.assessed for cell in (found.response, found.remission, found.worse))


def test_a_score_after_the_period_or_before_it_is_not_of_it() -> None:
    everybody = [answered(place, "20>4" if place % 2 else "20>20") for place in range(1, 13)]
    whole = of_phq9(results(everybody, **EVER))
    assert (whole.assessed, whole.response and whole.response.count) == (12, 6)
    early = results(everybody, start=dt.date.min, end=FIRST + dt.timedelta(days=20))
    assert (early.patients, of_phq9(early).assessed) == (12, None)
    later = results(everybody, start=FIRST + dt.timedelta(days=1), end=dt.date.max)
    assert (later.patients, of_phq9(later).assessed) == (None, None)


@pytest.mark.parametrize("row", read("side_effects"), ids=lambda row: row["case"])
def test_side_effects_are_counted_by_session_and_hidden_by_person(row: dict[str, str]) -> None:
    found = of_nausea(results([nausea(place, told) for place, told in enumerate(row["people"].split(), 1)], **EVER))
    told = (found.sessions.count, found.sessions.of) if found.sessions else (None, None)
    assert told == (number(row["count"]), number(row["of"]))
    assert (found.resolution.n if found.resolution else None) == number(row["curve"])


def test_an_effect_without_a_published_figure_is_listed_only_where_it_is_shown() -> None:
    def with_effect(effect: str, people: int) -> set[str]:
        courses = [nausea(place, "2" if place <= people else "-") for place in range(1, 13)]
        renamed = [
            Course(
                sessions=each.sessions,
                pauses=each.pauses,
                history=(),
                resolutions=[replace(told, effect=effect) for told in each.resolutions if isinstance(told, Resolution)],
            )
            for each in courses
        ]
        return {line.effect for line in results(renamed, **EVER).side_effects}

    always = {"sedation", "dizziness", "dissociation", "nausea"}
    assert with_effect("headache", 4) == always
    assert with_effect("headache", 5) == always | {"headache"}
    # What leaves the clinic only where the patient agreed is on no page that is printed.
    assert with_effect("craving", 6) == always


def test_the_commonest_effect_comes_first() -> None:
    found = results([nausea(place, "2" if place < 7 else "-") for place in range(1, 13)], **EVER)
    assert [line.effect for line in found.side_effects] == ["nausea", "dissociation", "dizziness", "sedation"]


def test_what_is_tied_to_no_session_of_the_period_is_left_out() -> None:
    everybody = [nausea(place, "2") for place in range(1, 7)] + [nausea(place, "-") for place in range(7, 13)]
    strange = [
        Course(
            sessions=[session(place, 1)],
            pauses=[],
            history=(),
            resolutions=each.resolutions,
        )
        for place, each in enumerate(everybody, 1)
    ]
    assert of_nausea(results(strange, **EVER)).sessions is None


@pytest.mark.parametrize("row", read("pauses"), ids=lambda row: row["case"])
def test_durability_is_that_of_the_first_pause(row: dict[str, str]) -> None:
    days = [int(day) for day in row["sessions"].split()]
    everybody = []
    for place in range(1, 6):
        held = [session(place, day) for day in days]
        today = FIRST + dt.timedelta(days=int(row["today"]))
        ended = [each.session_id for each in pauses(NO_RATINGS, daily(NO_RATINGS), held, today=today)]
        # Each session's benefit is as long as its day, plus a hundred: so the curve says which was taken.
        found = [pause(each, mood=100 + day) for each, day in zip(held, days, strict=True) if each.id in ended]
        everybody.append(course(place, *days, pauses=found))
    start = FIRST + dt.timedelta(days=int(row["from"])) if row["from"] else dt.date.min
    end = FIRST + dt.timedelta(days=int(row["to"])) if row["to"] else dt.date.max
    mood = results(everybody, start=start, end=end).mood
    assert ([step.at for step in mood.steps] if mood else None) == ([100 + int(row["pause"])] if row["pause"] else None)


def test_each_rating_has_a_curve_of_its_own_and_no_benefit_is_none_to_lose() -> None:
    everybody = [
        course(place, 0, pauses=[pause(session(place), mood=20, function=None if place > 5 else 30)])
        for place in range(1, 13)
    ]
    found = results(everybody, **EVER)
    assert found.mood and found.function
    assert (found.mood.n, found.function.n) == (12, 5)
    assert (found.mood.median, found.function.median) == (20, 30)
    # Twelve of twelve had benefit: who they are of all would tell that nobody had none.
    assert found.patients is None


def test_a_patient_without_a_session_is_in_no_figure() -> None:
    few = [answered(place, "20>4") for place in range(1, 6)]
    found = results([*few, *(course(place) for place in range(6, 30))], **EVER)
    assert (found.patients, found.sessions) == (5, 5)


def test_four_patients_are_nobody() -> None:
    found = results([answered(place, "20>4") for place in range(1, 5)], **EVER)
    assert (found.patients, found.sessions, of_phq9(found).assessed) == (None, None, None)


def test_what_others_published_stands_beside_it_with_its_source() -> None:
    assert results([], **EVER).published == PUBLISHED
    for row in PUBLISHED:
        assert (row.doi or "").startswith("10.") or (row.pmc or "").startswith("PMC")
        assert row.paper and row.how


def test_the_document_names_every_number_with_its_value() -> None:
    document = Path(__file__).parents[2] / "docs" / "clinical" / "cohort.md"
    told = re.findall(r"^\| `([A-Z_]+)` \| (\d+) \|", document.read_text(encoding="utf-8"), re.MULTILINE)
    numbers = vars(small_cells) | vars(series) | vars(cohort) | vars(doses) | vars(survival)
    wanted = {"FEWEST", "PAUSE_DAYS", "SOON_HOURS", "WEEK", "MOST_MARKS"}
    assert {name: int(value) for name, value in told} == {name: numbers[name] for name in wanted}
