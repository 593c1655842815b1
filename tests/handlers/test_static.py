"""The built app: packed as the browser can take it, and kept by its tag."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from litestar import Litestar

from journal.handlers import auth, static

PAGE, SCRIPT = b"<!doctype html>", b"export {};"


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser at an app of two files, one of them packed in both ways."""
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (built / "index.html").write_bytes(PAGE)
    (built / "assets" / "app-1.js").write_bytes(SCRIPT)
    (built / "assets" / "app-1.js.br").write_bytes(b"br")
    (built / "assets" / "app-1.js.gz").write_bytes(b"gz")
    app = Litestar([static.serve(built)], guards=[auth.admit])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app),  # type: ignore[arg-type]  # Litestar's own ASGI types
        base_url="https://journal.test",
        headers={"Accept-Encoding": "identity"},
    ) as client:
        yield client


@pytest.mark.parametrize(
    ("accepts", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("BR;Q=0, GZIP;q=0.000", None),
        ("identity", None),
        ("", None),
        ("brotli, x-gzip-like", None),
    ],
)
async def test_a_file_comes_packed_only_as_the_browser_can_take_it(
    accepts: str, sent: str | None, browser: httpx.AsyncClient
) -> None:
    async with browser.stream("GET", "/assets/app-1.js", headers={"Accept-Encoding": accepts}) as answer:
        body = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers.get("content-encoding") == sent
    assert body == {"br": b"br", "gzip": b"gz", None: SCRIPT}[sent]
    assert answer.headers["vary"] == "Accept-Encoding"


async def test_what_has_not_changed_is_not_sent_again(browser: httpx.AsyncClient) -> None:
    tag = (await browser.get("/assets/app-1.js")).headers["etag"]
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        again = await browser.get("/assets/app-1.js", headers={"If-None-Match": sent})
        assert (again.status_code, again.content) == (304, b"")
    assert (await browser.get("/assets/app-1.js", headers={"If-None-Match": '"other"'})).status_code == 200


async def test_a_look_at_the_headers_tells_the_length_of_the_file(browser: httpx.AsyncClient) -> None:
    look = await browser.head("/assets/app-1.js")
    assert (look.status_code, look.headers["content-length"]) == (200, str(len(SCRIPT)))
