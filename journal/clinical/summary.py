"""What a clinician tells the primary physician: lines drafted from figures, never from free text.

Everything here describes. Nothing advises a dose, a medication or a date.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from journal.clinical.episodes import EffectFigures
from journal.clinical.recovery import Durability, Measure, Recovery
from journal.clinical.rules import DEFAULT, Rules
from journal.clinical.sessions import Session
from journal.clinical.standings import Standing, Standings

DASH, MINUS = "\N{EN DASH}", "\N{MINUS SIGN}"
HIGH_SYSTOLIC, HIGH_DIASTOLIC = 165, 100
"""mmHg; 44% of patients under repeated infusions reach 165/100 (n = 203)."""
URINARY = frozenset({"dysuria", "urinary_frequency", "urinary_urgency", "bladder_pain", "haematuria"})
PRESSURE = frozenset({"high_bp"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Something the primary physician may be asked for; a clinician chooses."""

    code: str
    text: str
    suggested: bool


def bottom_line(standings: Standings, recovery: Recovery, *, rules: Rules = DEFAULT) -> tuple[str, ...]:
    """At most three lines drawn from figures; a clinician edits them before anything leaves."""
    scores = [_standing_words(standing) for standing in standings.scales]
    lines = (
        "; ".join([*scores, *_item9_words(standings.item9)]),
        _benefit_words(recovery, rules.count("durability.min_intervals")),
        _lead_words(recovery),
    )
    return tuple(line[0].upper() + line[1:] for line in lines if line)


def signed_percent(change: float) -> str:
    """A change with its sign, rounded half away from zero as readers do: `+7%`, `0%`, and a true minus."""
    whole = int(abs(change) + 0.5)
    sign = "" if whole == 0 else MINUS if change < 0 else "+"
    return f"{sign}{whole}%"


def _standing_words(standing: Standing) -> str:
    title = standing.name
    if standing.baseline is None:
        return f"{title} {standing.latest.total} (no baseline)"
    if standing.only_baseline:
        return f"{title} {standing.latest.total} (baseline)"
    span = f"{title} {standing.baseline.total}→{standing.latest.total}"
    facts = [signed_percent(standing.change)] if standing.change is not None else []
    facts += [standing.response.replace("_", " ")] if standing.response else []
    return f"{span} ({', '.join(facts)})" if facts else span


def _item9_words(item9: Standing | None) -> list[str]:
    return [f"item 9 = {item9.latest.total}"] if item9 else []


def _benefit_words(recovery: Recovery, least: int) -> str:
    mood = [interval.mood for interval in recovery.intervals]
    function = [interval.function for interval in recovery.intervals]
    found = (
        _durability_words("mood", recovery.durability.mood, mood, least),
        _durability_words("function", recovery.durability.function, function, least),
    )
    words = "; ".join(part for part in found if part)
    return f"benefit {words}" if words else ""


def _durability_words(what: str, durability: Durability, measures: Sequence[Measure], least: int) -> str:
    """With fewer intervals than `least` each is shown and nothing is summed up."""
    if durability.n == 0:
        return ""
    if durability.n < least:
        each = ", ".join(_held(measure) for measure in measures if measure.held_days)
        unit = "day" if each in {"1", "≥1"} else "days"
        return f"in {what} lasted {each} {unit} (n={durability.n})"
    if durability.median_days is None:
        return f"in {what} was lost in {durability.events} of {durability.n} intervals"
    spread = _spread(durability.low_days, durability.high_days)
    return f"in {what} lasts ~{durability.median_days:.0f} days (n={durability.n}{spread})"


def _held(measure: Measure) -> str:
    """Days of benefit; `≥` where the next session or the last entry came before its loss."""
    return f"≥{measure.held_days}" if measure.censored else f"{measure.held_days}"


def _lead_words(recovery: Recovery) -> str:
    lead = recovery.lead
    if lead.median_hours is None:
        return ""
    if round(lead.median_hours) == 0:
        return f"mood and function improved at the same time (n={lead.n})"
    ahead = lead.median_hours > 0
    first, second = ("function", "mood") if ahead else ("mood", "function")
    low, high = (lead.low_hours, lead.high_hours) if ahead else _negated(lead.high_hours, lead.low_hours)
    hours = f"{abs(lead.median_hours):.0f} h"
    return f"{first} improved ~{hours} before {second} (n={lead.n}{_spread(low, high)})"


def _negated(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    return None if low is None else -low, None if high is None else -high


def _spread(low: float | None, high: float | None) -> str:
    """The middle half, as far as it is known, ready to follow the n."""
    if low is None:
        return ""
    if high is None:
        return f", middle half from {_whole(low)}"
    if _whole(low) == _whole(high):
        return f", middle half {_whole(low)}"
    between = f"{_whole(low)} to {_whole(high)}" if low < 0 else f"{_whole(low)}{DASH}{_whole(high)}"
    return f", middle half {between}"


def _whole(figure: float) -> str:
    return f"{figure:.0f}".replace("-", MINUS)


def asks(sessions: Sequence[Session], effects: Sequence[EffectFigures], standings: Standings) -> tuple[Ask, ...]:
    """What may be asked of the primary physician; the figures only suggest."""
    seen = {effect.effect for effect in effects}
    item9 = standings.item9
    return (
        Ask(
            code="blood_pressure",
            text="Please check blood pressure at your next visit and send us the readings.",
            suggested=bool(seen & PRESSURE) or any(_ran_high(session) for session in sessions),
        ),
        Ask(
            code="urinary",
            text="Please ask about burning, urgency, frequency, pain or blood in urine; send us any results.",
            suggested=bool(seen & URINARY),
        ),
        Ask(
            code="interactions",
            text="Please send us the current medication list and any plan for benzodiazepines.",
            suggested=False,
        ),
        Ask(
            code="prescriptions",
            text="Please tell us about new prescriptions, so that we both know the full list.",
            suggested=False,
        ),
        Ask(
            code="safety_plan",
            text="Please go through the safety plan with the patient and tell us whom to call.",
            suggested=item9 is not None and item9.latest.total > 0,
        ),
    )


def _ran_high(session: Session) -> bool:
    return any(systolic >= HIGH_SYSTOLIC or diastolic >= HIGH_DIASTOLIC for systolic, diastolic in _pressures(session))


def peak_pressure(session: Session) -> tuple[int, int] | None:
    """The reading with the highest systolic pressure, as (systolic, diastolic) in mmHg."""
    return max(_pressures(session), default=None)


def _pressures(session: Session) -> list[tuple[int, int]]:
    return [
        (reading.systolic, reading.diastolic)
        for reading in session.vitals
        if reading.systolic is not None and reading.diastolic is not None
    ]
