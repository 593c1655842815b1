"""The tables as Piccolo sees them. The schema itself, keys and policies are in `migrations`.

Piccolo knows one-column primary keys only; here its `primary_key` is the id within the tenant, and the database's key
leads with `clinic_id`. A test holds these columns against the migrated schema.
"""

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    BigInt,
    BigSerial,
    Boolean,
    Bytea,
    Date,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.table import Table

from journal.db.alert_tables import Alert, AlertReport, AlertStep, RuleSet
from journal.db.credential_tables import Ceremony, Invitation, Passkey
from journal.db.session_tables import TreatmentSession


class Clinic(Table, tablename="clinic"):
    id = UUID(primary_key=True, default=None)
    name = Text()
    phone = Text()
    hours = Text()
    zone = Text()
    emergency = Text(null=True, default=None)
    crisis_line = Text(null=True, default=None)
    crisis_line_name = Text(null=True, default=None)
    words = JSONB(null=True, default=None)
    office_hours = JSONB(null=True, default=None)
    on_call_name = Text(null=True, default=None)
    on_call_phone = Text(null=True, default=None)


class Person(Table, tablename="person"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    role = Text()
    name = Text()
    email = Text(null=True, default=None)
    passphrase_hash = Text(null=True, default=None, secret=True)
    totp_secret = Text(null=True, default=None, secret=True)
    totp_step = BigInt(default=0)
    disabled_at = Timestamptz(null=True, default=None)
    recovery_code_hash = Bytea(null=True, default=None, secret=True)


class Patient(Table, tablename="patient"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    person_id = UUID(null=True, default=None)
    name = Text()
    birth_date = Date(default=None)
    zone = Text()
    conditions = Array(base_column=Text())
    last_number = BigInt(default=0)
    sessions_version = BigInt(default=0)
    seen_number = BigInt(default=0)
    seen_at = Timestamptz(null=True, default=None)


class CareRelation(Table, tablename="care_relation"):
    clinic_id = UUID(default=None)
    patient_id = UUID(primary_key=True, default=None)
    provider_id = UUID(default=None)
    since = Timestamptz(default=None)
    ended_at = Timestamptz(null=True, default=None)


class SignIn(Table, tablename="sign_in"):
    token_hash = Bytea(primary_key=True, default=None)
    clinic_id = UUID(default=None)
    person_id = UUID(null=True, default=None)
    role = Text()
    patient_id = UUID(null=True, default=None)
    verified_at = Timestamptz(default=None)
    last_seen_at = Timestamptz(default=None)
    id = UUID(default=None)
    begun_at = Timestamptz(default=None)
    client = Text()
    method = Text()
    ends_at = Timestamptz(null=True, default=None)
    companion_pass_id = UUID(null=True, default=None)


class KnownClient(Table, tablename="known_client"):
    clinic_id = UUID(default=None)
    person_id = UUID(default=None)
    client = Text(primary_key=True)
    since = Timestamptz(default=None)


class Throttle(Table, tablename="throttle"):
    """The one table that belongs to no clinic: hashes and counts."""

    key = Bytea(primary_key=True, default=None)
    attempts = Integer(default=None)
    until = Timestamptz(default=None)


class Notice(Table, tablename="notice"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    person_id = UUID(default=None)
    at = Timestamptz(default=None)
    kind = Text()
    facts = JSONB(default="{}")
    seen_at = Timestamptz(null=True, default=None)


class Entry(Table, tablename="entry"):
    """`content` is the truth; the six ratings are its projection, so that a chart reads columns."""

    clinic_id = UUID(default=None)
    patient_id = UUID(default=None)
    number = BigInt(default=None)
    id = UUID(primary_key=True, default=None)
    kind = Text()
    replaces = UUID(null=True, default=None)
    occurred_at = Timestamptz(default=None)
    zone = Text()
    offset_minutes = SmallInt(default=0)
    local_date = Date(default=None)
    recorded_at = Timestamptz(default=None)
    received_at = Timestamptz(default=None)
    late = Boolean(default=False)
    source = Text()
    author_id = UUID(null=True, default=None)
    device = Text()
    phone_said = Timestamptz(null=True, default=None)
    content = JSONB(default=None)
    mood = DoublePrecision(null=True, default=None)
    function = DoublePrecision(null=True, default=None)
    sleep_hours = DoublePrecision(null=True, default=None)
    energy = DoublePrecision(null=True, default=None)
    anxiety = DoublePrecision(null=True, default=None)
    pain = DoublePrecision(null=True, default=None)


class CompanionPass(Table, tablename="companion_pass"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    patient_id = UUID(default=None)
    session_id = UUID(null=True, default=None)
    code_hash = Bytea(default=None, secret=True)
    made_by = UUID(default=None)
    made_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    withdrawn_at = Timestamptz(null=True, default=None)
    sent = Integer(default=0)


class EmergencyAccess(Table, tablename="emergency_access"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    patient_id = UUID(default=None)
    provider_id = UUID(default=None)
    at = Timestamptz(default=None)
    until_at = Timestamptz(default=None)
    reason = Text()


class Disclosure(Table, tablename="disclosure"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    patient_id = UUID(default=None)
    disclosed_by = UUID(default=None)
    disclosed_at = Timestamptz(default=None)
    recipient = Text()
    format = Text()
    period_from = Date(default=None)
    period_to = Date(default=None)
    parts = Array(base_column=Text())
    digest = Bytea(default=None)


class PatientKey(Table, tablename="patient_key"):
    """What a patient's texts are sealed with, itself wrapped by the clinic's key."""

    clinic_id = UUID(default=None)
    patient_id = UUID(primary_key=True, default=None)
    version = Integer(default=None)
    ring_key = Text()
    wrapped = Bytea(default=None, secret=True)


class PatientFigures(Table, tablename="patient_figures"):
    """Made of the journal as it stood at `number` and the sessions of `sessions_version`, by `basis`."""

    clinic_id = UUID(default=None)
    patient_id = UUID(primary_key=True, default=None)
    number = BigInt(default=None)
    sessions_version = BigInt(default=None)
    basis = Text()
    figures = JSONB(default=None)
    outcome = JSONB(default=None)
    computed_at = Timestamptz(default=None)


class Annotation(Table, tablename="annotation"):
    clinic_id = UUID(default=None)
    patient_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    kind = Text()
    local_date = Date(default=None)
    text = Text(null=True, default=None)
    author_id = UUID(default=None)
    created_at = Timestamptz(default=None)
    replaces = UUID(null=True, default=None)


class ConditionChange(Table, tablename="condition_change"):
    clinic_id = UUID(default=None)
    patient_id = UUID(primary_key=True, default=None)
    number = Integer(default=None)
    before = Array(base_column=Text())
    after = Array(base_column=Text())
    author_id = UUID(default=None)
    at = Timestamptz(default=None)


class Questionnaire(Table, tablename="questionnaire"):
    """A clinic's own, one row a version. `definition` is the file, to the byte."""

    clinic_id = UUID(default=None)
    name = Text()
    version = Text()
    id = UUID(primary_key=True, default=None)
    definition = Text()
    added_by = UUID(default=None)
    added_at = Timestamptz(default=None)
    retired_at = Timestamptz(null=True, default=None)


class Audit(Table, tablename="audit"):
    """`position` and `hash` are the database's own: whatever is given for them is overwritten."""

    clinic_id = UUID(default=None)
    number = BigSerial(primary_key=True)
    at = Timestamptz(default=None)
    actor_id = UUID(null=True, default=None)
    action = Text()
    patient_id = UUID(null=True, default=None)
    subject_id = UUID(null=True, default=None)
    position = BigInt(default=None)
    hash = Bytea(default=None)


class AuditHead(Table, tablename="audit_head"):
    """Where each chain of the audit stands; written by its trigger alone."""

    clinic_id = UUID(default=None)
    chain = UUID(primary_key=True, default=None)
    position = BigInt(default=None)
    hash = Bytea(default=None)


ALL: tuple[type[Table], ...] = (
    Clinic,
    Person,
    Patient,
    CareRelation,
    SignIn,
    KnownClient,
    Throttle,
    Notice,
    Invitation,
    Passkey,
    Ceremony,
    Entry,
    TreatmentSession,
    Alert,
    AlertReport,
    AlertStep,
    RuleSet,
    CompanionPass,
    EmergencyAccess,
    Disclosure,
    PatientKey,
    Questionnaire,
    PatientFigures,
    Annotation,
    ConditionChange,
    Audit,
    AuditHead,
)
