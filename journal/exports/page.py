"""The page: one side, black and white, made to survive a fax.

The layout is `page.typ`. It gets the letter as data, never as markup, reads nothing else, and uses
only the fonts beside it, so the same letter gives the same bytes on every machine.
"""

from functools import cache
from pathlib import Path
from typing import Final, Literal

import msgspec
import typst

from journal.exports.letter import Letter
from journal.exports.sheet import sheet

HERE = Path(__file__).parent
LAYOUT = HERE / "page.typ"
ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, titled, in a stated language, its chart described in words."""


def pdf(letter: Letter) -> bytes:
    """One page of PDF, tagged, its text extractable.

    It claims PDF/UA-1, unless the text holds a character that no font here can draw (then it is
    made all the same, with an empty box in that place; the claim would be false).
    """
    try:
        return _compiled(letter, ACCESSIBLE)
    except typst.TypstError:
        return _compiled(letter, None)


def png(letter: Letter, ppi: float = 144) -> bytes:
    """Exactly that page as a picture of `ppi` pixels an inch."""
    return typst.compile(LAYOUT, root=HERE, format="png", ppi=ppi, font_paths=_fonts(), sys_inputs=_inputs(letter))


def _compiled(letter: Letter, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        LAYOUT,
        root=HERE,
        format="pdf",
        font_paths=_fonts(),
        sys_inputs=_inputs(letter),
        pdf_standards=standard,
        timestamp=int(letter.produced_at.timestamp()),
    )


def _inputs(letter: Letter) -> dict[str, str]:
    return {"sheet": msgspec.json.encode(sheet(letter)).decode()}


@cache
def _fonts() -> typst.Fonts:
    """IBM Plex Sans, and for scripts it lacks what typst carries; never what the machine happens to have."""
    return typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])
