"""Daily ratings as columns: the shape in which five years of check-ins are read and analysed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from operator import lt

from journal.clinical.entries import CheckIn, Entry
from journal.clinical.ids import PatientId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratings:
    """One patient's current check-ins, one place each, ascending by time.

    `at` is when it happened, in UTC epoch seconds; `day` the ordinal (`date.toordinal`) of the
    entry's frozen local date, which travel may put out of step with `at`; `late` whether it was
    filled in later. Ratings are 0-10, `sleep_hours` 0-24, None where not answered. Columns
    of unequal length are a ValueError.
    """

    at: Sequence[float]
    day: Sequence[int]
    late: Sequence[bool]
    mood: Sequence[float | None]
    function: Sequence[float | None]
    sleep_hours: Sequence[float | None]
    energy: Sequence[float | None]
    anxiety: Sequence[float | None]
    pain: Sequence[float | None]

    def __post_init__(self) -> None:
        if len({len(getattr(self, column.name)) for column in fields(self)}) > 1:
            raise ValueError("the columns of Ratings differ in length")


def ascending(ratings: Ratings) -> Ratings:
    """The same check-ins by time, and those of one instant by their values: one order for any given."""
    if all(map(lt, ratings.at, islice(ratings.at, 1, None))):
        return ratings
    columns = [getattr(ratings, column.name) for column in fields(ratings)]
    # Not answered sorts as if below any answer; the cells themselves stay as they are.
    rows = sorted(zip(*columns, strict=True), key=lambda row: [-1.0 if cell is None else cell for cell in row])
    return Ratings(**dict(zip((column.name for column in fields(ratings)), zip(*rows, strict=True), strict=True)))


def gather(patient: PatientId, entries: Iterable[Entry]) -> Ratings:
    """The patient's check-ins among `entries`, each in its latest revision, whatever their order.

    Entries of other kinds and of other people are passed over; one person's entry can replace
    nothing of another's.
    """
    own = [entry for entry in entries if entry.patient == patient]
    replaced = {entry.replaces for entry in own}
    current = sorted(
        (entry for entry in own if entry.id not in replaced),
        key=lambda entry: (entry.occurred_at, entry.id),
    )
    written = [(entry, entry.content) for entry in current if isinstance(entry.content, CheckIn)]
    return Ratings(
        at=[entry.occurred_at.timestamp() for entry, _ in written],
        day=[entry.local_date.toordinal() for entry, _ in written],
        late=[entry.late for entry, _ in written],
        mood=[check_in.mood for _, check_in in written],
        function=[check_in.function for _, check_in in written],
        sleep_hours=[check_in.sleep_hours for _, check_in in written],
        energy=[check_in.energy for _, check_in in written],
        anxiety=[check_in.anxiety for _, check_in in written],
        pain=[check_in.pain for _, check_in in written],
    )
