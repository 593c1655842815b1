"""A page that nobody looks at does not keep Dana signed in."""

from tests.support import Cast, Clock, SignIn


async def test_dana_stays_signed_in_for_as_long_as_she_works(signed_in: SignIn, cast: Cast, clock: Clock) -> None:
    dana = await signed_in(cast.dana)
    for _ in range(4):
        clock.forward(minutes=14)
        assert (await dana.get("/api/v1/patients")).status_code == 200


async def test_what_an_idle_page_fetches_by_itself_does_not_count_as_work(
    signed_in: SignIn, cast: Cast, clock: Clock
) -> None:
    dana = await signed_in(cast.dana)
    clock.forward(minutes=10)
    assert (await dana.get("/api/v1/patients", headers={"X-Journal-Idle": "1"})).status_code == 200
    clock.forward(minutes=6)
    assert (await dana.get("/api/v1/patients")).status_code == 401
