"""Guessing is slowed down for each account, each network and everybody, across workers; nobody is locked out."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
from litestar import Litestar

from journal.actions import throttle
from journal.actions.throttle import RULES, Kind, TooMany
from journal.db.embedded import Embedded
from journal.db.throttle import Bucket, Rule
from journal.settings import Settings
from tests.databases import superuser
from tests.support import NOON, ORIGIN, PASSPHRASE, Cast, Clock, SignIn, check_in, sync
from tests.totp import code
from tests.worlds import summary_body

PATH, VERIFY = "/api/v1/sign-in", "/api/v1/sign-in/verify"
FREE = 5


async def _try(client: httpx.AsyncClient, email: str, passphrase: str = "a guess", **more: Any) -> httpx.Response:
    return await client.post(PATH, json={"email": email, "passphrase": passphrase} | more)


@contextmanager
def _rule(kind: Kind, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another rule for a while: the shape is what is tested, and hundreds of hashes would take a minute."""
    with monkeypatch.context() as patch:
        patch.setattr(throttle, "RULES", {**RULES, kind: rule})
        yield


def _from(app: Litestar, address: str, **headers: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, client=(address, 50_000)),  # type: ignore[arg-type]  # Litestar's own types
        base_url=ORIGIN,
        headers={"X-Journal-Client": "test/1", "Origin": ORIGIN, **headers},
    )


async def test_after_five_wrong_guesses_each_further_one_waits_longer(
    client: httpx.AsyncClient, cast: Cast, clock: Clock
) -> None:
    assert {(await _try(client, cast.alice.email)).status_code for _ in range(FREE)} == {401}
    waits = []
    for _ in range(11):
        refused = await _try(client, cast.alice.email, PASSPHRASE)
        assert (refused.status_code, refused.json()["type"]) == (429, "/problems/too-many-requests")
        waits.append(int(refused.headers["Retry-After"]))
        clock.forward(seconds=waits[-1] - 0.001)
        assert (await _try(client, cast.alice.email, PASSPHRASE)).status_code == 429
        clock.forward(seconds=0.001)
        assert (await _try(client, cast.alice.email)).status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


async def test_the_right_passphrase_ends_the_waiting(client: httpx.AsyncClient, cast: Cast, clock: Clock) -> None:
    for _ in range(FREE):
        await _try(client, cast.alice.email)
    clock.forward(seconds=1)
    assert (await _try(client, f" {cast.alice.email.upper()}", PASSPHRASE)).status_code == 200
    assert {(await _try(client, cast.alice.email)).status_code for _ in range(FREE)} == {401}
    assert (await _try(client, cast.alice.email)).status_code == 429


async def test_a_day_without_guesses_is_a_new_beginning(client: httpx.AsyncClient, cast: Cast, clock: Clock) -> None:
    for _ in range(FREE):
        await _try(client, cast.alice.email)
    clock.forward(days=1, seconds=1)
    assert {(await _try(client, cast.alice.email)).status_code for _ in range(FREE)} == {401}
    assert (await _try(client, cast.alice.email)).status_code == 429


async def test_an_address_that_nobody_has_waits_as_alices_does(client: httpx.AsyncClient, cast: Cast) -> None:
    for _ in range(FREE + 1):
        hers, nobodys = await _try(client, cast.alice.email), await _try(client, "nobody@nowhere.test")
        assert (hers.status_code, hers.content) == (nobodys.status_code, nobodys.content)
        assert sorted(hers.headers.items()) == sorted(nobodys.headers.items())
    assert hers.status_code == 429


async def test_one_persons_waiting_is_nobody_elses(client: httpx.AsyncClient, cast: Cast) -> None:
    for _ in range(FREE + 1):
        refused = await _try(client, cast.alice.email)
    assert refused.status_code == 429
    assert (await _try(client, cast.bob.email, PASSPHRASE)).status_code == 200


async def test_of_eighty_guesses_at_once_five_are_looked_at(
    client: httpx.AsyncClient, cast: Cast, app: Litestar
) -> None:
    answers = await asyncio.gather(*(_try(client, cast.alice.email) for _ in range(80)))
    assert sorted(answer.status_code for answer in answers) == [401] * FREE + [429] * 75


async def test_the_count_is_the_databases_and_not_a_processs(
    client: httpx.AsyncClient, cast: Cast, database: Embedded, clock: Clock
) -> None:
    """Another worker has only the database in common with this one."""
    for _ in range(FREE):
        await _try(client, cast.alice.email)
    async with superuser(database) as connection:
        assert await connection.fetchval("select max(attempts) from throttle where until = $1", clock.now) is None
        assert await connection.fetchval("select count(*) from throttle where attempts = 5") == 3
        await connection.execute("delete from throttle")
    assert (await _try(client, cast.alice.email)).status_code == 401


async def test_proving_it_again_counts_with_signing_in(
    signed_in: SignIn, client: httpx.AsyncClient, cast: Cast
) -> None:
    alice = await signed_in(cast.alice)
    for _ in range(3):
        assert (await alice.post(VERIFY, json={"passphrase": "a guess"})).status_code == 422
    for _ in range(2):
        assert (await _try(client, cast.alice.email)).status_code == 401
    assert (await alice.post(VERIFY, json={"passphrase": PASSPHRASE})).status_code == 429
    assert (await _try(client, cast.alice.email, PASSPHRASE)).status_code == 429
    assert (await alice.get("/api/v1/me")).status_code == 200


async def test_wrong_codes_count_as_wrong_passphrases_do(client: httpx.AsyncClient, cast: Cast, clock: Clock) -> None:
    for number in range(FREE):
        assert (await _try(client, cast.dana.email, PASSPHRASE, code=f"00000{number}")).status_code == 401
    assert (await _try(client, cast.dana.email, PASSPHRASE, code=code(cast.dana, clock))).status_code == 429
    clock.forward(seconds=1)
    assert (await _try(client, cast.dana.email, PASSPHRASE, code=code(cast.dana, clock))).status_code == 200


async def test_a_network_that_guesses_at_many_accounts_waits_and_another_does_not(
    app: Litestar, cast: Cast, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    with _rule(Kind.NETWORK, Bucket(most=8, within=timedelta(minutes=8)), monkeypatch):
        addresses = ("203.0.113.7", "203.0.113.200", "203.0.114.7")
        async with _from(app, addresses[0]) as eve, _from(app, addresses[1]) as near, _from(app, addresses[2]) as far:
            guesses = [(await _try(eve, f"someone{number}@clinic.test")).status_code for number in range(9)]
            assert guesses == [401] * 8 + [429]
            assert (await _try(near, cast.alice.email, PASSPHRASE)).headers["Retry-After"] == "60"
            assert (await _try(far, cast.alice.email, PASSPHRASE)).status_code == 200
            clock.forward(seconds=60)
            assert (await _try(near, cast.alice.email, PASSPHRASE)).status_code == 200
            assert (await _try(near, cast.bob.email, PASSPHRASE)).status_code == 200


async def test_a_clinic_that_signs_in_all_day_from_one_network_never_waits(
    client: httpx.AsyncClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Bucket(most=2, within=timedelta(minutes=15))
    with _rule(Kind.NETWORK, few, monkeypatch), _rule(Kind.EVERYBODY, few, monkeypatch):
        for _ in range(6):
            assert (await _try(client, cast.alice.email, PASSPHRASE)).status_code == 200


async def test_everybody_together_waits_where_guesses_come_from_everywhere(
    app: Litestar, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _rule(Kind.EVERYBODY, Bucket(most=3, within=timedelta(minutes=3)), monkeypatch):
        statuses = []
        for number in range(4):
            async with _from(app, f"198.51.{number}.1") as eve:
                statuses.append((await _try(eve, f"someone{number}@clinic.test")).status_code)
    assert statuses == [401, 401, 401, 429]


@pytest.mark.parametrize("forged", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"])
async def test_a_forged_address_makes_no_other_network(
    forged: str, app: Litestar, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _rule(Kind.NETWORK, Bucket(most=3, within=timedelta(minutes=3)), monkeypatch):
        statuses = []
        for number in range(4):
            async with _from(app, "203.0.113.7", **{forged: f"198.51.{number}.1"}) as eve:
                statuses.append((await _try(eve, f"someone{number}@clinic.test")).status_code)
    assert statuses == [401, 401, 401, 429]


async def test_behind_a_trusted_proxy_the_last_address_it_wrote_counts_and_no_earlier_one(
    app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxies = Settings.from_env({"JOURNAL_TRUSTED_PROXIES": "10.0.0.0/8, fd00::/8"}).trusted_proxies
    monkeypatch.setitem(app.state._state, "trusted_proxies", proxies)
    with _rule(Kind.NETWORK, Bucket(most=1, within=timedelta(minutes=3)), monkeypatch):
        seen: dict[str, int] = {}
        for peer, said in (
            ("10.0.0.5", "1.1.1.1, 203.0.113.7"),
            ("10.0.0.5", "2.2.2.2, 203.0.113.9"),
            ("fd00::5", "203.0.114.1"),
            ("10.0.0.5", "3.3.3.3, 203.0.115.1, 10.0.0.9"),
            ("10.0.0.5", "3.3.3.3, 203.0.115.2, 10.0.0.9"),
            ("10.0.0.5", "hidden"),
            ("203.0.116.1", "4.4.4.4"),
            ("203.0.116.1", "5.5.5.5"),
        ):
            async with _from(app, peer, **{"X-Forwarded-For": said}) as eve:
                seen[said] = (await _try(eve, f"{len(seen)}@clinic.test")).status_code
    assert list(seen.values()) == [401, 429, 401, 401, 429, 401, 401, 429]


async def test_an_ipv6_site_is_one_network_and_a_mapped_address_is_the_ipv4_one(
    app: Litestar, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _rule(Kind.NETWORK, Bucket(most=1, within=timedelta(minutes=3)), monkeypatch):
        statuses = []
        for number, address in enumerate(
            ("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", "2001:db8:0:2::1", "203.0.113.7", "::ffff:203.0.113.8")
        ):
            async with _from(app, address) as eve:
                statuses.append((await _try(eve, f"someone{number}@clinic.test")).status_code)
    assert statuses == [401, 429, 401, 401, 429]


async def test_files_are_handed_out_at_a_persons_pace(
    signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    paths = [f"/api/v1/patients/{member.own}/summary" for member in (cast.alice, cast.bob, cast.alice)]
    with _rule(Kind.EXPORT, Bucket(most=2, within=timedelta(hours=1)), monkeypatch):
        statuses = [(await dana.post(path, json=summary_body())).status_code for path in paths]
    assert statuses == [200, 200, 429]


async def test_reading_whole_journals_one_after_the_other_is_slowed_down_and_looking_is_not(
    signed_in: SignIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, *(check_in(NOON - timedelta(days=1)) for _ in range(101)))
    path = f"/api/v1/patients/{cast.alice.own}/journal"
    days = {"from": "2026-11-01", "to": "2026-11-30"}
    with _rule(Kind.HISTORY, Bucket(most=2, within=timedelta(minutes=15)), monkeypatch):
        for _ in range(4):
            assert (await dana.get(path, params={"after": 1})).status_code == 200
        statuses = [(await dana.get(path, params=query)).status_code for query in ({}, days, {}, days)]
        assert statuses == [200, 200, 429, 429]
        # One person's haste is not another's.
        assert (await alice.get(path)).status_code == 200


async def test_a_bucket_gives_what_it_says_at_once_and_again_over_its_time(app: Litestar) -> None:
    tries = (throttle.spend(Kind.LOOK_UP, "dana", now=NOON) for _ in range(40))
    refused = [one for one in await asyncio.gather(*tries, return_exceptions=True) if one is not None]
    assert [one.retry_after for one in refused if isinstance(one, TooMany)] == [120] * 10 == [120] * len(refused)
    await throttle.spend(Kind.LOOK_UP, "sam", now=NOON)
    await throttle.spend(Kind.LOOK_UP, "dana", now=NOON + timedelta(minutes=2))
    with pytest.raises(TooMany):
        await throttle.spend(Kind.LOOK_UP, "dana", now=NOON + timedelta(minutes=2))


async def test_the_generous_limits_are_as_written() -> None:
    written = {kind: (rule.most, rule.within) for kind, rule in RULES.items() if isinstance(rule, Bucket)}
    quarter, hour = timedelta(minutes=15), timedelta(hours=1)
    assert written == {
        Kind.NETWORK: (300, quarter),
        Kind.EVERYBODY: (6000, quarter),
        Kind.CEREMONY: (600, quarter),
        Kind.LOOK_UP: (30, hour),
        Kind.EXPORT: (240, hour),
        Kind.HISTORY: (600, quarter),
    }


async def test_a_guess_within_a_transaction_is_a_mistake_of_ours(app: Litestar) -> None:
    with pytest.raises(TypeError):
        await throttle.spend_here(Kind.ACCOUNT, "x", now=NOON)


async def test_old_counts_are_forgotten_and_no_address_is_in_them(
    client: httpx.AsyncClient, cast: Cast, clock: Clock, database: Embedded
) -> None:
    await _try(client, "nobody@nowhere.test")
    clock.forward(days=2)
    await _try(client, cast.bob.email)
    assert (await _try(client, cast.alice.email, PASSPHRASE)).status_code == 200
    async with superuser(database) as connection:
        rows = await connection.fetch("select encode(key, 'escape') as key, until, t::text as whole from throttle t")
    # Bob's, the network's and everybody's.
    assert len(rows) == 3
    assert all(row["until"] >= clock.now - timedelta(days=1) for row in rows)
    assert not [row for row in rows if "@" in row["whole"] or "127.0.0" in row["whole"]]
