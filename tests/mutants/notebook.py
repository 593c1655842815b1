"""Which walls were noticed already, of the program and the claims as they stand.

A run takes longer than a machine may be left alone: one that was cut off goes on from here. After a change the notebook
is another one. What was not noticed is not written down: it is asked again.
"""

import json
from pathlib import Path

from tests.mutants import program
from tests.mutants.listing import Mutant
from tests.support import ROOT

FOLDER = ROOT / "var" / "walls"
_WHOLE = ("", "")


class Notebook:
    """The lines of how things stand now; `folder` keeps those of before too."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._file = folder / f"{program.state()}.jsonl"
        lines = self._file.read_text().splitlines() if self._file.exists() else []
        self._by = {(kind, place): by for kind, place, by in map(json.loads, lines)}

    @property
    def stands(self) -> bool:
        """Whether the program, with all its walls, has passed the claims."""
        return _WHOLE in self._by

    def noticed(self, mutant: Mutant) -> str | None:
        """By which claim, where it was."""
        return self._by.get((mutant.kind, mutant.place))

    def add(self, mutant: Mutant, by: str) -> None:
        """Write down that a claim noticed it."""
        self._write((mutant.kind, mutant.place), by)

    def stand(self) -> None:
        """Write down that the program, with all its walls, has passed the claims."""
        self._write(_WHOLE, "no claim")

    def _write(self, wall: tuple[str, str], by: str) -> None:
        self._by[wall] = by
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a") as file:
            file.write(json.dumps([*wall, by]) + "\n")
