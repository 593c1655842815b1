"""The page: one side whatever comes in, readable by machine and by screen reader, and never markup."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import cast
from uuid import UUID

import msgspec
import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import BooleanObject, DictionaryObject, StreamObject

from journal.clinical.completion import Completion
from journal.clinical.episodes import EffectFigures
from journal.clinical.ids import SessionId
from journal.clinical.sessions import Session
from journal.clinical.standings import Standings
from journal.clinical.trend import Line, Total, Trend, weekly_means, window_ends
from journal.exports import page
from journal.exports.letter import Letter, Paper
from journal.exports.sheet import sheet

CUT = "There was more to say than this page holds"
FIVE_YEARS = 1826
LARGEST = 100_000
MARKUP = '#panic("no") *x* _y_ $1$ @z <w> `raw` // #import "a.typ"'


def text(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().replace("\u200b", "").split())


def catalog(reader: PdfReader) -> DictionaryObject:
    return cast(DictionaryObject, reader.trailer["/Root"])


def claims_accessibility(reader: PdfReader) -> bool:
    """Whether the file says of itself that it is PDF/UA."""
    metadata = cast(StreamObject, catalog(reader)["/Metadata"])
    return b"pdfuaid:part" in metadata.get_data()


def letter_of_nothing(letter: Letter) -> Letter:
    assert letter.chart is not None
    empty = replace(
        letter.chart,
        mood=(None,) * len(letter.chart.days),
        function=(None,) * len(letter.chart.days),
        phq9=Line(totals=()),
        sessions=(),
    )
    return replace(
        letter,
        bottom_line=(),
        asks=(),
        scores=Standings(scales=(), item9=None),
        chart=empty,
        sessions=(),
        side_effects=(),
        completion=Completion(days=83, answered=0, filled_in_later=0, longest_gap_days=83, gap_from=letter.start),
    )


def letter_of_five_years(letter: Letter) -> Letter:
    assert letter.sessions is not None
    start = letter.end - timedelta(days=FIVE_YEARS - 1)
    days = [start + timedelta(days=after) for after in range(FIVE_YEARS)]
    ends = window_ends(start, letter.end)
    sessions = tuple(moved(letter.sessions[0], number, start) for number in range(200))
    return replace(
        letter,
        start=start,
        sessions=sessions,
        chart=Trend(
            start=start,
            end=letter.end,
            days=ends,
            mood=weekly_means(days, [place % 11 for place in range(FIVE_YEARS)], ends),
            function=weekly_means(days, [None] * FIVE_YEARS, ends),
            phq9=Line(totals=tuple(Total(date=day, total=place % 28) for place, day in enumerate(days[::7]))),
            sessions=tuple(session.local_date for session in sessions),
        ),
        side_effects=tuple(
            EffectFigures(effect=f"effect_{n}", episodes=9, worst=4, longest_hours=999.0, unresolved=9)
            for n in range(40)
        ),
    )


def moved(session: Session, number: int, start: date) -> Session:
    after = timedelta(days=9 * number)
    return replace(
        session,
        id=SessionId(UUID(int=number)),
        local_date=start + after,
        started_at=session.started_at - timedelta(days=FIVE_YEARS) + after,
    )


def letter_of_too_much(letter: Letter) -> Letter:
    assert letter.scores is not None
    return replace(
        letter_of_five_years(letter),
        patient="Maximiliana " * 25,
        clinic="North " * 60,
        consultant="Dana " * 60,
        recipient="Dr Okafor " * 40,
        clinic_phone="555-0100 " * 30,
        clinic_hours="Mon-Fri 8-17 " * 30,
        bottom_line=("word " * 200,) * 9,
        asks=("please " * 200,) * 12,
        scores=Standings(scales=letter.scores.scales * 9, item9=letter.scores.item9),
        medications=("tablet " * 30,) * 30,
        allergies=("penicillin " * 30,) * 30,
    )


def letter_of_wide_letters(letter: Letter) -> Letter:
    wide = "W" * 400
    return replace(
        letter_of_too_much(letter),
        patient=wide,
        clinic=wide,
        consultant=wide,
        recipient=wide,
        clinic_phone=wide,
        clinic_hours=wide,
        bottom_line=(wide,) * 9,
        asks=(wide,) * 9,
        medications=(wide,) * 30,
        allergies=(wide,) * 30,
    )


def bare(letter: Letter) -> Letter:
    return replace(
        letter,
        bottom_line=(),
        asks=(),
        scores=None,
        chart=None,
        sessions=None,
        side_effects=None,
        completion=None,
    )


LETTERS: dict[str, Callable[[Letter], Letter]] = {
    "as it is": lambda letter: letter,
    "with every part left out": bare,
    "of nothing": letter_of_nothing,
    "of five years": letter_of_five_years,
    "of too much": letter_of_too_much,
}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("made", LETTERS.values(), ids=LETTERS.keys())
def test_a_letter_is_one_small_side_and_nothing_is_cut(
    made: Callable[[Letter], Letter], paper: Paper, alice_letter: Letter
) -> None:
    pdf = page.pdf(replace(made(alice_letter), paper=paper))
    said = text(pdf)
    assert len(pdf) <= LARGEST
    assert "Page 1 of 1" in said
    assert CUT not in said


@pytest.mark.parametrize("paper", Paper)
def test_what_cannot_fit_stays_on_one_side_and_says_so(paper: Paper, alice_letter: Letter) -> None:
    said = text(page.pdf(replace(letter_of_wide_letters(alice_letter), paper=paper)))
    assert CUT in said
    assert "PHQ-9 item 9" in said


def test_the_figures_can_be_read_from_the_file(alice_letter: Letter) -> None:
    said = text(page.pdf(alice_letter))
    for figure in (
        "Patient-reported. Off-label treatment. Not monitored in real time.",
        "Alice born 19 Apr 1986",
        "1 Sep 2026 – 22 Nov 2026",
        "23 Nov 2026, 14:02 (UTC−05:00, America/New_York)",
        "PHQ-9 19→8 (−58%, response); item 9 = 0",
        "1. Please check blood pressure",
        "PHQ-9 item 9 (self-harm thoughts) 1 (3 Sep 2026) 0 (19 Nov 2026) −1 not at all",
        "PHQ-9 19 (3 Sep 2026) 8 (19 Nov 2026) −11 (−58%) mild, response",
        "PHQ-9 fell from 19 to 8, between 8 and 19 (lower is better).",
        "n=3, 7 Sep 2026 – 21 Oct 2026; 38.5 mg; 0.5 mg/kg",
        "3 21 Oct 2026 IV 38.5 mg (0.50 mg/kg) 161/94",
        "insomnia 2 moderate 30 h 1 still present",
        "nausea 3 severe 45 min yes",
        "73 of 83 days with an entry (88%); 2 filled in later; longest gap 10 days from 11 Oct 2026",
        "Questions: 555-0100, Mon-Fri 8-17.",
    ):
        assert figure in said, figure


def test_the_page_is_tagged_titled_and_in_english(alice_letter: Letter) -> None:
    reader = PdfReader(BytesIO(page.pdf(alice_letter)))
    root = catalog(reader)
    assert cast(BooleanObject, cast(DictionaryObject, root["/MarkInfo"])["/Marked"]).value is True
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Ketamine treatment: summary for the primary physician: Alice"
    assert claims_accessibility(reader)


def test_the_chart_is_described_for_who_cannot_see_it(alice_letter: Letter) -> None:
    raw = sheet(alice_letter).chart
    assert raw is not None
    assert raw.alt.startswith("Chart from 1 Sep 2026 to 22 Nov 2026")
    assert raw.words in raw.alt


def test_item_9_has_its_row_even_where_nobody_answered(alice_letter: Letter) -> None:
    assert "PHQ-9 item 9 (self-harm thoughts) – – – –" in text(page.pdf(letter_of_nothing(alice_letter)))


def test_what_is_left_out_is_counted(alice_letter: Letter) -> None:
    said = text(page.pdf(letter_of_too_much(alice_letter)))
    assert re.search(r"and 19\d earlier", said)
    assert re.search(r"and 3\d more", said)
    assert "and 6 more" in said
    assert "and 24 more." in said


def test_a_name_is_never_read_as_markup(alice_letter: Letter) -> None:
    letter = replace(alice_letter, patient=MARKUP, recipient=MARKUP, clinic=MARKUP, consultant=MARKUP)
    assert text(page.pdf(replace(letter, clinic_phone=MARKUP, clinic_hours=MARKUP))).count(MARKUP) == 6


def test_free_text_is_never_read_as_markup(alice_letter: Letter) -> None:
    letter = replace(alice_letter, bottom_line=(MARKUP,), asks=(MARKUP,), medications=(MARKUP[:30],))
    said = text(page.pdf(letter))
    assert said.count(MARKUP) == 2
    assert MARKUP[:30] in said


def test_a_name_that_no_font_can_draw_still_gives_a_page(alice_letter: Letter) -> None:
    pdf = page.pdf(replace(alice_letter, patient="漢字 \ud800\x00\u202eAlice"))
    reader = PdfReader(BytesIO(pdf))
    assert "Alice born 19 Apr 1986" in text(pdf)
    assert reader.metadata is not None
    assert str(reader.metadata.title).endswith("漢字 Alice")
    assert not claims_accessibility(reader)


def test_the_same_letter_gives_the_same_bytes(alice_letter: Letter) -> None:
    assert page.pdf(alice_letter) == page.pdf(alice_letter)


def test_the_picture_is_of_that_page(alice_letter: Letter) -> None:
    picture = page.png(alice_letter, ppi=72)
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert (width, height) == (612, 792)


def test_nothing_on_the_page_is_smaller_than_8_points(alice_letter: Letter) -> None:
    sizes: list[float] = []

    def measure(said: str, _user: object, matrix: list[float], _font: object, size: float) -> None:
        if said.strip():
            sizes.append(abs(size * matrix[0]))

    for made in LETTERS.values():
        reader = PdfReader(BytesIO(page.pdf(made(alice_letter))))
        reader.pages[0].extract_text(visitor_text=measure)
    assert sizes
    assert min(sizes) >= 8.0 - 1e-3


def test_the_page_is_black_on_white(alice_letter: Letter) -> None:
    source = page.LAYOUT.read_text(encoding="utf-8")
    assert not {"gray", "luma", "rgb", "red", "blue"} & set(source.replace("(", " ").split())


def test_the_layout_uses_the_fonts_beside_it_and_those_of_typst_alone() -> None:
    families = set(typst.Fonts(include_system_fonts=False, font_paths=[page.HERE / "fonts"]).families())
    assert "IBM Plex Sans" in families
    assert families - {"IBM Plex Sans"} == set(typst.Fonts(include_system_fonts=False).families())


def test_the_sheet_is_plain_data(alice_letter: Letter) -> None:
    assert msgspec.json.decode(msgspec.json.encode(sheet(alice_letter)))["patient"] == "Alice"
