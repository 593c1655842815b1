"""The table of treatment sessions."""

from piccolo.columns import JSONB, UUID, Boolean, Date, DoublePrecision, Integer, Text, Timestamptz
from piccolo.table import Table


class TreatmentSession(Table, tablename="treatment_session"):
    """One row a revision; the highest is the session as it stands."""

    clinic_id = UUID(default=None)
    patient_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    revision = Integer(default=None)
    recorded_by = UUID(null=True, default=None)
    recorded_at = Timestamptz(default=None)
    started_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None)
    zone = Text()
    local_date = Date(default=None)
    route = Text()
    drug = Text()
    dose_mg = DoublePrecision(default=None)
    weight_kg = DoublePrecision(null=True, default=None)
    vitals = JSONB(default="[]")
    note = Text(null=True, default=None)
    effects = JSONB(default="[]")
    discharged_at = Timestamptz(null=True, default=None)
    criteria_met = Boolean(null=True, default=None)
    details = Text(null=True, default=None)
