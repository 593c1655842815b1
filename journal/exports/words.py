"""Figures and free text made ready for paper: words a physician reads, one way everywhere."""

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journal.clinical.episodes import EffectFigures

DASH, MINUS = "\N{EN DASH}", "\N{MINUS SIGN}"
NOTHING = DASH
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ABBREVIATED = frozenset({"iv", "im"})
SEVERITY = ("none", "mild", "moderate", "severe", "very severe")
FREQUENCY = ("not at all", "several days", "more than half the days", "nearly every day")
"""The answers of PHQ-9 and GAD-7, by their value."""
IN_DAYS_FROM = 48
"""Hours from which a duration is told in days."""
LONGEST_WORD = 24
"""Characters after which a word may be broken: no name may push the page's edge."""
BREAK = "\N{ZERO WIDTH SPACE}"
BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
EFFECT_WORDS = {
    "high_bp": "high blood pressure",
    "iv_site": "infusion site",
    "no_fluids": "no fluids kept for 12 h",
    "panic": "panic",
    "memory": "memory or focus",
    "breathless": "breathlessness",
    "faint": "fainting",
    "unusually_high": "unusually high or driven",
    "fast_heart": "fast heart rate",
}


def plain(text: str, limit: int) -> str:
    """One line of printable text, at most `limit` characters, an ellipsis where it was cut.

    Control characters, lone surrogates and marks that reverse the direction of reading are
    dropped: none of them can be printed, and a name must not be made to read backwards.
    """
    kept = "".join(" " if character.isspace() else character for character in text if _printable(character))
    line = " ".join(unicodedata.normalize("NFC", kept).split())
    clipped = line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
    return " ".join(_breakable(word) for word in clipped.split(" "))


def _printable(character: str) -> bool:
    if character.isspace():
        return True
    return unicodedata.category(character) not in {"Cc", "Cs"} and character not in BIDI_CONTROLS


def _breakable(word: str) -> str:
    pieces = (word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD))
    return BREAK.join(pieces)


def day(value: date) -> str:
    """`6 Nov 2026`: no reader can take the month for the day."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def period(start: date, end: date) -> str:
    return f"{day(start)} {DASH} {day(end)}"


def moment(value: datetime, zone: str) -> str:
    """Day, time and the zone it is told in: `23 Nov 2026, 14:02 (UTC+01:00, Europe/Madrid)`."""
    local = value.astimezone(ZoneInfo(zone))
    offset = f"{local:%z}".replace("-", MINUS)
    return f"{day(local.date())}, {local:%H:%M} (UTC{offset[:3]}:{offset[3:5]}, {zone})"


def birth_day(text: str) -> str:
    """A date of birth as `day` writes it; anything else as it stands."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return plain(text, 40)


def effect(code: str) -> str:
    return EFFECT_WORDS.get(code, plain(code.replace("_", " "), 40))


def hours(value: float | None) -> str:
    """A duration a reader can grasp: minutes under an hour, hours under two days, then days."""
    if value is None:
        return NOTHING
    if value * 60 < 1:
        return "momentary"
    if value < 1:
        return f"{value * 60:.0f} min"
    return f"{value:.0f} h" if value < IN_DAYS_FROM else f"{value / 24:.0f} days"


def resolved(figures: EffectFigures) -> str:
    return "yes" if figures.unresolved == 0 else f"{figures.unresolved} still present"


def span(values: Sequence[float], unit: str, places: int) -> str:
    """`35 to 42.5 mg` with a dash, or one figure where all print alike; empty without any."""
    if not values:
        return ""
    low, high = f"{round(min(values), places):g}", f"{round(max(values), places):g}"
    return f"{low} {unit}" if low == high else f"{low}{DASH}{high} {unit}"


def route(code: str) -> str:
    return code.upper() if code in ABBREVIATED else code
