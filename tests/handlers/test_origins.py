"""Whose pages may write where nobody has said what the journal's own address is."""

import pytest
from litestar import Litestar

from tests.support import ORIGIN, Cast, SignIn, batch


async def test_without_an_address_of_its_own_the_journal_takes_writes_from_the_host_that_was_asked(
    app: Litestar, signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await signed_in(cast.alice)
    monkeypatch.setitem(app.state._state, "origin", None)
    host = ORIGIN.partition("//")[2]
    asked = {f"https://{host}": 200, f"http://{host}": 200}
    foreign = dict.fromkeys(("https://evil.test", f"https://{host}.evil.test", f"https://{host}:8443", "null"), 403)
    for origin, status in (asked | foreign).items():
        path = f"/api/v1/patients/{cast.alice.own}/journal"
        answer = await alice.post(path, json=batch(), headers={"Origin": origin})
        assert answer.status_code == status, (origin, answer.text)
