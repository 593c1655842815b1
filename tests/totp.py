"""One-time codes of the cast."""

from datetime import timedelta

import pyotp

from tests.support import Clock, Member


def code(member: Member, clock: Clock, *, steps: int = 0) -> str:
    """The code that a member of staff's application shows now, or so many half minutes later."""
    assert member.totp_secret is not None
    return pyotp.TOTP(member.totp_secret).at(clock.now + timedelta(seconds=30 * steps))
