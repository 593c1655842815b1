"""How lately Alice has proven who she is decides how much she sees; what she has written goes through all the same."""

from datetime import timedelta

import httpx
import pytest

from tests.support import NOON, PASSPHRASE, Cast, Clock, Member, SignIn, batch, check_in, phq9, sync
from tests.totp import code
from tests.worlds import session_body, summary_body

VERIFY = "/api/v1/sign-in/verify"
LOG, READ = {"minutes": 15, "seconds": 1}, {"minutes": 5, "seconds": 1}


def _of(member: Member, rest: str) -> str:
    return f"/api/v1/patients/{member.own}/{rest}"


def _needs(answer: httpx.Response) -> tuple[int, str, str]:
    problem = answer.json()
    return answer.status_code, problem["type"], problem["needs"]


REFUSED = (403, "/problems/verification-required")


async def test_at_log_alice_appends_and_sees_today_and_yesterday_and_nothing_before(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    old, before, recent = (check_in(NOON - timedelta(days=days)) for days in (3, 2, 1))
    await sync(alice, cast.alice, recent, old, before)
    clock.forward(**LOG)
    fresh = check_in(clock.now)
    answer = await sync(alice, cast.alice, fresh)
    assert [result["status"] for result in answer["results"]] == ["accepted"]
    assert [entry["id"] for entry in answer["entries"]] == [recent["id"]]
    assert (answer["cursor"], answer["more"], answer["needs"]) == (1, False, "read")
    read = (await alice.get(_of(cast.alice, "journal"), params={"after": 0})).json()
    assert ([entry["id"] for entry in read["entries"]], read["cursor"]) == ([recent["id"]], 1)
    assert (read["more"], read["needs"]) == (False, "read")
    nothing = (await alice.get(_of(cast.alice, "journal"), params={"after": 1})).json()
    assert (nothing["entries"], nothing["cursor"], nothing["needs"]) == ([], 1, "read")
    beyond = (await alice.get(_of(cast.alice, "journal"), params={"after": 3})).json()
    assert ([entry["id"] for entry in beyond["entries"]], beyond["needs"]) == ([fresh["id"]], None)


async def test_what_a_phone_kept_for_days_goes_out_at_log_and_is_shown_to_whoever_sent_it(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    clock.forward(days=4)
    waiting = [check_in(NOON + timedelta(days=days)) for days in range(4)]
    answer = await sync(alice, cast.alice, *waiting)
    assert [result["status"] for result in answer["results"]] == ["accepted"] * 4
    assert [entry["id"] for entry in answer["entries"]] == [entry["id"] for entry in waiting]
    assert (answer["cursor"], answer["needs"]) == (4, None)


async def test_at_log_a_page_that_is_cut_short_does_not_say_that_there_is_more_to_fetch(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    for day in (3, 2):
        await sync(alice, cast.alice, *(check_in(NOON - timedelta(days=day)) for _ in range(300)))
    clock.forward(**LOG)
    read = (await alice.get(_of(cast.alice, "journal"))).json()
    assert (read["entries"], read["cursor"], read["more"], read["needs"]) == ([], 0, False, "read")


@pytest.mark.parametrize(
    "path",
    [
        "journal?from=2026-11-01&to=2026-11-23",
        "recovery?from=2026-11-01&to=2026-11-23",
        "summary/draft?from=2026-11-01&to=2026-11-23",
    ],
)
async def test_history_charts_and_drafts_need_a_proof_of_the_last_15_minutes(
    path: str, signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    clock.forward(minutes=15)
    assert (await alice.get(_of(cast.alice, path))).status_code == 200
    clock.forward(seconds=1)
    assert _needs(await alice.get(_of(cast.alice, path))) == (*REFUSED, "read")
    assert (await alice.post(VERIFY, json={"passphrase": PASSPHRASE})).status_code == 200
    assert (await alice.get(_of(cast.alice, path))).status_code == 200


async def test_a_preview_and_the_lists_of_the_account_need_it_too(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice = await signed_in(cast.alice)
    clock.forward(**LOG)
    answers = [
        await alice.post(_of(cast.alice, "summary/preview"), json=summary_body()),
        await alice.get("/api/v1/sign-ins"),
        await alice.delete("/api/v1/sign-ins"),
        await alice.get("/api/v1/notices"),
        await alice.get(f"/api/v1/patients/{cast.alice.own}"),
    ]
    assert {_needs(answer) for answer in answers} == {(*REFUSED, "read")}


async def test_what_leaves_needs_a_proof_of_the_last_5_minutes_of_alice_and_of_dana(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    for client in (alice, dana):
        assert (await client.post(_of(cast.alice, "summary"), json=summary_body())).status_code == 200
    clock.forward(**READ)
    for client in (alice, dana):
        refused = await client.post(_of(cast.alice, "summary"), json=summary_body())
        assert _needs(refused) == (*REFUSED, "step_up")
        refused = await client.put("/api/v1/credentials/passphrase", json={"passphrase": "five-green-lamps-and-a-fox"})
        assert _needs(refused) == (*REFUSED, "step_up")
    await alice.post(VERIFY, json={"passphrase": PASSPHRASE})
    await dana.post(VERIFY, json={"passphrase": PASSPHRASE, "code": code(cast.dana, clock)})
    for client in (alice, dana):
        assert (await client.post(_of(cast.alice, "summary"), json=summary_body())).status_code == 200


async def test_dana_reads_for_as_long_as_she_is_signed_in(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    dana, alice = await signed_in(cast.dana), await signed_in(cast.alice)
    await sync(alice, cast.alice, check_in(NOON - timedelta(days=9)), phq9(NOON - timedelta(days=9)))
    for _ in range(8):
        clock.forward(minutes=14)
        read = (await dana.get(_of(cast.alice, "journal"))).json()
        assert (len(read["entries"]), read["needs"]) == (2, None)
        assert len((await dana.get(_of(cast.alice, "questionnaires"))).json()["answered"]) == 1
    assert (await dana.get("/api/v1/me")).json()["tier"] == "read"


async def test_at_log_questionnaires_say_what_is_due_and_nothing_of_the_answers(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, phq9())
    whole = (await alice.get(_of(cast.alice, "questionnaires"))).json()
    assert (len(whole["answered"]), whole["needs"]) == (1, None)
    clock.forward(**LOG)
    part = (await alice.get(_of(cast.alice, "questionnaires"))).json()
    assert (part["answered"], part["needs"], part["due"]) == ([], "read", whole["due"])
    assert (await alice.get("/api/v1/questionnaires/phq-9")).status_code == 200


async def test_at_log_sessions_of_today_and_yesterday_are_there_and_earlier_ones_are_not(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    path = _of(cast.alice, "sessions")
    start = NOON - timedelta(days=2)
    earlier = {"started_at": start.isoformat(), "ended_at": (start + timedelta(minutes=40)).isoformat()}
    yesterday = "00000000-0000-4000-8000-000000000001"
    assert (await dana.put(f"{path}/{yesterday}", json=session_body())).status_code == 200
    clock.forward(minutes=10)
    assert (await dana.get(path)).status_code == 200
    clock.forward(minutes=5, seconds=1)
    assert (await alice.get(path)).json()["needs"] is None
    body = session_body(**earlier)
    assert (await dana.put(f"{path}/00000000-0000-4000-8000-000000000002", json=body)).status_code == 200
    part = (await alice.get(path)).json()
    assert ([row["id"] for row in part["sessions"]], part["needs"]) == ([yesterday], "read")
    await alice.post(VERIFY, json={"passphrase": PASSPHRASE})
    whole = (await alice.get(path)).json()
    assert (len(whole["sessions"]), whole["needs"]) == (2, None)


async def test_somebody_elses_journal_answers_at_log_as_an_invented_one(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    invented = "00000000-0000-4000-8000-000000000000"
    clock.forward(**LOG)
    for rest in ("journal", "questionnaires", "sessions", "recovery?from=2026-11-01&to=2026-11-23"):
        bobs = await alice.get(_of(cast.bob, rest))
        nobodys = await alice.get(f"/api/v1/patients/{invented}/{rest}")
        assert (bobs.status_code, bobs.content) == (nobodys.status_code, nobodys.content), rest
        assert bobs.status_code == (403 if rest.startswith("recovery") else 404), rest


async def test_proving_it_again_lifts_this_sign_in_and_no_other(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    phone, tablet = await signed_in(cast.alice), await signed_in(cast.alice)
    clock.forward(days=1)
    me = (await phone.post(VERIFY, json={"passphrase": PASSPHRASE})).json()
    assert (me["tier"], me["verified_at"], me["id"]) == ("step_up", "2026-11-24T17:00:00Z", str(cast.alice.id))
    tiers = [(await client.get("/api/v1/me")).json()["tier"] for client in (phone, tablet)]
    assert tiers == ["step_up", "log"]


async def test_a_wrong_proof_leaves_the_sign_in_as_it_is(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    used = code(cast.dana, clock)
    clock.forward(minutes=6)
    for client, body in (
        (alice, {"passphrase": "wrong"}),
        (dana, {"passphrase": PASSPHRASE}),
        (dana, {"passphrase": PASSPHRASE, "code": used}),
        (dana, {"passphrase": "wrong", "code": code(cast.dana, clock)}),
    ):
        answer = await client.post(VERIFY, json=body)
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/passphrase")
        assert (await client.get("/api/v1/me")).json()["tier"] == "read"
    body = {"passphrase": PASSPHRASE, "code": code(cast.dana, clock)}
    assert (await dana.post(VERIFY, json=body)).status_code == 200


async def test_proving_it_again_makes_a_sign_in_of_staff_no_younger(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    for _ in range(48):
        clock.forward(minutes=15)
        body = {"passphrase": PASSPHRASE, "code": code(cast.dana, clock)}
        assert (await dana.post(VERIFY, json=body)).status_code == 200
    clock.forward(seconds=1)
    assert (await dana.get("/api/v1/patients")).status_code == 401


async def test_an_expired_sign_in_touches_nothing_that_was_sent_and_the_queue_goes_out_after_the_next(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    alice = await signed_in(cast.alice)
    first, second = check_in(), check_in(NOON + timedelta(minutes=1))
    await sync(alice, cast.alice, first)
    clock.forward(days=90, seconds=1)
    refused = await alice.post(_of(cast.alice, "journal"), json=batch(first, second))
    assert refused.status_code == 401
    again = await signed_in(cast.alice)
    answer = await sync(again, cast.alice, first, second)
    assert [result["status"] for result in answer["results"]] == ["duplicate", "accepted"]
    assert [entry["number"] for entry in answer["entries"]] == [1, 2]
