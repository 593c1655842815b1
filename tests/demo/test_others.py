"""Those whom North treated before: journals that are taken whole, and results of which some cells are hidden."""

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import msgspec
import pytest

from journal.clinical import cohort, recovery
from journal.clinical.cohort import Course, Results
from journal.clinical.daily import daily
from journal.clinical.definitions import PHQ_9
from journal.clinical.entries import CheckIn, Entry, Source
from journal.clinical.episodes import resolutions
from journal.clinical.journal import accept
from journal.clinical.questionnaires import history, scored
from journal.clinical.ratings import ascending, gather
from journal.clinical.series import pauses
from journal.demo.others import others
from journal.demo.world import SEED, Story, world

TODAY = date(2026, 11, 23)
NOON = datetime.combine(TODAY, time(12), tzinfo=UTC)
WORLD = world(SEED, TODAY)
OTHERS = tuple(others(WORLD, SEED, TODAY))
GOLDEN = Path(__file__).parent / "golden" / "results_of_those_before.json"


def taken(story: Story) -> list[Entry]:
    """The story as an import, in its current revisions."""
    entries: dict[object, Entry] = {}
    for draft in story.drafts:
        entries[draft.id] = accept(
            draft,
            patient=story.patient.id,
            author=None,
            device="demo",
            source=Source.IMPORT,
            received_at=NOON,
            replaced=entries.get(draft.replaces),
        )
    replaced = {entry.replaces for entry in entries.values()}
    return [entry for entry in entries.values() if entry.id not in replaced]


def course(story: Story) -> Course:
    entries = taken(story)
    ratings = ascending(gather(story.patient.id, [each for each in entries if isinstance(each.content, CheckIn)]))
    return Course(
        sessions=story.sessions,
        pauses=pauses(ratings, daily(ratings), story.sessions, today=TODAY),
        history=history(scored(entries), story.sessions),
        resolutions=resolutions(entries, story.sessions),
    )


@cache
def found() -> Results:
    return cohort.results([course(story) for story in OTHERS], start=date.min, end=date.max)


def test_the_same_seed_and_day_make_the_same_stories() -> None:
    assert tuple(others(WORLD, SEED, TODAY)) == OTHERS


def test_nobody_signs_in_as_them_and_all_are_in_danas_care() -> None:
    ids = {story.patient.id for story in OTHERS}
    assert len(ids) == len(OTHERS) == 18
    assert ids.isdisjoint(person.patient for person in WORLD.people)
    dana = next(person.id for person in WORLD.people if person.name == "Dana")
    assert {story.provider for story in OTHERS} == {dana}


@pytest.mark.parametrize("story", OTHERS, ids=lambda story: story.patient.name)
def test_each_journal_is_taken_whole_and_has_ended(story: Story) -> None:
    entries = taken(story)
    assert recovery.over(max(entry.local_date for entry in entries), TODAY)
    assert len(story.sessions) in {6, 7}


def test_some_cells_are_five_or_more_and_some_are_hidden() -> None:
    phq9 = next(line for line in found().response if line.questionnaire == PHQ_9)
    assert phq9.assessed and phq9.response
    assert phq9.worse is None
    assert found().mood and found().function
    assert [line.effect for line in found().side_effects if line.sessions]
    # So many had benefit that how many there are would tell of those without.
    assert found().patients is None


def test_the_results_are_those_that_were_looked_at() -> None:
    """Written anew with `python -m tests.demo.test_others`, and read before it is committed."""
    assert msgspec.json.decode(msgspec.json.encode(found())) == msgspec.json.decode(GOLDEN.read_bytes())


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    GOLDEN.write_bytes(msgspec.json.format(msgspec.json.encode(found()), indent=1) + b"\n")
