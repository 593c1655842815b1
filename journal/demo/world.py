"""The demo's world: two clinics, their people, and three patients whose truth is known.

Made from a seed alone: the same seed and day give the same world to the last bit, anywhere. Nothing here
touches a database; what is to be stored is handed over as drafts and sessions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from journal.clinical.entries import Draft
from journal.clinical.ids import PersonId
from journal.clinical.people import Patient
from journal.clinical.sessions import Session
from journal.demo.at_home import at_home
from journal.demo.cast import Clinic, Person, cast
from journal.demo.check_ins import Stage, check_ins
from journal.demo.curves import curve
from journal.demo.draws import draws
from journal.demo.plots import PLOTS, Plot
from journal.demo.questionnaires import of_conditions, questionnaires
from journal.demo.treatment import sessions, side_effects
from journal.demo.truth import TrueInterval, truth

__all__ = ["SEED", "Clinic", "Person", "Story", "TrueInterval", "World", "world"]


SEED = 1
"""The demo's own seed: what `docs/demo.md` says of the patients was checked with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One patient. `drafts` ascend by when they were written down, so each follows what it replaces."""

    patient: Patient
    provider: PersonId
    sessions: tuple[Session, ...]
    drafts: tuple[Draft, ...]
    truth: tuple[TrueInterval, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    clinics: tuple[Clinic, ...]
    people: tuple[Person, ...]
    stories: tuple[Story, ...]


def world(seed: int, today: date, *, now: datetime | None = None) -> World:
    """The world as it stands at `now` (noon UTC of `today`, if not said): nothing in it is later.

    `today` is day 0 of every story. Ids of clinics, people and patients depend on the seed only.
    """
    everybody = cast(seed)
    until = now or datetime.combine(today, time(12), tzinfo=UTC)
    return World(
        clinics=everybody.clinics,
        people=everybody.people,
        stories=tuple(
            story(seed, patient, PLOTS[patient.name], provider, today=today, until=until)
            for patient, provider in everybody.patients
        ),
    )


def story(seed: int, patient: Patient, plot: Plot, provider: PersonId, *, today: date, until: datetime) -> Story:
    """One patient's story, as it stands at `until`."""
    treated = sessions(patient, plot, today, draws(seed, "sessions", patient.name))
    courses = tuple(zip(treated, plot.courses, strict=True))
    stage = Stage(
        plot=plot,
        zone=patient.zone,
        today=today,
        mood=curve(plot.mood, [(session.ended_at, mood) for session, (mood, _) in courses]),
        function=curve(plot.function, [(session.ended_at, function) for session, (_, function) in courses]),
    )
    drafts = sorted(_drafts(seed, patient, stage, treated), key=lambda draft: draft.id)
    return Story(
        patient=patient,
        provider=provider,
        sessions=treated,
        drafts=tuple(draft for draft in drafts if _written_at(draft) <= until),
        truth=truth(treated, stage.mood, stage.function, until),
    )


def _drafts(seed: int, patient: Patient, stage: Stage, treated: tuple[Session, ...]) -> Iterator[Draft]:
    name = patient.name
    yield from check_ins(stage, draws(seed, "check-ins", name))
    yield from at_home(stage, draws(seed, "at home", name))
    yield from questionnaires(stage, draws(seed, "questionnaires", name))
    yield from of_conditions(stage, patient.conditions, draws(seed, "questionnaires of conditions", name))
    for place, session in enumerate(treated):
        yield from side_effects(session, draws(seed, "side effects", name, str(place)))


def _written_at(draft: Draft) -> datetime:
    return datetime.fromtimestamp((draft.id.int >> 80) / 1000, UTC)
