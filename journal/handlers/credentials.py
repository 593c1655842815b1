"""One's own passphrase."""

from typing import Annotated, Any

from litestar import Request, put
from litestar.params import JSONBody
from msgspec import Meta

from journal.actions import credentials
from journal.clinical.passphrases import LONGEST
from journal.handlers import auth
from journal.handlers.wire import Incoming


class PassphraseIn(Incoming, kw_only=True, frozen=True):
    passphrase: Annotated[str, Meta(max_length=LONGEST)]


@put(
    "/credentials/passphrase",
    status_code=204,
    opt={"who": auth.SIGNED_IN, "tier": "step_up"},
    summary="Set a passphrase",
)
async def set_passphrase(request: Request[Any, Any, Any], data: JSONBody[PassphraseIn]) -> None:
    """Replaces the former one. One's other sign-ins end; 422 where it is too easily guessed."""
    await credentials.set_passphrase(auth.signed_in(request), data.passphrase, now=auth.now_of(request))
