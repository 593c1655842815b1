"""Silences after a session: days without an entry, which somebody should ask about."""

from datetime import date, timedelta

from journal.clinical.rules import DEFAULT, Rules


def silent(session: date, last_entry: date | None, today: date, rules: Rules = DEFAULT) -> int | None:
    """Days of silence since the last entry or the session, whichever is later; None where there is none to speak of.

    A silence that began in the week after the session stays until an entry ends it. A clinic that waits longer than
    the rules as shipped waits longer for the same silences: none of them is dropped.
    """
    last = session if last_entry is None else max(session, last_entry)
    days, least = (today - last).days, rules.count("silence.days")
    within = (last - session).days + min(least, DEFAULT.count("silence.days")) <= rules.count("silence.week")
    return days if days >= least and within else None


def looked_back(rules: Rules = DEFAULT) -> timedelta:
    """How long ago a session may be for its silence to be asked about: past that nobody would call about it."""
    return rules.span("silence.week") + rules.span("silence.days") + timedelta(days=1)
