"""What the demo's people measure and take at home."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from journal.clinical.entries import Draft, HomeReading, MedicationStatement, Taking
from journal.clinical.ids import EntryId
from journal.demo.check_ins import Stage
from journal.demo.draws import uuid7

EVENING = time(19, 30)


def at_home(stage: Stage, random: Random) -> Iterator[Draft]:
    """Blood pressures and medicines of the story, each written down in its evening."""
    said: list[tuple[int, HomeReading | MedicationStatement]] = [
        (day, HomeReading(systolic=systolic, diastolic=diastolic, heart_rate=rate))
        for day, (systolic, diastolic, rate) in stage.plot.readings.items()
    ]
    said += [
        (day, MedicationStatement(name=name, status=Taking.TAKING, dose_text=dose))
        for day, (name, dose) in stage.plot.medicines.items()
    ]
    for day, content in said:
        local = datetime.combine(stage.today + timedelta(days=day), EVENING, tzinfo=ZoneInfo(stage.zone))
        at = local.astimezone(UTC) + timedelta(minutes=random.randint(0, 40), seconds=random.randint(0, 59))
        yield Draft(id=EntryId(uuid7(at, random)), occurred_at=at, zone=stage.zone, content=content)
