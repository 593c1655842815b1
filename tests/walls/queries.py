"""Every query that takes the scope: how it is asked about somebody's ids, and who asks it rightly."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from journal.clinical import courses
from journal.clinical.alerts import Outcome
from journal.clinical.clinics import Clinic
from journal.clinical.conditions import Change
from journal.clinical.definitions import read
from journal.clinical.entries import Kind
from journal.clinical.figures import Figures
from journal.clinical.ids import ClinicId, EntryId, PatientId
from journal.clinical.ladder import Rung, Step
from journal.clinical.people import Patient, Scope
from journal.db import (
    alerts,
    annotations,
    audit,
    audit_log,
    care_teams,
    ceremonies,
    check_ins,
    clinics,
    companions,
    conditions,
    contents,
    credentials,
    disclosures,
    emergency_access,
    engine,
    figures,
    invitations,
    journal,
    keys,
    ladder,
    members,
    notices,
    passkeys,
    people,
    questionnaires,
    rules,
    sealed_columns,
    sealing,
    sessions,
    sign_ins,
    silences,
)
from journal.db.audit_log import Search
from journal.db.ceremonies import CeremonyKind
from journal.db.credentials import Totp
from journal.db.emergency_access import Glass
from journal.db.figures import Made
from journal.db.notices import NoticeKind
from journal.db.sign_ins import Method
from tests.support import NOON, ZONE
from tests.walls import about as make
from tests.walls.about import LATER, TODAY, About
from tests.worlds import questionnaire_file

Ask = Callable[[Scope, About], Awaitable[Any]]

ALICE, DANA, NADIA = "Alice", "Dana", "Nadia"
FRESH = EntryId(uuid4())
HASH = b"recovery"
"""Of the printed code that everybody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`rightly` is who asks it about Alice. `wide` says that it finds whatever the clinic has, by its id or all of it:
    whose it may be, the action has looked at before, or looks at next. `listing`: it is given no id, and finds all that
    the clinic has. `silent`: it neither tells nor changes anything.
    """

    ask: Ask
    rightly: str = DANA
    wide: bool = False
    listing: bool = False
    silent: bool = False


def _own(ask: Ask) -> Query:
    """Asked by a person, about themselves."""
    return Query(ask=ask, rightly=ALICE)


def _of_patient(ask: Ask) -> Query:
    """Asked about one patient: nothing of another's may be in the answer."""
    return Query(ask=ask)


def _of_clinic(ask: Ask) -> Query:
    return Query(ask=ask, rightly=NADIA, wide=True)


def _all_of_clinic(ask: Ask) -> Query:
    return Query(ask=ask, rightly=NADIA, wide=True, listing=True)


async def _come_to_admins(scope: Scope, about: About) -> Any:
    """Asked once their alert has come there, where it is the scope's to send."""
    await ladder.climb(scope, make.alert(about), Step(rung=Rung.ADMINS, at=LATER, people=(about.provider,)))
    return await alerts.with_admins(scope)


async def _kept(scope: Scope, about: About) -> Any:
    """Asked by what the kept ones were made by, whatever that is."""
    rows = await engine.fetch("select distinct basis from patient_figures")
    return [
        (
            await figures.of(scope, [about.patient], figures.FIGURES, basis=row["basis"]),
            await figures.of(scope, [about.patient], figures.OUTCOME, basis=row["basis"]),
        )
        for row in rows
    ]


async def _decode(scope: Scope, about: About) -> Any:
    rows = await engine.fetch("select * from entry where id = $1 and patient_id = $2", about.entry, about.patient)
    return [content for content, lost in await contents.decode(scope, rows) if not lost]


async def _unreadable(scope: Scope, _: About) -> Any:
    """The clinic's texts, looked at within the open transaction: the query itself opens one."""
    rows = await engine.fetch(sealed_columns._ALL_ENTRIES, scope.clinic)
    return [row["id"] for row in rows]


async def _wordless(scope: Scope, about: About) -> Any:
    return (await journal.wordless(scope, [about.patient]))()


async def _has_passphrase(scope: Scope, _: About) -> bool:
    """Asked with the hash that Alice has, as everybody does: their passphrase is the same."""
    [row] = await engine.fetch("select distinct passphrase_hash from person where passphrase_hash is not null")
    return await credentials.has_passphrase(scope, row["passphrase_hash"])


async def _taken_in(scope: Scope, about: About) -> None:
    patient = Patient(id=PatientId(uuid4()), name="Paula", birth_date="1990-02-03", zone=ZONE, conditions=())
    await people.add_patient(scope, patient, account=about.provider)


async def _loaded(scope: Scope, _: About) -> bool:
    """A version that the clinic has not loaded yet."""
    form = read(questionnaire_file(version=uuid4().hex[:20]))
    return await questionnaires.add(scope, form, "{}", id_=uuid4(), at=NOON)


def _clinic(id_: ClinicId) -> Clinic:
    return Clinic(id=id_, name="Renamed", phone="1", hours="1", zone=ZONE)


QUERIES: Mapping[str, Query] = {
    "alerts.add": _of_patient(lambda s, a: alerts.add(s, [make.alert(a, id=uuid4())])),
    "alerts.announce": Query(ask=lambda s, a: alerts.announce(s, make.alert(a)), silent=True),
    "alerts.add_once": _of_patient(
        lambda s, a: alerts.add_once(s, make.alert(a, id=uuid4(), entry=None, session=a.session))
    ),
    "alerts.report": _of_patient(lambda s, a: alerts.report(s, a.alert, make.alert(a))),
    "alerts.lock_running": _of_patient(lambda s, a: alerts.lock_running(s, a.patient)),
    "alerts.precision": Query(
        ask=lambda s, a: alerts.precision(s, [a.patient], NOON, LATER, acted=list(Outcome)), silent=True
    ),
    "ladder.steps": _of_clinic(lambda s, a: ladder.steps(s, [a.alert])),
    "ladder.staff": _of_clinic(lambda s, a: ladder.staff(s, [a.patient])),
    "ladder.climb": _of_clinic(
        lambda s, a: ladder.climb(s, make.alert(a), Step(rung=Rung.ADMINS, at=LATER, people=(a.provider,)))
    ),
    "rules.of": _all_of_clinic(lambda s, _: rules.of(s)),
    "rules.current": _all_of_clinic(lambda s, _: rules.current(s)),
    "rules.versions": _all_of_clinic(lambda s, _: rules.versions(s, limit=9)),
    "rules.add": _of_clinic(lambda s, a: rules.add(s, make.rule_set(a))),
    "silences.latest": _all_of_clinic(lambda s, _: silences.latest(s, since=NOON - timedelta(days=30))),
    "alerts.lock": _of_clinic(lambda s, a: alerts.lock(s, a.alert)),
    "alerts.of": _of_patient(lambda s, a: alerts.of(s, [a.patient], resolved=True)),
    "alerts.with_admins": _of_clinic(_come_to_admins),
    "alerts.waiting": _all_of_clinic(lambda s, _: alerts.waiting(s)),
    "alerts.update": _of_clinic(lambda s, a: alerts.update(s, make.alert(a, owner=s.actor, acknowledged_at=NOON))),
    "annotations.of": _of_patient(lambda s, a: annotations.of(s, a.patient)),
    "annotations.add": _of_patient(lambda s, a: annotations.add(s, make.annotation(s, a), number=1)),
    "conditions.of": _of_patient(lambda s, a: conditions.of(s, a.patient)),
    "conditions.change": _of_patient(
        lambda s, a: conditions.change(
            s, a.patient, Change(before=(), after=("pain",), author=a.provider, at=LATER), number=1
        )
    ),
    "audit.note": _of_patient(lambda s, a: audit.note(s, "a.b", at=NOON, patient=a.patient)),
    "audit_log.search": _of_clinic(
        lambda s, a: audit_log.search(s, Search(actor=a.provider, patient=a.patient), limit=9)
    ),
    "care_teams.add": _of_clinic(lambda s, a: care_teams.add(s, a.patient, a.provider, at=LATER)),
    "care_teams.remove": _of_clinic(lambda s, a: care_teams.remove(s, a.patient, a.provider, at=LATER)),
    "ceremonies.add": _own(
        lambda s, _: ceremonies.add(s, CeremonyKind.TOTP, b"", id_=uuid4(), sign_in=None, ends_at=LATER)
    ),
    "ceremonies.take": _own(lambda s, a: ceremonies.take(s, CeremonyKind.TOTP, a.ceremony, at=NOON)),
    "check_ins.ratings": _of_patient(lambda s, a: check_ins.ratings(s, a.patient)),
    "check_ins.ratings_of": _of_patient(lambda s, a: check_ins.ratings_of(s, [a.patient])),
    "clinics.find": _all_of_clinic(lambda s, _: clinics.find(s)),
    "clinics.of": _all_of_clinic(lambda s, _: clinics.of(s)),
    # A clinic has an id of its own, and the scope must name it already: with another's, its key refuses.
    "clinics.add": Query(ask=lambda _, __: clinics.add(_, _clinic(ClinicId(uuid4()))), rightly=NADIA),
    "clinics.put": _all_of_clinic(lambda s, _: clinics.put(s, _clinic(s.clinic))),
    "companions.add": _of_patient(lambda s, a: companions.add(s, make.companion_pass(s, a), code_hash=uuid4().bytes)),
    "companions.of": _of_patient(lambda s, a: companions.of(s, a.patient)),
    "companions.withdraw": _of_patient(lambda s, a: companions.withdraw(s, a.patient, a.companion_pass, at=NOON)),
    # Found by its code: whoever has the code has the pass.
    "companions.sign_in": _of_clinic(
        lambda s, a: companions.sign_in(s, a.companion_pass, uuid4().bytes, id_=uuid4(), at=LATER, client="")
    ),
    # By the sign-in that has just been recognised.
    "companions.of_sign_in": _of_clinic(lambda s, a: companions.of_sign_in(s, a.visit)),
    "companions.spend": _of_clinic(lambda s, a: companions.spend(s, a.companion_pass, 1, at=NOON)),
    "contents.encode": _of_patient(lambda s, a: contents.encode(s, a.patient, [make.entry(a, FRESH)])),
    "contents.decode": _of_patient(_decode),
    "credentials.ways": _own(lambda s, _: credentials.ways(s)),
    "credentials.has_passphrase": _own(_has_passphrase),
    "credentials.set_passphrase": _own(lambda s, _: credentials.set_passphrase(s, "x")),
    "credentials.open_account": _of_clinic(
        lambda s, a: credentials.open_account(s, a.person, email=None, passphrase_hash="x", totp=None)
    ),
    "credentials.revoke_all": _of_clinic(lambda s, a: credentials.revoke_all(s, a.person)),
    "credentials.set_totp": _of_clinic(lambda s, a: credentials.set_totp(s, a.person, Totp(secret="x", step=1))),
    "credentials.set_recovery_code": _of_clinic(lambda s, a: credentials.set_recovery_code(s, a.person, b"x")),
    "credentials.use_recovery_code": _of_clinic(lambda s, a: credentials.use_recovery_code(s, a.person, HASH)),
    "credentials.hold": Query(ask=lambda s, a: credentials.hold(s, a.person), wide=True, silent=True),
    "disclosures.add": _of_patient(lambda s, a: disclosures.add(s, make.disclosure(a))),
    "emergency_access.add": _of_patient(
        lambda s, a: emergency_access.add(
            s, Glass(id=uuid4(), patient=a.patient, at=NOON, until=LATER, reason="on call")
        )
    ),
    "emergency_access.find_patients": _all_of_clinic(
        lambda s, _: emergency_access.find_patients(s, born=date(1986, 4, 19))
    ),
    "figures.cared_for": _of_patient(lambda s, _: figures.cared_for(s)),
    "figures.behind": _all_of_clinic(lambda s, _: figures.behind(s, basis="x", limit=99)),
    "figures.take_turn": Query(ask=lambda s, _: figures.take_turn(s), wide=True, silent=True),
    "figures.of": _of_patient(_kept),
    "figures.keep": _of_patient(
        lambda s, a: figures.keep(
            s,
            {a.patient: Made(number=1, sessions_version=1, figures=Figures(), outcome=courses.Outcome())},
            basis="x",
            at=LATER,
        )
    ),
    "invitations.of_clinic": _all_of_clinic(lambda s, _: invitations.of_clinic(s, made_by=None, now=NOON)),
    "invitations.end_open": _of_clinic(lambda s, a: invitations.end_open(s, a.person, at=NOON)),
    "invitations.add": _of_clinic(
        lambda s, a: invitations.add(
            s,
            a.person,
            id_=uuid4(),
            email=None,
            token_hash=uuid4().bytes,
            code_hash=b"",
            attempts=5,
            at=NOON,
            expires_at=LATER,
        )
    ),
    "invitations.spend_attempt": _of_clinic(lambda s, a: invitations.spend_attempt(s, a.invitation, now=NOON)),
    "invitations.return_attempt": _of_clinic(lambda s, a: invitations.return_attempt(s, a.invitation)),
    "invitations.accept": _of_clinic(lambda s, a: invitations.accept(s, a.invitation, at=NOON)),
    "invitations.withdraw": _of_clinic(lambda s, a: invitations.withdraw(s, a.invitation, made_by=None, at=NOON)),
    "journal.lock": _of_patient(lambda s, a: journal.lock(s, a.patient)),
    "journal.known": _of_patient(lambda s, a: journal.known(s, a.patient, [a.entry])),
    "journal.append": _of_patient(lambda s, a: journal.append(s, a.patient, [make.entry(a, FRESH)], last=50, at=NOON)),
    "journal.after": _of_patient(lambda s, a: journal.after(s, a.patient, 0, limit=9)),
    "journal.between": _of_patient(lambda s, a: journal.between(s, a.patient, TODAY, TODAY, history=True)),
    "journal.first_outside": _of_patient(
        lambda s, a: journal.first_outside(s, a.patient, date(2000, 1, 1), date(2000, 1, 1), above=0)
    ),
    "journal.count_of_device": _of_patient(lambda s, a: journal.count_of_device(s, a.patient, "phone-1")),
    "journal.every": _of_patient(lambda s, a: journal.every(s, a.patient, Kind.CHECK_IN)),
    "journal.current": _of_patient(lambda s, a: journal.current(s, [a.patient], list(Kind))),
    "journal.standing": _of_patient(lambda s, a: journal.standing(s, [a.patient], [a.entry])),
    "journal.wordless": _of_patient(_wordless),
    "journal.last_days": _of_patient(lambda s, a: journal.last_days(s, [a.patient])),
    "keys.of": _of_patient(lambda s, a: keys.of(s, [a.patient])),
    "keys.to_seal": _of_patient(lambda s, a: keys.to_seal(s, a.patient)),
    "members.of": _all_of_clinic(lambda s, _: members.of(s)),
    "members.hold_admins": _all_of_clinic(lambda s, _: members.hold_admins(s)),
    "members.rename": _of_clinic(lambda s, a: members.rename(s, a.person, "Somebody")),
    "members.set_email": _of_clinic(lambda s, a: members.set_email(s, a.person, "somebody@clinic.test")),
    "members.disable": _of_clinic(lambda s, a: members.disable(s, a.person, at=NOON)),
    "notices.tell": _of_clinic(lambda s, a: notices.tell(s, a.person, NoticeKind.ACCOUNT_RESET, id_=uuid4(), at=NOON)),
    "notices.of": _own(lambda s, _: notices.of(s)),
    "notices.unread": _own(lambda s, _: notices.unread(s)),
    "notices.mark_seen": _own(lambda s, a: notices.mark_seen(s, [a.notice], at=NOON)),
    "passkeys.of": _own(lambda s, a: passkeys.of(s, a.person)),
    "passkeys.count": _own(lambda s, a: passkeys.count(s, a.person)),
    "passkeys.add": _own(lambda s, a: passkeys.add(s, make.passkey(s, a))),
    "passkeys.use": _own(lambda s, a: passkeys.use(s, a.passkey, 7, at=NOON)),
    "passkeys.remove": _own(lambda s, a: passkeys.remove(s, a.passkey)),
    "people.person": _of_clinic(lambda s, a: people.person(s, a.person)),
    "people.names": _of_clinic(lambda s, a: people.names(s, [a.person])),
    "people.of_patients": _of_clinic(lambda s, a: people.of_patients(s, [a.patient])),
    "people.admins": _all_of_clinic(lambda s, _: people.admins(s)),
    "people.use_totp_step": _of_clinic(lambda s, a: people.use_totp_step(s, a.person, 7)),
    "people.standing": _of_patient(lambda s, a: people.standing(s, a.patient, now=NOON)),
    "people.in_care": _of_patient(lambda s, _: people.in_care(s)),
    "people.mark_seen": _of_patient(lambda s, a: people.mark_seen(s, a.patient, 2**40, at=NOON)),
    "people.add_person": Query(ask=lambda s, _: people.add_person(s, make.person(s)), rightly=NADIA),
    "people.add_patient": _of_clinic(_taken_in),
    "people.add_care": _of_clinic(lambda s, a: people.add_care(s, a.patient, a.provider, since=NOON)),
    "questionnaires.of": _all_of_clinic(lambda s, _: questionnaires.of(s)),
    "questionnaires.library": _all_of_clinic(lambda s, _: questionnaires.library(s)),
    "questionnaires.find": _all_of_clinic(lambda s, _: questionnaires.find(s, "rest", None)),
    "questionnaires.add": _all_of_clinic(_loaded),
    "questionnaires.retire": _all_of_clinic(lambda s, _: questionnaires.retire(s, "rest", at=NOON)),
    "sealed_columns.unreadable": _all_of_clinic(_unreadable),
    "sealing.sealer": _of_patient(lambda s, a: sealing.sealer(s, a.patient)),
    "sealing.opener": _of_patient(lambda s, a: sealing.opener(s, [a.patient])),
    "sessions.of": _of_patient(lambda s, a: sessions.of(s, a.patient)),
    "sessions.of_many": _of_patient(lambda s, a: sessions.of_many(s, [a.patient])),
    "sessions.wordless": _of_patient(lambda s, a: sessions.wordless(s, [a.patient])),
    "sessions.versions": _of_patient(lambda s, a: sessions.versions(s, a.patient, a.session)),
    "sessions.revisions": _of_patient(lambda s, a: sessions.revisions(s, a.patient, a.session)),
    "sessions.count_change": _of_patient(lambda s, a: sessions.count_change(s, a.patient)),
    "sessions.put": _of_patient(lambda s, a: sessions.put(s, make.session(a), at=NOON)),
    "sign_ins.of": _own(lambda s, _: sign_ins.of(s)),
    "sign_ins.add": _own(lambda s, _: sign_ins.add(s, uuid4().bytes, at=NOON, method=Method.PASSPHRASE, client="")),
    "sign_ins.has_client_but": _own(lambda s, _: sign_ins.has_client_but(s, "Another")),
    "sign_ins.add_client": _own(lambda s, _: sign_ins.add_client(s, "Another", at=NOON)),
    "sign_ins.prove": _own(lambda s, a: sign_ins.prove(s, a.sign_in, at=LATER)),
    "sign_ins.end": _own(lambda s, a: sign_ins.end(s, a.sign_in)),
    "sign_ins.end_others": _own(lambda s, _: sign_ins.end_others(s, uuid4())),
}
"""A query that is missing here fails a test."""
