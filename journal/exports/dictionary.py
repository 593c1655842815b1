"""`docs/data-dictionary.md`, written from the tables that write the files."""

import sys

from journal.exports import home_tables, session_tables, tables
from journal.exports.tables import Row, Table

INTRODUCTION = """# Data dictionary

What the CSV export holds. One zip: the files below and `manifest.json`, which names each file with its
rows, bytes and SHA-256, the period, and when it was produced.

- UTF-8 with a byte order mark, CRLF line ends, commas, one header row, a quote doubled inside quotes.
- Missing is empty, never 0. Days without an entry have no row.
- An entry that was corrected is there as it stands now, under the correction's id.
- Text that a spreadsheet could run, because it begins with `=`, `+`, `-`, `@`, a tab, a line end, NUL or
  a full-width form of these, has one `'` before it; to read it back, take one away. Numbers are
  numbers: a negative one is left alone.
- Private notes are never there. Shared notes, staff notes, the words of life events and the names
  of medicines are there only where the patient agreed, and so are answers about craving and misuse.
- Annotations, the notes and plans that staff write on a patient's chart, are in no file: a note is for the care team, a
  plan for them and the patient.

This page is generated: `python -m journal.exports.dictionary > docs/data-dictionary.md`.
"""


def dictionary() -> str:
    """The whole document, as Markdown."""
    sections = (
        _section(tables.CHECK_INS),
        _section(tables.EXTRAS),
        _section(tables.SIDE_EFFECTS),
        _section(tables.QUESTIONNAIRES),
        _section(tables.ANSWERS),
        _section(session_tables.SESSIONS),
        _section(session_tables.VITALS),
        _section(session_tables.SEEN),
        _section(tables.EVENTS),
        _section(home_tables.HOME_READINGS),
        _section(home_tables.MEDICATIONS),
    )
    return "\n".join((INTRODUCTION, *sections))


def _section(table: Table[Row]) -> str:
    head = f"## {table.name}.csv\n\nOne row for {table.one_row_for}.\n"
    ruled = "| column | form | meaning |\n| --- | --- | --- |"
    rows = [f"| `{column.name}` | {column.form} | {column.meaning} |" for column in table.columns]
    return "\n".join((head, ruled, *rows, ""))


if __name__ == "__main__":
    sys.stdout.write(dictionary())
