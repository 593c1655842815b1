"""How lately somebody has proven who they are, and what asks for how much of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from journal.clinical.errors import Refusal
from journal.clinical.people import Role
from journal.db.sign_ins import SignIn

READ_WITHIN = timedelta(minutes=15)
STEP_UP_WITHIN = timedelta(minutes=5)


class Tier(StrEnum):
    """What a sign-in is good for, least first."""

    LOG = "log"
    """Signed in: a patient may append, and see today and yesterday."""
    READ = "read"
    """Proven within 15 minutes, or staff: history, charts, letters."""
    STEP_UP = "step_up"
    """Proven within 5 minutes: what leaves the journal, and what opens an account."""

    @property
    def rank(self) -> int:
        return list(Tier).index(self)


class VerificationRequired(Refusal):
    """Whoever asks must first prove again who they are; the same call then succeeds."""

    def __init__(self, needs: Tier) -> None:
        super().__init__(f"needs {needs.value}")
        self.needs = needs


def tier(role: Role, verified_at: datetime, now: datetime) -> Tier:
    """What a sign-in of this role, last proven at `verified_at`, is good for at `now`.

    Staff read while they are signed in, which ends after 15 idle minutes. A companion has a pass and nothing to
    prove anew.
    """
    since = now - verified_at
    if since <= STEP_UP_WITHIN:
        return Tier.STEP_UP
    return Tier.READ if since <= READ_WITHIN or role is not Role.PATIENT else Tier.LOG


def require(sign_in: SignIn, needs: Tier, *, now: datetime) -> None:
    """Return if the sign-in is good for `needs`; else VerificationRequired."""
    if tier(sign_in.role, sign_in.verified_at, now).rank < needs.rank:
        raise VerificationRequired(needs)
