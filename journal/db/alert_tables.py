"""The tables of alerts, their ladders and the rules they are raised by, for `tables`."""

from piccolo.columns import JSONB, UUID, Array, DoublePrecision, Integer, Text, Timestamptz
from piccolo.table import Table


class Alert(Table, tablename="alert"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    patient_id = UUID(default=None)
    entry_id = UUID(null=True, default=None)
    rule = Text()
    rule_version = Integer(default=None)
    tier = Text()
    subject = Text()
    value = DoublePrecision(default=None)
    raised_at = Timestamptz(default=None)
    due_at = Timestamptz(default=None)
    owner_id = UUID(null=True, default=None)
    acknowledged_at = Timestamptz(null=True, default=None)
    resolved_at = Timestamptz(null=True, default=None)
    outcome = Text(null=True, default=None)
    session_id = UUID(null=True, default=None)
    note = Text(null=True, default=None)


class AlertReport(Table, tablename="alert_report"):
    """Each entry that says what the alert is about; the first raised it."""

    clinic_id = UUID(default=None)
    alert_id = UUID(default=None)
    entry_id = UUID(primary_key=True, default=None)
    patient_id = UUID(default=None)
    at = Timestamptz(default=None)
    value = DoublePrecision(default=None)


class AlertStep(Table, tablename="alert_step"):
    """A rung of an alert's ladder that was climbed: once, as its key says."""

    clinic_id = UUID(default=None)
    alert_id = UUID(default=None)
    rung = Text(primary_key=True)
    patient_id = UUID(default=None)
    at = Timestamptz(default=None)
    people = Array(base_column=UUID())


class RuleSet(Table, tablename="rule_set"):
    """A clinic's rules, version by version; the highest counts."""

    clinic_id = UUID(default=None)
    version = Integer(primary_key=True, default=None)
    rules = JSONB(default=None)
    made_by = UUID(null=True, default=None)
    made_at = Timestamptz(default=None)
