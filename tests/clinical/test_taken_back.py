"""What a patient took back, in an alert and among the episodes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from journal.clinical.alerts import Alert, Revised, Tier, revised
from journal.clinical.check_ins import SAFE
from journal.clinical.definitions import ITEM_9
from journal.clinical.entries import CheckIn, Content, Entry, HomeReading, QuestionnaireResponse, SideEffect
from journal.clinical.episodes import effect_figures, resolutions
from journal.clinical.ids import AlertId, EntryId, PatientId
from tests.clinical.making import entry

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SAID, STANDS = EntryId(UUID(int=1)), EntryId(UUID(int=2))


def reported(content: Content, id_: EntryId = STANDS) -> Entry:
    return entry(content, NOON, number=id_.int, replaces=SAID.int if id_ == STANDS else None)


def alert(subject: str) -> Alert:
    return Alert(
        id=AlertId(UUID(int=4)),
        patient=PatientId(UUID(int=3)),
        entry=SAID,
        rule="any",
        rule_version=1,
        tier=Tier.PAGE,
        subject=subject,
        value=1,
        raised_at=NOON,
        due_at=NOON,
    )


def safe(said: bool) -> CheckIn:
    return CheckIn(mood=None, function=None, too_hard=True, extra={SAFE: said})


def pain(severity: int, ended_at: datetime | None = None) -> SideEffect:
    return SideEffect(effect="chest_pain", severity=severity, interference=0, started_at=NOON, ended_at=ended_at)


def phq9(item9: int) -> QuestionnaireResponse:
    return QuestionnaireResponse(questionnaire="phq-9", version="1", answers={ITEM_9: item9})


@pytest.mark.parametrize(
    ("subject", "standing", "said"),
    [
        ("safe", safe(True), Revised(at=NOON, value=None)),
        ("safe", safe(False), None),
        ("chest_pain", pain(0), Revised(at=NOON, value=0)),
        ("chest_pain", pain(0, NOON), None),  # it is over
        ("chest_pain", pain(3), None),  # it is there
        ("blood_pressure", HomeReading(systolic=139, diastolic=90), Revised(at=NOON, value=139)),
        ("item_9", phq9(0), Revised(at=NOON, value=0)),
        ("phq-9", phq9(0), None),  # of a score that is worse nothing is said
    ],
)
def test_an_alert_says_what_stands_in_the_place_of_what_raised_it(
    subject: str, standing: Content, said: Revised | None
) -> None:
    assert revised(alert(subject), reported(standing)) == said
    assert revised(alert(subject), reported(standing, SAID)) is None


def test_an_episode_that_was_taken_back_counts_for_nothing() -> None:
    assert effect_figures([(pain(4), pain(0))]) == ()
    assert resolutions([reported(pain(0))], []) == ()


def test_one_that_came_and_went_still_counts() -> None:
    over = pain(0, NOON + timedelta(hours=1))
    [figures] = effect_figures([(pain(4), over)])
    assert (figures.worst, figures.longest_hours) == (4, 1.0)
    assert len(resolutions([reported(over)], [])) == 1
    assert resolutions([replace(reported(over), replaces=None)], []) == ()
