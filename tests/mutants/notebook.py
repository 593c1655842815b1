"""Which walls were noticed already, and by which claim, as the files of both stand.

A run takes longer than a machine may be left alone: one that was cut off goes on from here, and after a change only
those are asked again whose wall, or whose claim, is in a file that has changed. What was not noticed is not written
down: it is asked again. Whoever wants everything asked anew removes the folder.
"""

import json
from pathlib import Path

from tests.mutants import program
from tests.mutants.listing import Mutant
from tests.support import ROOT

FOLDER = ROOT / "var" / "walls"
_WHOLE = ("", "")


class Notebook:
    """One line for each time that a claim noticed a wall; of several, the last counts."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._file = folder / "noticed.jsonl"
        lines = self._file.read_text().splitlines() if self._file.exists() else []
        self._by = {(kind, place): (by, state) for kind, place, by, state in map(json.loads, lines)}

    @property
    def stands(self) -> bool:
        """Whether the program, with all its walls, has passed the claims as everything is now."""
        return self._by.get(_WHOLE) == ("no claim", program.state())

    def noticed(self, mutant: Mutant) -> str | None:
        """By which claim, where it was and nothing has changed since in the file of either."""
        by, state = self._by.get((mutant.kind, mutant.place), ("", ""))
        return by if by and state == _of_both(mutant, by) else None

    def add(self, mutant: Mutant, by: str) -> None:
        """Write down that a claim noticed it."""
        self._write((mutant.kind, mutant.place), by, _of_both(mutant, by))

    def stand(self) -> None:
        """Write down that the program, with all its walls, has passed the claims."""
        self._write(_WHOLE, "no claim", program.state())

    def _write(self, wall: tuple[str, str], by: str, state: str) -> None:
        self._by[wall] = by, state
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a") as file:
            file.write(json.dumps([*wall, by, state]) + "\n")


def _of_both(mutant: Mutant, by: str) -> str:
    """How the wall's file stands, for one of the database all migrations, and that of the claim."""
    walls = [ROOT / mutant.file] if mutant.file else sorted((ROOT / "journal/db/migrations").glob("*.py"))
    return program.state([*walls, ROOT / by.partition("::")[0]])
