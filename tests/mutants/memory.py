"""Which claim noticed each wall the last time, as docs/walls.md has it: asked first, it makes a run short."""

import re
from collections.abc import Mapping

from tests.mutants.listing import Mutant
from tests.support import ROOT

PAGE = ROOT / "docs" / "walls.md"
_ROW = re.compile(r"(?m)^\| ([^|]+) \| (.+) \| `(tests/\S+::.+)` \|$")

Key = tuple[str, str]


def key(mutant: Mutant) -> Key:
    """What a wall goes by though lines have moved."""
    return mutant.kind, _unnumbered(mutant.place)


def noticed_before() -> Mapping[Key, str]:
    """The claims by wall; where several walls look alike, one of theirs."""
    text = PAGE.read_text() if PAGE.exists() else ""
    return {(kind, _unnumbered(place.replace("\\|", "|"))): claim for kind, place, claim in _ROW.findall(text)}


def _unnumbered(place: str) -> str:
    return re.sub(r"(\.py):\d+", r"\1", place)
