"""The numbers in `docs/clinical/recovery.md` are those of the program."""

import re
from pathlib import Path

from journal.clinical import durability, fading, fading_odds, measures, recovery

DOCUMENT = Path(__file__).parents[2] / "docs" / "clinical" / "recovery.md"


def test_the_document_names_every_number_with_its_value() -> None:
    told = re.findall(r"^\| `([A-Z_]+)` \| ([\d.]+) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    numbers = {**vars(measures), **vars(durability), **vars(fading_odds), **vars(fading), **vars(recovery)}
    rules = {name for name in numbers if name.isupper()} - {"SECONDS_PER_HOUR", "WEIGHTS"}
    assert {name: float(value) for name, value in told} == {name: float(numbers[name]) for name in rules}
