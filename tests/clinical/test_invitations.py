"""What is said of somebody who is let in: the rows of `reference/invitations.csv`."""

import csv
from datetime import date
from pathlib import Path

import pytest

from journal.clinical.conditions import LIMIT as CONDITION_LIMIT
from journal.clinical.conditions import MOST as MOST_CONDITIONS
from journal.clinical.invitations import NAME_LIMIT, Invitee, problems
from journal.clinical.people import Role

ROWS = list(
    csv.DictReader((Path(__file__).parent / "reference/invitations.csv").read_text(encoding="utf-8").splitlines())
)
TODAY = date(2026, 3, 10)


def _pointers(invitee: Invitee) -> list[str]:
    return [problem.pointer for problem in problems(invitee, today=TODAY)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['role']}: {row['why']}")
def test_somebody_is_let_in_or_every_broken_rule_is_named(row: dict[str, str]) -> None:
    invitee = Invitee(
        role=Role(row["role"]),
        name=row["name"],
        email=None,
        birth_date=date.fromisoformat(row["birth_date"]) if row["birth_date"] else None,
        zone=row["zone"] or None,
        conditions=tuple(row["conditions"].split(";")) if row["conditions"] else (),
    )
    assert _pointers(invitee) == row["pointers"].split()


def test_names_and_conditions_have_their_length_and_their_number() -> None:
    def bob(name: int, condition: int, conditions: int) -> list[str]:
        said = tuple("c" * condition for _ in range(conditions))
        born = date(1990, 1, 1)
        return _pointers(
            Invitee(role=Role.PATIENT, name="b" * name, email=None, birth_date=born, zone=None, conditions=said)
        )

    assert bob(NAME_LIMIT, CONDITION_LIMIT, MOST_CONDITIONS) == []
    assert bob(NAME_LIMIT + 1, CONDITION_LIMIT, MOST_CONDITIONS + 1) == ["/name", "/conditions"]
    assert bob(1, CONDITION_LIMIT + 1, 1) == ["/conditions/0"]
