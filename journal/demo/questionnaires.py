"""The demo's questionnaires: weekly and before sessions, answered as somebody with this mood would."""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import fmean
from zoneinfo import ZoneInfo

from journal.clinical.entries import Draft, QuestionnaireResponse
from journal.clinical.ids import EntryId
from journal.demo.check_ins import Stage
from journal.demo.draws import uuid7
from journal.demo.plots import Plot

VERSION = "1"
PHQ9_ITEMS = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3")
PHQ9_ITEM9 = "44260-8"
GAD7_ITEMS = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
PCL5_ITEMS = tuple(f"pcl-5-{number}" for number in range(1, 21))
PEG_ITEMS = ("75893-8", "91145-3", "91146-1")
HIGHEST_ANSWER, PCL5_HIGHEST, PEG_HIGHEST = 3, 4, 10

WEEK = 7
LEAST_GAP_DAYS = 5
"""Three sessions a week do not mean three sets of forms."""
BEFORE_SESSION, WEEKLY = time(9, 10), time(12, 40)
SKIPPED = 0.08
RECALL_DAYS = 10
"""The forms ask about the past two weeks; people answer more for the later one."""


def questionnaires(stage: Stage, random: Random) -> Iterator[Draft]:
    """Both forms at each date they were due, but for some that were skipped in the middle of the story."""
    plot, zone = stage.plot, stage.zone
    dates = tuple(_dates(plot))
    for offset in dates:
        skipped = random.random() < SKIPPED and offset not in (dates[0], dates[1], dates[-1])
        at = _at(stage.today + timedelta(days=offset), zone, random, before=offset in plot.session_days)
        remembered = fmean(stage.mood.at(at - timedelta(days=day)) for day in range(RECALL_DAYS))
        depression = _answers(PHQ9_ITEMS, 24.5 - 2.5 * remembered, random)
        anxiety = _answers(GAD7_ITEMS, 17.5 - 1.75 * remembered, random)
        item9 = plot.item9 if offset == dates[-1] else 0
        later = at + timedelta(minutes=random.randint(2, 4))
        if not skipped:
            yield _draft("phq-9", at, zone, [*depression, (PHQ9_ITEM9, item9)], random)
            yield _draft("gad-7", later, zone, anxiety, random)


def of_conditions(stage: Stage, conditions: Collection[str], random: Random) -> Iterator[Draft]:
    """Somebody with post-traumatic stress answers the PCL-5, somebody in pain the PEG, on the days of the others."""
    plot, zone = stage.plot, stage.zone
    for offset in _dates(plot):
        before = offset in plot.session_days
        at = _at(stage.today + timedelta(days=offset), zone, random, before=before) + timedelta(minutes=10)
        remembered = fmean(stage.mood.at(at - timedelta(days=day)) for day in range(WEEK))
        functioned = fmean(stage.function.at(at - timedelta(days=day)) for day in range(WEEK))
        if "ptsd" in conditions:
            stress = _answers(PCL5_ITEMS, 68 - 6.0 * remembered, random, highest=PCL5_HIGHEST)
            yield _draft("pcl-5", at, zone, stress, random)
        if "pain" in conditions:
            pain = _answers(PEG_ITEMS, 29 - 2.8 * functioned, random, highest=PEG_HIGHEST)
            yield _draft("peg", at + timedelta(minutes=4), zone, pain, random)


def _dates(plot: Plot) -> Iterator[int]:
    """A week before the first session, before each, and every week after; the clock restarts at a session."""
    first = plot.session_days[0]
    yield first - WEEK
    answered = first - WEEK
    for day, following in zip(plot.session_days, (*plot.session_days[1:], plot.last_day + 1), strict=True):
        if day - answered >= LEAST_GAP_DAYS:
            yield day
            answered = day
        for weekly in range(day + WEEK, following, WEEK):
            yield weekly
            answered = weekly


def _answers(
    items: Sequence[str], expected: float, random: Random, *, highest: int = HIGHEST_ANSWER
) -> list[tuple[str, int]]:
    """The expected total, give or take a point or two, spread over the items by chance."""
    total = min(max(round(expected + random.gauss(0, 1)), 0), highest * len(items))
    answers = dict.fromkeys(items, 0)
    for _ in range(total):
        answers[random.choice([item for item, answer in answers.items() if answer < highest])] += 1
    return list(answers.items())


def _at(day: date, zone: str, random: Random, *, before: bool) -> datetime:
    moment = datetime.combine(day, BEFORE_SESSION if before else WEEKLY, tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC) + timedelta(minutes=random.randint(0, 20))


def _draft(questionnaire: str, at: datetime, zone: str, answers: Sequence[tuple[str, int]], random: Random) -> Draft:
    content = QuestionnaireResponse(questionnaire=questionnaire, version=VERSION, answers=dict(answers))
    return Draft(id=EntryId(uuid7(at, random)), occurred_at=at, zone=zone, content=content)
