"""What every answer carries, whatever was asked; and what no answer ever says."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from litestar import Litestar, get
from litestar.params import FromPath

from journal.app import create_app
from journal.db.embedded import Embedded
from journal.db.engine import Unavailable
from journal.handlers import auth
from journal.settings import Settings
from tests.support import ORIGIN, ROOT, Cast, SignIn

SECURITY = {
    "strict-transport-security": "max-age=63072000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
SECRET = "Alice said 3"


@get("/api/v1/broken/{how:str}", opt={"who": auth.ANYONE}, sync_to_thread=False)
def broken(how: FromPath[str]) -> None:
    """Fails as a mistake of ours would."""
    errors: dict[str, Exception] = {
        "value": ValueError(SECRET),
        "key": KeyError(SECRET),
        "os": OSError(SECRET),
        "unavailable": Unavailable(SECRET),
    }
    raise errors[how]


@pytest.fixture
async def page(
    app: Litestar, settings: Settings, database: Embedded, tmp_path: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at the application with a built app in front, and a route that fails."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>")
    (tmp_path / "assets" / "app-1.js").write_text("let a")
    (tmp_path / "assets" / "app-1.js.br").write_bytes(b"packed")
    whole = create_app(settings, database_url=database.app, web=tmp_path)
    whole.register(broken)
    transport = httpx.ASGITransport(app=whole, raise_app_exceptions=False)  # type: ignore[arg-type]  # Litestar's types
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


def _holds(answer: httpx.Response) -> None:
    for name, value in SECURITY.items():
        assert answer.headers.get_list(name) == [value], (answer.request.url, name)
    policy = answer.headers["content-security-policy"]
    assert all(part in policy for part in POLICY)
    assert "unsafe" not in policy
    if answer.request.url.path.startswith(("/api/", "/health/")):
        assert answer.headers["cache-control"] in {"no-store", "private, no-cache"}
    assert not {"server", "x-powered-by"} & set(answer.headers)


async def test_every_answer_carries_the_security_headers(page: httpx.AsyncClient) -> None:
    for method, path, status in (
        ("GET", "/", 200),
        ("GET", "/history", 200),
        ("GET", "/assets/app-1.js", 200),
        ("GET", "/assets/app-2.js", 404),
        ("HEAD", "/", 200),
        ("OPTIONS", "/", 204),
        ("POST", "/", 405),
        ("GET", "/health/live", 200),
        ("GET", "/health/ready", 200),
        ("GET", "/health/nowhere", 404),
        ("GET", "/api/v1/me", 401),
        ("GET", "/api/v1/openapi.json", 200),
        ("GET", "/api/v1/nowhere", 404),
        ("POST", "/api/v1/sign-in", 403),
        ("DELETE", "/api/v1/me", 405),
        ("HEAD", "/api/v1/me", 405),
        ("OPTIONS", "/api/v1/me", 204),
        ("TRACE", "/api/v1/me", 405),
        ("GET", "/api/v1/broken/value", 500),
        ("GET", "/api/v1/broken/unavailable", 503),
    ):
        answer = await page.request(method, path)
        assert answer.status_code == status, (method, path, answer.text)
        _holds(answer)


async def test_the_api_answers_in_its_own_words_where_there_is_nothing(page: httpx.AsyncClient) -> None:
    for path in ("/api/v1/nowhere", "/api/v1/", "/api", "/api/v2/me", "/api/v1/patients/x/y/z"):
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
            answer = await page.request(method, path)
            assert answer.status_code == 404, (method, path, answer.status_code)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["status"] == 404


async def test_a_method_that_is_not_taken_is_told_which_are(page: httpx.AsyncClient) -> None:
    for method, path, allowed in (
        ("DELETE", "/api/v1/me", {"GET", "OPTIONS"}),
        ("HEAD", "/api/v1/me", {"GET", "OPTIONS"}),
        ("PATCH", "/api/v1/sign-in", {"POST", "DELETE", "OPTIONS"}),
    ):
        answer = await page.request(method, path)
        assert answer.status_code == 405
        assert answer.headers["content-type"] == "application/problem+json"
        assert {name.strip() for name in answer.headers["allow"].split(",")} == allowed


async def test_options_tells_the_methods_and_lets_no_other_site_in(page: httpx.AsyncClient) -> None:
    headers = {"Origin": "https://evil.test", "Access-Control-Request-Method": "POST"}
    answer = await page.options("/api/v1/sign-in", headers=headers)
    assert answer.status_code == 204
    assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize("how", ["value", "key", "os"])
async def test_a_mistake_of_ours_is_a_500_that_says_nothing(
    how: str, page: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = await page.get(f"/api/v1/broken/{how}")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "Something went wrong on our side."
    said = "".join(capfd.readouterr())
    assert "unexpected" in said
    assert SECRET not in answer.text + said


async def test_a_database_that_is_away_is_a_503_that_says_when_to_try_again(
    page: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = await page.get("/api/v1/broken/unavailable")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert SECRET not in answer.text + "".join(capfd.readouterr())


async def test_assets_are_kept_for_ever_and_pages_are_asked_for_again(page: httpx.AsyncClient) -> None:
    asset = await page.get("/assets/app-1.js", headers={"Accept-Encoding": "br, gzip"})
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (asset.headers["content-type"].partition(";")[0], asset.headers["vary"]) == (
        "text/javascript",
        "Accept-Encoding",
    )
    index = await page.get("/anything")
    assert index.headers["cache-control"] == "no-cache"
    again = await page.get("/anything", headers={"If-None-Match": index.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_no_path_leads_out_of_the_built_app(page: httpx.AsyncClient) -> None:
    for path in ("/../pyproject.toml", "/%2e%2e/pyproject.toml", "/..%2f..%2fetc/passwd", "/assets/%2e%2e/%2e%2e/x"):
        answer = await page.get(path)
        assert answer.status_code in {200, 404}, path
        assert answer.text == "<!doctype html>" or answer.status_code == 404


async def test_only_what_says_so_may_be_kept(signed_in: SignIn, cast: Cast) -> None:
    alice = await signed_in(cast.alice)
    for path in ("me", f"patients/{cast.alice.own}", f"patients/{cast.alice.own}/journal", "questionnaires/phq-9"):
        answer = await alice.get(f"/api/v1/{path}")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), path
    chart = await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery")
    assert chart.headers["cache-control"] == "private, no-cache"


async def test_the_committed_contract_is_the_served_one(client: httpx.AsyncClient) -> None:
    served = await client.get("/api/v1/openapi.json")
    assert served.content == (ROOT / "openapi.json").read_bytes(), "run `python -m journal openapi > openapi.json`"


def test_a_route_that_does_not_say_who_may_call_it_keeps_the_application_from_starting() -> None:
    @get("/api/v1/forgotten", sync_to_thread=False)
    def forgotten() -> None:
        """Says nothing of who may call it."""

    @get("/api/v1/mistaken", opt={"who": auth.PATIENT, "patients_tier": "stepped up"}, sync_to_thread=False)
    def mistaken() -> None:
        """Asks patients for a tier that there is not."""

    with pytest.raises(RuntimeError, match="GET /api/v1/forgotten, GET /api/v1/mistaken"):
        auth.refuse_undeclared(Litestar([forgotten, mistaken], openapi_config=None, logging_config=None))


async def test_what_the_operator_asks_says_nothing_of_anybody(client: httpx.AsyncClient) -> None:
    answers: list[Any] = [(await client.get(path)).json() for path in ("/health/live", "/health/ready")]
    assert answers == [{"status": "alive"}, {"status": "ready"}]
