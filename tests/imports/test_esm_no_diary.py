"""Files that are no diary at all get one sentence each, and no trace of what they hold."""

import pytest

from journal.clinical.errors import Invalid
from journal.imports.esm import read
from journal.imports.esm_file import COLUMNS, MAX_BYTES

HEADING = ",".join(COLUMNS) + "\n"
DIARY = HEADING + "01/10/12,10:00,10:01:30,1,150,4,5,-1,3,1,1,1,1,1\n"


def refusal(data: bytes) -> Invalid:
    with pytest.raises(Invalid) as refused:
        read(data)
    return refused.value


def test_the_diary_these_files_are_made_from_is_sound() -> None:
    assert read(DIARY.encode()).rows == 1


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        (HEADING.encode(), "The file has a heading but no rows."),
        (
            DIARY.encode() + "é".encode("latin-1"),
            "The file is not UTF-8 text. Save it as CSV in UTF-8 and import it again.",
        ),
        (
            DIARY.encode("utf-16"),
            "The file is not UTF-8 text. Save it as CSV in UTF-8 and import it again.",
        ),
        (
            DIARY.encode("utf-16-le"),
            "The file holds NUL characters, so it is not CSV text in UTF-8.",
        ),
        (
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            "The file is not UTF-8 text. Save it as CSV in UTF-8 and import it again.",
        ),
        (b"a" * (MAX_BYTES + 1), "The file is larger than 8 MiB."),
    ],
    ids=[
        "empty",
        "blank",
        "mark only",
        "no rows",
        "latin-1",
        "utf-16",
        "utf-16 unmarked",
        "picture",
        "too large",
    ],
)
def test_what_is_no_diary_gets_one_sentence(data: bytes, detail: str) -> None:
    refused = refusal(data)
    assert [(problem.pointer, problem.detail) for problem in refused.problems] == [("/file", detail)]


@pytest.mark.parametrize("junk", [b"not,a\ndiary,at all\n", b'"' * 999, b"x" * 200_000, b"PK\x03\x04rest"])
def test_text_that_is_no_diary_is_refused(junk: bytes) -> None:
    assert len(refusal(junk).problems) == 1
