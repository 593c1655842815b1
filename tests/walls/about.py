"""Whose ids a query is asked about, and small makers of what it stores."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from journal.clinical.alerts import Alert, Tier
from journal.clinical.annotations import Annotation, AnnotationKind
from journal.clinical.entries import CheckIn, Entry, Note, Source
from journal.clinical.ids import AlertId, AnnotationId, EntryId, PatientId, PersonId, SessionId
from journal.clinical.people import Role, Scope
from journal.clinical.rules import RuleSet, rules
from journal.clinical.sessions import Route, Session
from journal.db.companions import Pass
from journal.db.disclosures import Disclosure
from journal.db.passkeys import Passkey
from journal.db.people import Person
from tests.support import NOON, ZONE
from tests.worlds import Target

TODAY = date(2026, 11, 23)
LATER = NOON + timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class About:
    """The ids of one patient, or of nobody. `visit` is a companion's sign-in."""

    patient: PatientId
    person: PersonId
    provider: PersonId
    entry: EntryId
    session: SessionId
    alert: AlertId
    companion_pass: UUID
    visit: UUID
    passkey: UUID
    invitation: UUID
    sign_in: UUID
    notice: UUID
    ceremony: UUID

    @staticmethod
    def of(target: Target, *, visit: UUID) -> "About":
        ids: dict[str, Any] = {name: UUID(id_) for name, id_ in vars(target).items()}
        return About(visit=visit, **ids)

    def known_as(self, text: str) -> str:
        """The text with every id of these called by what it is of."""
        for name, id_ in vars(self).items():
            text = text.replace(str(id_), f"<{name}>")
        return text


def alert(about: About, **fields: Any) -> Alert:
    """An alert of this patient; new where it is given another id."""
    made: dict[str, Any] = {
        "id": about.alert,
        "patient": about.patient,
        "entry": about.entry,
        "rule": "made-up",
        "rule_version": 1,
        "tier": Tier.PAGE,
        "subject": "x",
        "value": 1.0,
        "raised_at": NOON,
        "due_at": NOON,
    }
    return Alert(**made | fields)


def rule_set(about: About) -> RuleSet:
    """A version of the rules after the one that the world has."""
    return RuleSet(rules=rules(3, {}, {}), made_at=LATER, made_by=PersonId(about.provider))


def entry(about: About, id_: EntryId) -> Entry:
    """A check-in of today."""
    return Entry(
        id=id_,
        patient=about.patient,
        replaces=None,
        occurred_at=NOON,
        zone=ZONE,
        offset_minutes=-300,
        local_date=TODAY,
        recorded_at=NOON,
        received_at=NOON,
        late=False,
        source=Source.PATIENT,
        author=about.person,
        device="phone-1",
        content=CheckIn(mood=5, function=5, note=Note(text="words")),
    )


def session(about: About) -> Session:
    """The session with this id, as it would be corrected."""
    return Session(
        id=about.session,
        patient=about.patient,
        started_at=NOON,
        ended_at=NOON,
        zone=ZONE,
        local_date=TODAY,
        route=Route.IV,
        dose_mg=35,
    )


def annotation(scope: Scope, about: About) -> Annotation:
    """A new note on this patient's chart."""
    return Annotation(
        id=AnnotationId(uuid4()),
        patient=about.patient,
        kind=AnnotationKind.NOTE,
        local_date=TODAY,
        text="words",
        author=scope.actor or about.provider,
        created_at=NOON,
    )


def companion_pass(scope: Scope, about: About) -> Pass:
    return Pass(
        id=uuid4(),
        clinic=scope.clinic,
        patient=about.patient,
        session=None,
        made_at=NOON,
        expires_at=LATER,
        withdrawn=False,
    )


def passkey(scope: Scope, about: About) -> Passkey:
    return Passkey(
        id=uuid4(),
        clinic=scope.clinic,
        person=about.person,
        credential_id=uuid4().bytes,
        public_key=b"",
        sign_count=0,
        name="Phone",
        created_at=NOON,
        last_used_at=None,
    )


def disclosure(about: About) -> Disclosure:
    return Disclosure(
        id=uuid4(),
        patient=about.patient,
        by=about.provider,
        at=NOON,
        recipient="Dr. Finch",
        format="pdf",
        start=TODAY,
        end=TODAY,
        parts=("chart",),
        digest=b"",
    )


def person(scope: Scope) -> Person:
    """Somebody new, of the scope's clinic."""
    return Person(
        id=PersonId(uuid4()),
        clinic=scope.clinic,
        role=Role.PROVIDER,
        name="Pia",
        email=None,
        passphrase_hash=None,
        totp_secret=None,
        totp_step=0,
        disabled=False,
        patient=None,
    )
