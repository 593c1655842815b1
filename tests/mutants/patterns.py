"""How a wall looks in the source, and what stands there when it is out.

In SQL by hand the parameter stays, so that what fails is a claim and not the statement.
"""

import re
from collections.abc import Mapping

Rule = tuple[str, re.Pattern[str], str]
"""A kind, the wall, and what is there instead."""

_COLUMN = r"(?<![\w.])(?:\w+\.)?"
_END = r"(?=[\s)\"',]|$)"


def _equals(kind: str, column: str) -> Rule:
    return kind, re.compile(rf"{_COLUMN}{column} = (\$\d+){_END}"), r"\1::uuid is not null"


FILTERS: tuple[Rule, ...] = (
    _equals("clinic filter", "clinic_id"),
    _equals("patient filter", "patient_id"),
    _equals("person filter", "(?:person|provider)_id"),
    _equals("id filter", "(?:companion_pass_)?id"),
    ("patients filter", re.compile(rf"{_COLUMN}patient_id = any\((\$\d+)::uuid\[\]\)"), r"\1::uuid[] is not null"),
    (
        "patients filter",
        re.compile(r"(\$\d+)::uuid\[\] is null or patient_id = any\(\1\)"),
        r"(\1::uuid[] is null or true)",
    ),
    ("id filter", re.compile(rf"{_COLUMN}(?:alert_)?id = any\((\$\d+)::uuid\[\]\)"), r"\1::uuid[] is not null"),
    ("person filter", re.compile(r"person_id = \(select id from owner\)"), "exists (select from owner)"),
    ("person filter", re.compile(r"(\$\d+)::uuid is null or (?:\w+\.)?made_by = \1"), r"\1::uuid is null or true"),
    ("clinic filter", re.compile(r"clinic_id is not distinct from (\$\d+)"), r"(\1::uuid is null or true)"),
    ("person filter", re.compile(r"person_id is not distinct from (\$\d+)"), r"(\1::uuid is null or true)"),
    # Whose a row beside it is. Ids of people and clinics are made here and never twice; those of entries are phones'.
    ("join", re.compile(r"r\.patient_id = (?:e|t)\.(?:patient_)?id"), "r.patient_id is not null"),
    ("join", re.compile(r"(\w)\.patient_id = p\.id"), r"\1.patient_id is not null"),
    ("join", re.compile(r"(r|s)\.alert_id = a\.id"), r"\1.alert_id is not null"),
    ("join", re.compile(r"(k|t)\.person_id = p\.id"), r"\1.person_id is not null"),
    ("join", re.compile(r"and patient_id = sent\.patient"), "and sent.patient is not null"),
    ("clinic filter", re.compile(r"\(?([\w.]+)\.clinic_id == scope\.clinic\)?"), r"(\1.clinic_id.is_not_null())"),
    ("patient filter", re.compile(r"([\w.]+)\.patient_id == [\w.]+"), r"\1.patient_id.is_not_null()"),
    (
        "id filter",
        re.compile(r"\(?(\w*tables\.Alert|Patient|TreatmentSession)\.id == [\w.]+\)?"),
        r"(\1.id.is_not_null())",
    ),
    ("in force", re.compile(rf"{_COLUMN}(?:ended|withdrawn|accepted|disabled)_at is null\b"), "true"),
    ("in force", re.compile(r"p\.disabled_at is not null"), "false"),
    (
        "in force",
        re.compile(rf"{_COLUMN}(?:until_at|expires_at|ends_at) > (\$\d+)"),
        r"\1::timestamptz is not null",
    ),
    ("in force", re.compile(r"attempts_left > 0"), "true"),
)
"""For `journal/db`."""

# Of staff, who read for as long as they are signed in, `read` asks for no more than `log`.
_PATIENTS_MAY = r'"who": auth\.(?:SIGNED_IN|PATIENT_OR_CARE_TEAM|PATIENT)(?=[,}])(?![^}]*tier")'
GUARDS: tuple[Rule, ...] = (
    ("who may call", re.compile(r'"who": auth\.SIGNED_IN'), '"who": auth.ANYONE'),
    ("who may call", re.compile(r'"who": auth\.(?!ANYONE)\w+'), '"who": frozenset(auth.Role)'),
    ("how lately proven", re.compile(r'tier": "(?:step_up|read)"'), 'tier": "log"'),
    ("how lately proven", re.compile(_PATIENTS_MAY), r'\g<0>, "tier": "log"'),
    ("how lately proven", re.compile(r"(?m)^( +)(?:auth|tiers)\.require\(.*\)$"), r"\1pass"),
)
"""For `journal/handlers`."""

_REFUSALS = (
    "NotFound|Forbidden|SignInRefused|SignInEnded|PasskeyRefused|NotAuthorizedException|PermissionDeniedException"
)
# A condition that is there for the types alone: who is let in has an actor, and a companion a patient.
_NEVER = r"scope\.actor is None|(?:person\.)?patient is None"
CHECKS: tuple[Rule, ...] = (
    (
        "access",
        re.compile(r"access\.(?:readable|handed_out|treatable)\(scope, ([\w.]+), now=now\)"),
        r"access._standing(scope, \1, lambda *_: True, now)",
    ),
    (
        "refusal",
        re.compile(
            rf"(?m)^( +)if (?!(?:{_NEVER}):)(.+):\n((?:\1    #.*\n)?)"
            rf"\1    raise (?:{_REFUSALS}|VerificationRequired.*)$"
        ),
        r"\1if \2:\n\3\1    pass",
    ),
    ("throttle", re.compile(r"(?m)^( +)await throttle\.(?:spend|spend_here|guessing)\(.*\)$"), r"\1pass"),
    ("how lately proven", re.compile(r"is (not )?Tier\.LOG\b(?! else Tier)"), r"is \1None"),
)
"""For `journal/actions` and `journal/handlers`."""

SINGLY: Mapping[str, tuple[Rule, ...]] = {
    "journal/clinical/people.py": (("rule", re.compile(r"(?m)^    return (.+)$"), "    return True"),),
    "journal/clinical/invitations.py": (
        ("rule", re.compile(r"    return scope\.role is Role\.ADMIN or .*"), "    return True"),
    ),
    "journal/clinical/privacy.py": (("rule", re.compile(r"content=replace\(content, note=None\)"), "content=content"),),
    "journal/actions/journal.py": (
        ("rule", re.compile(r"if scope\.role is not Role\.PROVIDER"), "if scope"),
        ("rule", re.compile(r"standing\.patient\.care_team and "), ""),
    ),
    "journal/actions/invitations.py": (
        ("rule", re.compile(r"return None if scope\.role is Role\.ADMIN else scope\.actor"), "return None"),
        ("rule", re.compile(r"if scope\.role is not Role\.ADMIN"), "if scope.role is Role.COMPANION"),
    ),
    "journal/actions/passkeys.py": (
        ("rule", re.compile(r"found is None or found\.scope\.actor != person\.id"), "found is None"),
    ),
    "journal/actions/members.py": (("rule", re.compile(r"asked\.disabled and id_ == scope\.actor"), "False"),),
    "journal/actions/credentials.py": (("rule", re.compile(r" +await sign_ins\.end_others\(.*\)\n"), ""),),
    "journal/actions/sign_in.py": (
        ("rule", re.compile(r"person\.role is not Role\.PATIENT and not await _use_code\(.*\)"), "False"),
        ("rule", re.compile(r"    if expired\(found, now\)"), "    if False"),
        ("rule", re.compile(r"found\.ends_at is not None and now >= found\.ends_at"), "False"),
        ("rule", re.compile(r"return idle > PATIENT_IDLE"), "return False"),
        ("rule", re.compile(r"idle > STAFF_IDLE or "), ""),
        ("rule", re.compile(r" or now - found\.begun_at > STAFF_ABSOLUTE"), ""),
    ),
    "journal/handlers/auth.py": (
        ("forgery", re.compile(r"not headers\.get\(CLIENT_HEADER\) or "), ""),
        ("forgery", re.compile(r" or \(origin is not None and not _ours\(connection, origin\)\)"), ""),
        ("forgery", re.compile(r"return origin == configured"), "return True"),
        ("forgery", re.compile(r'return origin in \{f"http.*\}'), "return True"),
        ("forgery", re.compile(r"raise HTTPException\(status_code=415\)"), "pass"),
        ("cookie", re.compile(r"secure=True, "), ""),
        ("cookie", re.compile(r"httponly=True, "), "httponly=False, "),
        ("cookie", re.compile(r'samesite="strict"'), 'samesite="none"'),
    ),
    "journal/db/notify.py": (("clinic filter", re.compile(r"news\.clinic == self\._clinic"), "news"),),
    "journal/db/engine.py": (
        ("scope", re.compile(r"set_config\('app\.(?:clinic|patient|actor|purpose)', (\$\d), true\)"), r"\1::text"),
        ("scope", re.compile(r'"companion" if scope\.role is Role\.COMPANION else ""'), '""'),
    ),
    "journal/handlers/events.py": (("patients filter", re.compile(r"heard\.patient in cared_for"), "heard.patient"),),
}
"""For what stands in one place only."""
