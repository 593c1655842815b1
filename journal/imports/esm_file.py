"""The open diary's file, read strictly: bytes to typed rows, or a sentence about each line that is wrong.

No message quotes what a line says.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from journal.clinical.errors import Invalid, Problem

ZONE = "Europe/Amsterdam"
"""Where the diary was kept; its times are local."""

MAX_BYTES = 8 * 1024 * 1024
MAX_UNREADABLE = 20

ITEMS: Mapping[str, tuple[int, int]] = {
    "mood_cheerf": (1, 7),
    "act_well": (1, 7),
    "mood_anxious": (-3, 3),
    "phy_tired": (1, 7),
    "phy_pain": (1, 7),
    "phy_nauseous": (1, 7),
    "phy_dizzy": (1, 7),
    "phy_headache": (1, 7),
    "phy_sleepy": (1, 7),
}
"""Items read, each with the lowest and the highest answer there is."""

PAST_MIDNIGHT = timedelta(hours=12)
"""A time of day more than this before the prompt's is of the next date; a smaller step back is an error."""

LAST_PHASE = 5
MAX_DOSE_MG = 1000.0
COLUMNS = ("date", "beeptime", "resptime_s", "phase", "concentrat", *ITEMS)
NOT_ANSWERED = frozenset({"", "NA"})

_DATE = re.compile(r"\d{2}/\d{2}/\d{2}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}(:\d{2})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,4}", re.ASCII)
_NUMBER = re.compile(r"\d{1,4}(\.\d{1,3})?", re.ASCII)


class UnreadableRow(Invalid):
    """Line `line` of the file (the heading is line 1) cannot be read; `reason` quotes none of it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(Problem(pointer=f"/lines/{line}", detail=reason))
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One prompt. `place` counts the file's rows from 1; an item not answered is not in `items`."""

    place: int
    at: datetime
    phase: int | None
    dose_mg: float | None
    items: Mapping[str, int]


def rows(data: bytes) -> tuple[Row, ...]:
    """Every row of the file, ascending by time.

    Raises UnreadableRow, or for several lines Invalid with the pointer /lines/N of each (after 20 of
    them the rest is not looked at); for what is no such file at all, Invalid with the pointer /file.
    """
    reader = csv.reader(StringIO(_text(data), newline=""), strict=True)
    found: list[Row] = []
    refused: list[UnreadableRow] = []
    seen: dict[datetime, int] = {}
    try:
        columns = _columns(next(reader, []))
        for place, cells in enumerate((cells for cells in reader if cells), start=1):
            try:
                found.append(_once(_row(place, reader.line_num, cells, columns), reader.line_num, seen))
            except UnreadableRow as refusal:
                refused.append(refusal)
            if len(refused) == MAX_UNREADABLE:
                break
    except csv.Error:
        refused.append(UnreadableRow(max(reader.line_num, 1), "This line is not well-formed CSV."))
    if refused:
        raise _together(refused)
    if not found:
        raise _unusable("The file has a heading but no rows.")
    return tuple(sorted(found, key=lambda row: row.at))


def _once(row: Row, line: int, seen: dict[datetime, int]) -> Row:
    """The row, unless another was begun at the same instant: that is one row copied, not two answers."""
    first = seen.setdefault(row.at, line)
    if first != line:
        raise UnreadableRow(line, f"The line repeats the time of line {first}.")
    return row


def _together(refused: list[UnreadableRow]) -> Invalid:
    if len(refused) == 1:
        return refused[0]
    return Invalid(*(problem for refusal in refused for problem in refusal.problems))


def _unusable(detail: str) -> Invalid:
    return Invalid(Problem(pointer="/file", detail=detail))


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _unusable(f"The file is larger than {MAX_BYTES // 1024**2} MiB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _unusable("The file is not UTF-8 text. Save it as CSV in UTF-8 and import it again.") from None
    if not text.strip():
        raise _unusable("The file is empty.")
    if "\x00" in text:
        raise _unusable("The file holds NUL characters, so it is not CSV text in UTF-8.")
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """How many cells a line has, and where those read here stand among them."""

    width: int
    places: Mapping[str, int]


def _columns(heading: list[str]) -> _Columns:
    missing = [name for name in COLUMNS if name not in heading]
    if missing:
        raise UnreadableRow(1, f"The heading lacks these columns: {', '.join(missing)}.")
    twice = [name for name in COLUMNS if heading.count(name) > 1]
    if twice:
        raise UnreadableRow(1, f"The heading has these columns more than once: {', '.join(twice)}.")
    return _Columns(width=len(heading), places={name: heading.index(name) for name in COLUMNS})


def _row(place: int, line: int, cells: list[str], columns: _Columns) -> Row:
    if len(cells) != columns.width:
        raise UnreadableRow(line, f"The line has {len(cells)} cells, the heading {columns.width}.")
    row = {name: cells[at].strip() for name, at in columns.places.items()}
    faults = list(_faults(row))
    if faults:
        raise UnreadableRow(line, " ".join(faults))
    answered = {name: int(row[name]) for name in ITEMS if row[name] not in NOT_ANSWERED}
    return Row(
        place=place,
        at=_instant(row),
        phase=None if row["phase"] in NOT_ANSWERED else int(row["phase"]),
        dose_mg=None if row["concentrat"] in NOT_ANSWERED else float(row["concentrat"]),
        items=answered,
    )


def _faults(row: Mapping[str, str]) -> Iterator[str]:
    """Everything that is wrong with a line, so that it needs mending once."""
    if not _is_date(row["date"]):
        yield "date must be a day as dd/mm/yy."
    if not _is_time(row["beeptime"]):
        yield "beeptime must be a time as hh:mm."
    if row["resptime_s"] not in NOT_ANSWERED:
        if not _is_time(row["resptime_s"]):
            yield "resptime_s must be a time as hh:mm:ss, or NA."
        elif _is_time(row["beeptime"]) and _precedes(row["resptime_s"], row["beeptime"]):
            yield "resptime_s must not lie before beeptime."
    if not _is_whole(row["phase"], 1, LAST_PHASE):
        yield f"phase must be a whole number from 1 to {LAST_PHASE}, or NA."
    if not _is_dose(row["concentrat"]):
        yield f"concentrat must be a dose in mg from 0 to {MAX_DOSE_MG:g}, or NA."
    for name, (low, high) in ITEMS.items():
        if not _is_whole(row[name], low, high):
            yield f"{name} must be a whole number from {low} to {high}, or NA."


def _is_date(text: str) -> bool:
    try:
        return _DATE.fullmatch(text) is not None and bool(datetime.strptime(text, "%d/%m/%y"))
    except ValueError:
        return False


def _is_time(text: str) -> bool:
    try:
        return _TIME.fullmatch(text) is not None and bool(_clock(text))
    except ValueError:
        return False


def _precedes(begun: str, prompt: str) -> bool:
    """Whether the entry was begun before its prompt; half a day earlier means after midnight instead."""
    return timedelta() < _clock(prompt) - _clock(begun) <= PAST_MIDNIGHT


def _is_whole(text: str, low: int, high: int) -> bool:
    return text in NOT_ANSWERED or (_WHOLE.fullmatch(text) is not None and low <= int(text) <= high)


def _is_dose(text: str) -> bool:
    return text in NOT_ANSWERED or (_NUMBER.fullmatch(text) is not None and float(text) <= MAX_DOSE_MG)


def _clock(text: str) -> datetime:
    return datetime.strptime(text, "%H:%M" if len(text) == len("hh:mm") else "%H:%M:%S")


def _instant(row: Mapping[str, str]) -> datetime:
    """When the entry was begun, in UTC; when the prompt came, where that is not known.

    `date` is the prompt's; an entry begun after midnight was begun on the next date. An hour that the
    autumn change repeats is taken the first time.
    """
    day = datetime.strptime(row["date"], "%d/%m/%y")
    prompt = _clock(row["beeptime"])
    begun = prompt if row["resptime_s"] in NOT_ANSWERED else _clock(row["resptime_s"])
    if begun < prompt:
        day += timedelta(days=1)
    return datetime.combine(day, begun.time(), tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
