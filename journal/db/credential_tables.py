"""The tables of how people come in, as Piccolo sees them: a part of `tables`, which lists them all."""

from piccolo.columns import UUID, BigInt, Bytea, SmallInt, Text, Timestamptz
from piccolo.table import Table


class Invitation(Table, tablename="invitation"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    person_id = UUID(default=None)
    token_hash = Bytea(default=None, secret=True)
    code_hash = Bytea(default=None, secret=True)
    email = Text(null=True, default=None)
    attempts_left = SmallInt(default=None)
    made_by = UUID(default=None)
    made_at = Timestamptz(default=None)
    expires_at = Timestamptz(default=None)
    accepted_at = Timestamptz(null=True, default=None)
    withdrawn_at = Timestamptz(null=True, default=None)


class Passkey(Table, tablename="passkey"):
    clinic_id = UUID(default=None)
    id = UUID(primary_key=True, default=None)
    person_id = UUID(default=None)
    credential_id = Bytea(default=None)
    public_key = Bytea(default=None)
    sign_count = BigInt(default=None)
    name = Text()
    created_at = Timestamptz(default=None)
    last_used_at = Timestamptz(null=True, default=None)


class Ceremony(Table, tablename="ceremony"):
    clinic_id = UUID(null=True, default=None)
    id = UUID(primary_key=True, default=None)
    person_id = UUID(null=True, default=None)
    kind = Text()
    secret = Bytea(default=None, secret=True)
    ends_at = Timestamptz(default=None)
    sign_in_id = UUID(null=True, default=None)
