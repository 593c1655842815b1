"""How often something may be tried: by account, by network, by everybody together; counted in the database.

For a guess at a secret (a passphrase, a code, an invitation): `await guessing(…)` before looking at it, and
`await proven(…)` when it was right. For what costs something each time: `await spend(…)`. None of the three within a
transaction; in one, `await spend_here(…)`. All raise TooMany. Passkeys spend by network, and never by account.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from journal.clinical.errors import Refusal
from journal.db import throttle
from journal.db.throttle import Bucket, Delay, Rule


class Kind(StrEnum):
    """What is counted, and what its key is."""

    ACCOUNT = "account"
    """Wrong passphrases and codes, by e-mail address, whether or not anybody has it."""
    NETWORK = "network"
    """Wrong guesses of any kind, by network."""
    EVERYBODY = "everybody"
    """Wrong guesses of any kind, all together: the key is empty."""
    CEREMONY = "ceremony"
    """Passkey ceremonies, by network."""
    LOOK_UP = "look_up"
    """Looking for a patient by name, by person."""
    EXPORT = "export"
    """Letters and tables, looked at or handed out, by person."""
    HISTORY = "history"
    """Reading much of a journal at once, by person."""


_QUARTER, _HOUR = timedelta(minutes=15), timedelta(hours=1)

RULES: Mapping[Kind, Rule] = {
    Kind.ACCOUNT: Delay(free=5, longest=timedelta(minutes=5), forgotten=timedelta(days=1)),
    # A clinic is one network: its wrong guesses, not its people, are counted.
    Kind.NETWORK: Bucket(most=300, within=_QUARTER),
    Kind.EVERYBODY: Bucket(most=6000, within=_QUARTER),
    Kind.CEREMONY: Bucket(most=600, within=_QUARTER),
    Kind.LOOK_UP: Bucket(most=30, within=_HOUR),
    Kind.EXPORT: Bucket(most=240, within=_HOUR),
    Kind.HISTORY: Bucket(most=600, within=_QUARTER),
}


class TooMany(Refusal):
    """Tried too often. `retry_after` is in whole seconds, at least one."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("too many attempts")
        self.retry_after = retry_after


async def spend(kind: Kind, key: str, *, now: datetime) -> None:
    """Count one of these, at once and for good. Raises TooMany where it is one too many."""
    _refuse(await throttle.count(_hash(kind, key), RULES[kind], now=now), now)


async def spend_here(kind: Kind, key: str, *, now: datetime) -> None:
    """Count one of these in the open transaction. Raises TooMany where it is one too many."""
    rule = RULES[kind]
    if not isinstance(rule, Bucket):
        raise TypeError("a guess is counted before its transaction")
    _refuse(await throttle.count_here(_hash(kind, key), rule, now=now), now)


async def guessing(network: str, *, account: str | None = None, now: datetime) -> None:
    """Count a guess before it is looked at. Raises TooMany where it must wait, before anything is looked at.

    `account` is the e-mail address it is about; None where the secret has attempts of its own.
    """
    await spend(Kind.NETWORK, network, now=now)
    if account is not None:
        await spend(Kind.ACCOUNT, account, now=now)
    await spend(Kind.EVERYBODY, "", now=now)


async def proven(network: str, *, account: str | None = None, now: datetime) -> None:
    """The guess was right: it counts for nothing, and the account's delays are over."""
    for kind, key in ((Kind.ACCOUNT, account), (Kind.NETWORK, network), (Kind.EVERYBODY, "")):
        if key is not None:
            await throttle.give_back(_hash(kind, key), RULES[kind], now=now)


def _hash(kind: Kind, key: str) -> bytes:
    return hashlib.sha256(f"{kind.value}\n{key}".encode("utf-8", "surrogatepass")).digest()


def _refuse(opens: datetime | None, now: datetime) -> None:
    if opens is not None:
        raise TooMany(max(1, -((now - opens) // timedelta(seconds=1))))
