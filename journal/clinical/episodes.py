"""Side-effect episodes as figures: how often, how bad, how long, whether over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journal.clinical.dates import local_day
from journal.clinical.entries import Revision, SideEffect
from journal.clinical.ids import EntryId
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


def episodes(revisions: Sequence[Revision]) -> tuple[Episode, ...]:
    """The chains of side-effect revisions, oldest report first within each; order of input is irrelevant."""
    chains: dict[EntryId, list[SideEffect]] = {}
    root: dict[EntryId, EntryId] = {}
    for revision in sorted(revisions, key=lambda revision: revision.number):
        entry = revision.entry
        if isinstance(entry.content, SideEffect):
            root[entry.id] = root.get(entry.replaces, entry.id) if entry.replaces else entry.id
            chains.setdefault(root[entry.id], []).append(entry.content)
    return tuple(tuple(chain) for chain in chains.values())


def was_there(report: SideEffect, zone: str, start: date, end: date) -> bool:
    """Whether an episode, as its last report has it, was there on a day from `start` to `end`.

    Days are those of somebody in `zone`. Without an end it is still there.
    """
    if local_day(report.started_at, zone) > end:
        return False
    return report.ended_at is None or local_day(report.ended_at, zone) >= start


def effect_figures(found: Sequence[Episode], *, with_sensitive: bool = False) -> tuple[EffectFigures, ...]:
    """One line for each effect, unresolved first, then the worst.

    An episode is as bad as its worst report, and ends as its last one says. One that was "none"
    throughout is the patient's word that nothing happened, and counts for nothing. Sensitive effects
    leave the clinic only where the patient agreed.
    """
    lines: dict[str, list[Episode]] = {}
    for episode in found:
        effect = episode[-1].effect
        if _worst(episode) > 0 and (with_sensitive or not _sensitive(effect)):
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
    hours = [
        (report.ended_at - report.started_at).total_seconds() / 3600 for report in last if report.ended_at is not None
    ]
    return EffectFigures(
        effect=effect,
        episodes=len(found),
        worst=max(_worst(episode) for episode in found),
        longest_hours=max(hours, default=None),
        unresolved=sum(report.ended_at is None for report in last),
    )
