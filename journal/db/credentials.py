"""With what a person of the clinic proves who they are, besides their passkeys."""

from dataclasses import dataclass

import asyncpg

from journal.clinical.ids import PersonId
from journal.clinical.people import Scope
from journal.db import engine


class AddressTaken(Exception):
    """Another account, of whatever clinic, has this e-mail. The transaction can only end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totp:
    """A secret, and the last time step of which a code was used."""

    secret: str
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """What a person has to come in with."""

    passphrase: bool
    totp: bool
    recovery_code: bool
    passkeys: int


async def ways(scope: Scope) -> Ways:
    """What the scope's actor has."""
    rows = await engine.fetch(
        """
        select passphrase_hash is not null as passphrase, totp_secret is not null as totp,
               recovery_code_hash is not null as recovery_code,
               (select count(*) from passkey k where k.clinic_id = p.clinic_id and k.person_id = p.id) as passkeys
        from person p where clinic_id = $1 and id = $2
        """,
        scope.clinic,
        scope.actor,
    )
    return Ways(**rows[0])


async def has_passphrase(scope: Scope, hashed: str | None) -> bool:
    """Whether this is still the hash of the scope's actor's."""
    rows = await engine.fetch(
        "select id from person where clinic_id = $1 and id = $2 and passphrase_hash = $3",
        scope.clinic,
        scope.actor,
        hashed,
    )
    return bool(rows)


async def set_passphrase(scope: Scope, hashed: str) -> None:
    """From now on, the scope's actor comes in with this one."""
    await engine.fetch(
        "update person set passphrase_hash = $3 where clinic_id = $1 and id = $2", scope.clinic, scope.actor, hashed
    )


async def open_account(
    scope: Scope, person: PersonId, *, email: str | None, passphrase_hash: str | None, totp: Totp | None
) -> None:
    """Give a person who has none a way in. Without `email`, the address stays as it is. Raises AddressTaken."""
    try:
        await engine.fetch(
            """
            update person set email = coalesce($3, email), passphrase_hash = $4, totp_secret = $5, totp_step = $6,
                   recovery_code_hash = null
            where clinic_id = $1 and id = $2
            """,
            scope.clinic,
            person,
            email,
            passphrase_hash,
            totp and totp.secret,
            totp.step if totp else 0,
        )
    except asyncpg.UniqueViolationError as error:
        raise AddressTaken from error


async def revoke_all(scope: Scope, person: PersonId) -> bool:
    """Take away every way in and end every sign-in; False where the clinic has no such person.

    The person's row is held first, so that whoever signs in at the same moment is either ended or refused.
    """
    rows = await engine.fetch(
        """
        update person set passphrase_hash = null, totp_secret = null, recovery_code_hash = null
        where clinic_id = $1 and id = $2 returning id
        """,
        scope.clinic,
        person,
    )
    await engine.fetch("delete from passkey where clinic_id = $1 and person_id = $2", scope.clinic, person)
    await engine.fetch("delete from sign_in where clinic_id = $1 and person_id = $2", scope.clinic, person)
    return bool(rows)


async def set_totp(scope: Scope, person: PersonId, totp: Totp) -> None:
    """From now on, codes are made of this secret."""
    await engine.fetch(
        "update person set totp_secret = $3, totp_step = $4 where clinic_id = $1 and id = $2",
        scope.clinic,
        person,
        totp.secret,
        totp.step,
    )


async def set_recovery_code(scope: Scope, person: PersonId, hashed: bytes) -> None:
    """The one code that is good once where the second factor is lost; the former is good no more."""
    await engine.fetch(
        "update person set recovery_code_hash = $3 where clinic_id = $1 and id = $2", scope.clinic, person, hashed
    )


async def use_recovery_code(scope: Scope, person: PersonId, hashed: bytes) -> bool:
    """Use it up; False where it is another. Of several at once, one gets True."""
    rows = await engine.fetch(
        """
        update person set recovery_code_hash = null
        where clinic_id = $1 and id = $2 and recovery_code_hash = $3 returning id
        """,
        scope.clinic,
        person,
        hashed,
    )
    return bool(rows)


async def hold(scope: Scope, person: PersonId) -> None:
    """Let nobody else change this person's ways in before this transaction ends."""
    await engine.fetch("select id from person where clinic_id = $1 and id = $2 for no key update", scope.clinic, person)
