"""The data dictionary in `docs` is the one the files are written from."""

from pathlib import Path

from journal.exports.dictionary import dictionary

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_the_data_dictionary_matches_the_files() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == dictionary()
