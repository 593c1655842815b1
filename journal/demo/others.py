"""Those whom North treated before: so many that a clinic's results say something, and so few that some are hidden.

Nobody signs in as them. Their journals ended months ago: they ask for nothing, and stand at the end of the worklist.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from random import Random

from journal.clinical.ids import PatientId
from journal.clinical.people import Patient
from journal.demo.cast import FOUNDED
from journal.demo.curves import Course
from journal.demo.draws import draws, uuid7
from journal.demo.plots import Plot
from journal.demo.world import Story, World, story

SERIES = (0, 2, 4, 7, 9, 11)
"""Days of the six sessions, three a week (PMC3725185)."""
MAINTENANCE = 41
"""Day of one more session, for those who had lost the benefit and came back."""
LENGTH = 58
"""Days from the first session to the last entry."""
ENDED = 64
"""Days before today on which the last of them wrote for the last time: a journal silent for longer than 60 is over."""

HELD, CAME_BACK, LOST, NEVER = "held", "came back", "lost", "never"
COURSES: tuple[tuple[str, str], ...] = (
    ("Grace", HELD),
    ("Henry", CAME_BACK),
    ("Irene", LOST),
    ("Jonas", HELD),
    ("Karim", NEVER),
    ("Lena", CAME_BACK),
    ("Marta", LOST),
    ("Noor", HELD),
    ("Oscar", CAME_BACK),
    ("Priya", CAME_BACK),
    ("Quinn", HELD),
    ("Rosa", NEVER),
    ("Stefan", CAME_BACK),
    ("Tomas", LOST),
    ("Uma", HELD),
    ("Victor", CAME_BACK),
    ("Wanda", LOST),
    ("Yusuf", HELD),
)


def others(made: World, seed: int, today: date) -> Iterator[Story]:
    """Their stories, all in the care of North's provider."""
    north, provider = made.clinics[0], made.stories[0].provider
    until = datetime.combine(today, time(12), tzinfo=UTC)
    for place, (name, course) in enumerate(COURSES):
        random = draws(seed, "others", name)
        patient = _patient(name, north.zone, random)
        plot = _plot(course, -(ENDED + LENGTH + 4 * place), random)
        yield story(seed, patient, plot, provider, today=today, until=until)


def _patient(name: str, zone: str, random: Random) -> Patient:
    born = date(random.randint(1955, 2003), random.randint(1, 12), random.randint(1, 28))
    return Patient(
        id=PatientId(uuid7(FOUNDED, random)),
        name=name,
        birth_date=born.isoformat(),
        zone=zone,
        conditions=("depression",),
    )


def _plot(course: str, first: int, random: Random) -> Plot:
    """`first` is the day of the first session."""
    low = 2.6 + random.random()
    within = [_course(low + (4.4 if course != NEVER else 0.5) * (place + 3) / 8, 4, low) for place in range(5)]
    days, last = [*SERIES], []
    match course:
        case "held":
            last = [_course(9.0, LENGTH, low)]
        case "came back":
            days, last = [*SERIES, MAINTENANCE], [_course(7.4, random.randint(6, 16), low), _course(6.9, LENGTH, low)]
        case "lost":
            last = [_course(7.0, random.randint(4, 18), low - 1.8)]
        case _:
            last = [_course(low + 0.6, 5, low)]
    return Plot(
        weight_kg=random.randint(54, 96),
        mood=low,
        function=low,
        session_days=tuple(first + day for day in days),
        courses=tuple((each, each) for each in (*within, *last)),
        begins=first - 8,
        last_day=first + LENGTH,
    )


def _course(peak: float, hold_days: float, floor: float) -> Course:
    return Course(lag_hours=14, rise_hours=8, peak=peak, hold_days=hold_days, fall_days=8, floor=max(0.4, floor))
