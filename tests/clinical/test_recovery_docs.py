"""The numbers in `docs/clinical/recovery.md` are those of the program."""

import re
from pathlib import Path

from journal.clinical import durability, fading, fading_odds, measures
from journal.clinical.rules import DEFAULT

DOCUMENT = Path(__file__).parents[2] / "docs" / "clinical" / "recovery.md"
NO_NUMBERS = {"SECONDS_PER_HOUR", "WEIGHTS", "SHIPPED", "DEFAULT", "CATALOGUE"}
PARTS = {"baseline", "median", "onset", "loss", "durability", "fading"}


def test_the_document_names_every_number_with_its_value() -> None:
    told = re.findall(r"^\| `([A-Za-z_.]+)` \| ([\d.]+) \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    numbers = {**vars(measures), **vars(durability), **vars(fading_odds), **vars(fading)}
    own = {name for name in numbers if name.isupper() and name[0] != "_"} - NO_NUMBERS
    rows = {id_ for id_ in DEFAULT.values if id_.split(".")[0] in PARTS} | {"episode.over_days"}
    expected = {name: float(numbers[name]) for name in own} | {id_: DEFAULT[id_] for id_ in rows}
    assert {name: float(value) for name, value in told} == expected
