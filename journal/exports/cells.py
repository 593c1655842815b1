"""One cell of a CSV file: a typed value as text that no spreadsheet takes for a formula."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

Value = str | int | float | bool | date | datetime | None

FORMULA = re.compile(r"'*[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may run (OWASP ASVS 1.2.10), the full-width forms included, however often it
was neutralised already: so one quote more is always one quote to take away."""
QUOTED = re.compile(r"'+[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


def cell(value: Value) -> str:
    """Missing is empty. Times are ISO 8601 with their offset, to the second; booleans `true`, `false`.

    Only text is neutralised: a number is written as a number, a negative one too.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(timespec="seconds")
        case float():
            return f"{value:.10g}"
        case date() | int():
            return str(value)
        case str():
            return neutral(value)


def neutral(text: str) -> str:
    """`text` with a quote before it if it could be run; NUL, which no CSV reader takes, becomes U+FFFD."""
    quoted = f"'{text}" if FORMULA.match(text) else text
    return quoted.replace("\0", "\N{REPLACEMENT CHARACTER}")


def original(text: str) -> str:
    """The text that `neutral` was given (but for NUL), for whoever reads such a file back."""
    return text[1:] if QUOTED.match(text) else text


def local(instant: datetime, zone: str) -> datetime:
    """The instant as the clock on the wall of `zone` showed it."""
    return instant.astimezone(ZoneInfo(zone))
