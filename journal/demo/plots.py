"""The three stories of the demo: who they are, when they were treated, and how each session truly worked.

Days count from the last day of the story ("today" is 0, yesterday -1). Ratings are 0-10.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from journal.demo.curves import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One patient's story.

    `courses` pairs, for each of `session_days`, what the session does to mood and to function.
    `mood` and `function` are the levels before the first. `away` are stretches without an entry
    (first and last day); `last_day` is the last with one. `high_pressure` numbers the session (from 0)
    with a reading of 165/100 mmHg or more, if any. `readings` are evenings with a blood pressure measured at home
    (mmHg, mmHg, beats a minute), `medicines` what somebody takes from that day on, and how much. `item9` is the answer
    to PHQ-9 item 9 in the last one.
    """

    weight_kg: float
    mood: float
    function: float
    session_days: tuple[int, ...]
    courses: tuple[tuple[Course, Course], ...]
    begins: int
    last_day: int = 0
    away: tuple[tuple[int, int], ...] = ()
    too_hard: tuple[int, ...] = ()
    notes: Mapping[int, tuple[str, bool]] = field(default_factory=dict)
    events: Mapping[int, str] = field(default_factory=dict)
    readings: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)
    medicines: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    high_pressure: int | None = None
    item9: int = 0


def _course(up: tuple[float, float], peak: float, down: tuple[float, float], floor: float) -> Course:
    """`up` is lag and rise in hours, `down` plateau and fall in days."""
    (lag, rise), (hold, fall) = up, down
    return Course(lag_hours=lag, rise_hours=rise, peak=peak, hold_days=hold, fall_days=fall, floor=floor)


def _alice(lag_mood: float, lag_function: float, benefit_days: float) -> tuple[Course, Course]:
    """Mood 3 → 7.5 and back; lost (within 1 of 3) after `benefit_days`. Function 3.2 → 7.6 a day ahead."""
    return (
        _course((lag_mood, 6), 7.5, (benefit_days - 7, 9), 3.0),
        _course((lag_function, 5), 7.6, (benefit_days - 8, 9), 3.2),
    )


ALICE = Plot(
    weight_kg=68,
    mood=3.0,
    function=3.2,
    session_days=(-149, -124, -97, -68, -44, -18),
    courses=(
        _alice(24, 8, 19.5),
        _alice(30, 10, 21.5),
        _alice(22, 7, 23.3),
        _alice(26, 9, 18.3),
        _alice(25, 8, 20.0),
        _alice(28, 9, 21.5),
    ),
    begins=-160,
    away=((-115, -112), (-84, -83), (-55, -53)),
    too_hard=(-154, -101, -47),
    notes={
        -147: ("Walked to the lake and back. First time since spring.", False),
        -133: ("Good week at work.", False),
        -120: ("I do not want to talk about Sunday yet.", True),
        -94: ("Cooked for two friends.", False),
        -63: ("Music sounded like music again.", False),
        -41: ("Slept through.", False),
        -15: ("Tired after the drive home, fine by dinner.", False),
        -4: ("Put off the phone calls again.", False),
        -2: ("Everything takes longer this week.", False),
    },
    events={-118: "Trip to my sister", -72: "New shift plan at work", -30: "Started a walking group"},
    readings={-17: (134, 86, 74), -16: (127, 81, 70)},
    medicines={-158: ("Sertraline", "100 mg in the morning")},
)

BOB = Plot(
    weight_kg=84,
    mood=2.5,
    function=2.5,
    session_days=(-61, -59, -57, -54, -52, -50),
    courses=(
        (_course((22, 6), 5.6, (5, 10), 3.0), _course((5, 4), 6.2, (5, 10), 3.0)),
        (_course((20, 8), 6.0, (5, 10), 3.0), _course((8, 6), 6.6, (5, 10), 3.0)),
        (_course((20, 8), 6.3, (5, 10), 3.0), _course((8, 6), 6.9, (5, 10), 3.0)),
        (_course((20, 8), 6.5, (5, 10), 3.0), _course((8, 6), 7.0, (5, 10), 3.0)),
        (_course((20, 8), 6.7, (5, 10), 3.0), _course((8, 6), 7.1, (5, 10), 3.0)),
        (_course((20, 8), 6.9, (17, 18), 2.8), _course((8, 6), 7.2, (22, 18), 3.0)),
    ),
    begins=-72,
    away=((-40, -38), (-27, -25)),
    too_hard=(-68, -19, -8),
    notes={
        -58: ("Mowed the lawn without deciding to.", False),
        -49: ("My daughter said I laughed.", False),
        -29: ("Back at the workshop for a morning.", False),
        -12: ("Stopped answering messages.", False),
        -3: ("Nights are long.", False),
    },
    events={-45: "Back to work, half days", -21: "Moved the bedroom downstairs"},
    high_pressure=1,
    item9=1,
)


def _carol(lag_mood: float) -> tuple[Course, Course]:
    """A partial answer: mood 3 → 6.2 for a week, function hardly moves."""
    return _course((lag_mood, 6), 6.2, (6, 3), 3.0), _course((24, 24), 3.8, (5, 4), 3.2)


CAROL = Plot(
    weight_kg=61,
    mood=3.0,
    function=3.2,
    session_days=(-76, -62, -48, -34, -20, -6),
    courses=(_carol(20), _carol(26), _carol(18), _carol(24), _carol(22), _carol(20)),
    begins=-86,
    last_day=-4,
    away=((-58, -57),),
    too_hard=(-82, -66, -25),
    notes={
        -74: ("Lighter, but the dishes are still there.", False),
        -55: ("I told nobody about this one.", True),
        -32: ("Answered two letters.", False),
        -5: ("Slept most of the day.", False),
    },
    events={-70: "Deadline for the thesis moved", -28: "Flatmate moved out"},
)

PLOTS: Mapping[str, Plot] = {"Alice": ALICE, "Bob": BOB, "Carol": CAROL}
