"""Side-effect episodes as figures: how often, how bad, how long, whether over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from journal.clinical.dates import local_day
from journal.clinical.entries import Entry, Revision, SideEffect, Source
from journal.clinical.ids import EntryId, PatientId, SessionId
from journal.clinical.sessions import Session
from journal.clinical.side_effects import EFFECTS

Episode = tuple[SideEffect, ...]
"""The reports of one episode, in the order they were made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectFigures:
    """All episodes of one effect. Severity 0-4; hours of the longest that has ended, if any has."""

    effect: str
    episodes: int
    worst: int
    longest_hours: float | None
    unresolved: int


class Reporter(StrEnum):
    """Who saw it, whoever is nearest to it first. What was imported is the patient's own diary."""

    PATIENT = "patient"
    COMPANION = "companion"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One episode: the entry that stands, and every report with when it was made, the last of which is that entry's.

    `reporter` began it; whoever ends it may be somebody else.
    """

    entry: Entry
    reporter: Reporter
    reports: tuple[tuple[datetime, SideEffect], ...]

    @property
    def last(self) -> SideEffect:
        return self.reports[-1][1]


_NEAREST = tuple(Reporter)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How long one episode took to go, in hours from its start.

    Where it has not `ended` that is censored: it was still there so many hours after its start, and nobody has said
    more. `session` is None for what began before there was any.
    """

    patient: PatientId
    effect: str
    session: SessionId | None
    started_at: datetime
    hours: float
    ended: bool
    reporter: Reporter


def episodes(revisions: Sequence[Revision]) -> tuple[Episode, ...]:
    """The chains of side-effect revisions, oldest report first within each; order of input is irrelevant."""
    return tuple(tuple(report for _, report in each.reports) for each in told(revisions))


def told(revisions: Sequence[Revision]) -> tuple[Told, ...]:
    """Each episode as its reports tell it, the first reported first; order of input is irrelevant."""
    chains: dict[EntryId, list[tuple[Entry, SideEffect]]] = {}
    root: dict[EntryId, EntryId] = {}
    for revision in sorted(revisions, key=lambda revision: revision.number):
        entry = revision.entry
        if isinstance(entry.content, SideEffect):
            root[entry.id] = root.get(entry.replaces, entry.id) if entry.replaces else entry.id
            chains.setdefault(root[entry.id], []).append((entry, entry.content))
    return tuple(
        Told(
            entry=chain[-1][0],
            reporter=reporter(chain[0][0].source),
            reports=tuple((entry.occurred_at, report) for entry, report in chain),
        )
        for chain in chains.values()
    )


def was_there(report: SideEffect, zone: str, start: date, end: date) -> bool:
    """Whether an episode, as its last report has it, was there on a day from `start` to `end`.

    Days are those of somebody in `zone`. Without an end it is still there.
    """
    if local_day(report.started_at, zone) > end:
        return False
    return report.ended_at is None or local_day(report.ended_at, zone) >= start


def reporter(source: Source) -> Reporter:
    """Who reported what came in by `source`."""
    return Reporter.COMPANION if source is Source.COMPANION else Reporter.PATIENT


def session_of(report: SideEffect, held: Sequence[Session]) -> SessionId | None:
    """The session an episode belongs to: the one it names, else the last of the patient's that had begun by then."""
    if report.session_id is not None:
        return report.session_id
    begun = [session for session in held if session.started_at <= report.started_at]
    return max(begun, key=lambda session: (session.started_at, session.id)).id if begun else None


def resolutions(entries: Sequence[Entry], sessions: Sequence[Session]) -> tuple[Resolution, ...]:
    """Time to resolution of each episode, by start; entries as they stand now, of one patient or of many.

    One effect of one session that several people saw counts once, for whoever is nearest to it: the patient's own word
    before the companion's, that before the staff's. "None" throughout is no episode.
    """
    held: dict[PatientId, list[Session]] = {}
    for session in sessions:
        held.setdefault(session.patient, []).append(session)
    found = [*_reported(entries, held), *_observed(sessions)]
    nearest: dict[tuple[PatientId, str, SessionId | None], Reporter] = {}
    for each in sorted(found, key=lambda each: _NEAREST.index(each.reporter)):
        nearest.setdefault((each.patient, each.effect, each.session), each.reporter)
    told = [each for each in found if nearest[each.patient, each.effect, each.session] is each.reporter]
    return tuple(sorted(told, key=lambda each: (each.started_at, each.effect, each.patient)))


def _reported(entries: Sequence[Entry], held: Mapping[PatientId, Sequence[Session]]) -> Iterator[Resolution]:
    for entry in entries:
        report = entry.content
        if not isinstance(report, SideEffect) or _never_there(entry, report):
            continue
        until = report.ended_at or max(entry.occurred_at, report.started_at)
        yield Resolution(
            patient=entry.patient,
            effect=report.effect,
            session=session_of(report, held.get(entry.patient, ())),
            started_at=report.started_at,
            hours=_hours(report.started_at, until),
            ended=report.ended_at is not None,
            reporter=reporter(entry.source),
        )


def _never_there(entry: Entry, report: SideEffect) -> bool:
    """Said to be none. A correction to none that names an end is the end of what was there before."""
    return report.taken_back or (report.severity == 0 and entry.replaces is None)


def _observed(sessions: Sequence[Session]) -> Iterator[Resolution]:
    for session in sessions:
        for seen in session.effects:
            # The staff see it no longer than the patient is with them.
            last = session.discharge.at if session.discharge else session.ended_at
            yield Resolution(
                patient=session.patient,
                effect=seen.effect,
                session=session.id,
                started_at=seen.started_at,
                hours=_hours(seen.started_at, seen.ended_at or max(last, seen.started_at)),
                ended=seen.ended_at is not None,
                reporter=Reporter.STAFF,
            )


def _hours(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds() / 3600


def effect_figures(found: Sequence[Episode], *, with_sensitive: bool = False) -> tuple[EffectFigures, ...]:
    """One line for each effect, unresolved first, then the worst.

    An episode is as bad as its worst report, and ends as its last one says. One that was "none"
    throughout, or was taken back, is the patient's word that nothing happened, and counts for nothing. Sensitive
    effects leave the clinic only where the patient agreed.
    """
    lines: dict[str, list[Episode]] = {}
    for episode in found:
        effect = episode[-1].effect
        if _worst(episode) > 0 and not episode[-1].taken_back and (with_sensitive or not _sensitive(effect)):
            lines.setdefault(effect, []).append(episode)
    return tuple(
        sorted(
            (_figures(effect, chain) for effect, chain in lines.items()),
            key=lambda line: (-line.unresolved, -line.worst, -line.episodes, line.effect),
        )
    )


def _sensitive(effect: str) -> bool:
    return effect in EFFECTS and EFFECTS[effect].sensitive


def _worst(episode: Episode) -> int:
    return max(report.severity for report in episode)


def _figures(effect: str, found: Sequence[Episode]) -> EffectFigures:
    last = [episode[-1] for episode in found]
    hours = [_hours(report.started_at, report.ended_at) for report in last if report.ended_at is not None]
    return EffectFigures(
        effect=effect,
        episodes=len(found),
        worst=max(_worst(episode) for episode in found),
        longest_hours=max(hours, default=None),
        unresolved=sum(report.ended_at is None for report in last),
    )
