"""A real journal in processes of its own, and a real Chromium to use it with."""

import asyncio
import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    async_playwright,
)

from tests.e2e.line import Line, line_to
from tests.support import ROOT

PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 800}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# As root Chromium needs --no-sandbox; the rest keeps it from looking for the internet.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
READY_SECONDS = 90
TOTP_SECONDS = 30
TIMEOUT_MS = 15_000
PROVEN_SECONDS = 180
"""Well within the five minutes after which the server asks again."""


@dataclass
class Journal:
    """The demo as a newcomer runs it, on a port and in a folder of its own."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    proven_at: dict[str, float] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    async def start(self) -> None:
        """Start it, and return when it serves."""
        environment = os.environ | {"JOURNAL_PORT": str(self.port), "JOURNAL_DATA": str(self.folder)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "journal", "demo"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        async with httpx.AsyncClient() as client:
            for _ in range(READY_SECONDS * 10):
                assert self.process.poll() is None, "the journal ended instead of serving"
                try:
                    if (await client.get(f"{self.origin}/health/ready")).status_code == 200:
                        break
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.1)
            else:
                pytest.fail("the journal did not become ready")
        listed = json.loads((self.folder / "demo" / "accounts.json").read_text())
        self.accounts = {account["name"]: account for account in listed}

    def kill(self) -> None:
        """kill -9: the process that was started, and with it, a moment later, its worker."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C would."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    async def code(self, name: str) -> str:
        """A one-time code of a member of staff that was not used yet; now and then that takes half a minute."""
        step = max(int(time.time()) // TOTP_SECONDS, self.steps.get(name, 0) + 1)
        self.steps[name] = step
        await asyncio.sleep((step - 1) * TOTP_SECONDS - time.time() + 1)  # the next one is taken already
        return pyotp.TOTP(self.accounts[name]["totp_secret"]).at(step * TOTP_SECONDS)

    async def cookie(self, name: str) -> str:
        """The cookie of somebody who has signed in, and proved it lately; the same one for whoever asks."""
        await self.prove(name)
        return self.cookies[name]

    async def prove(self, name: str) -> None:
        """Sign somebody in, or have them show anew who they are where that is a while ago."""
        if time.monotonic() - self.proven_at.get(name, -PROVEN_SECONDS) < PROVEN_SECONDS:
            return
        account = self.accounts[name]
        body = {"passphrase": account["passphrase"]}
        if "totp_secret" in account:
            body["code"] = await self.code(name)
        if name in self.cookies:
            await self.ask(self.cookies[name], "POST", "/sign-in/verify", body)
        else:
            response = await self.ask(None, "POST", "/sign-in", body | {"email": account["email"]})
            self.cookies[name] = response.cookies["__Host-sid"]
        self.proven_at[name] = time.monotonic()

    async def ask(self, cookie: str | None, method: str, path: str, body: Any = None) -> httpx.Response:
        """What the server answers under /api/v1."""
        # Set by hand: a Python client keeps Secure cookies from plain HTTP, even on loopback.
        headers = {"X-Journal-Client": "test/1"} | ({"Cookie": f"__Host-sid={cookie}"} if cookie else {})
        async with httpx.AsyncClient(base_url=self.origin, headers=headers) as client:
            response = await client.request(method, f"/api/v1{path}", json=body)
        assert response.is_success, response.text
        return response

    async def post(self, name: str, path: str, body: Any) -> Any:
        """What the server answers to something that one of the cast sends."""
        return (await self.ask(await self.cookie(name), "POST", path, body)).json()

    async def get(self, name: str, path: str) -> Any:
        """What the server answers one of the cast."""
        return (await self.ask(await self.cookie(name), "GET", path)).json()


@asynccontextmanager
async def served(name: str) -> AsyncIterator[Journal]:
    """The demo, as new, under `name`, and gone afterwards."""
    running = _journal(name)
    try:
        # To copy what a first start has made takes less than to make it. -a: the database's files have an owner.
        copying = await asyncio.create_subprocess_exec("cp", "-a", await _first_start(), running.folder)
        assert await copying.wait() == 0
        await running.start()
        yield running
    finally:
        running.stop()
        shutil.rmtree(running.folder, ignore_errors=True)


async def _first_start() -> Path:
    """The folder of a demo that was started once, and ended: made when it is first asked for, there until the end."""
    made = ROOT / "var" / f"e2e-made-{os.getpid()}"
    if not made.exists():
        atexit.register(shutil.rmtree, made, ignore_errors=True)
        first = _journal("first")
        try:
            await first.start()
        finally:
            first.stop()
        first.folder.rename(made)
    return made


def _journal(name: str) -> Journal:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    return Journal(folder=ROOT / "var" / f"e2e-{name}-{os.getpid()}", port=port)


@pytest.fixture(scope="session")
async def journal(worker: str) -> AsyncIterator[Journal]:
    """The demo, made once for all tests of a worker."""
    async with served(worker) as running:
        yield running


@pytest.fixture(scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as started:
        yield started


@dataclass
class Phone:
    """One person's phone: what it stores stays on it when the browser is closed."""

    playwright: Playwright
    folder: Path
    context: BrowserContext | None = None

    async def open(self, origin: str, *, offline: bool = False, size: ViewportSize = PHONE) -> Page:
        """Open the browser at the app."""
        self.context = await self.playwright.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=CHROMIUM,
            args=FLAGS,
            viewport=size,
            offline=offline,
            has_touch=size is PHONE,
            locale="en-US",
            timezone_id="America/New_York",
        )
        page = self.context.pages[0] if self.context.pages else await self.context.new_page()
        await page.goto(origin)
        return page

    async def offline(self, value: bool) -> None:
        assert self.context is not None
        await self.context.set_offline(value)

    async def close(self) -> None:
        """Close the browser; the phone keeps what it has."""
        if self.context is not None:
            await self.context.close()
            self.context = None


@pytest.fixture
async def line(journal: Journal) -> AsyncIterator[Line]:
    """A line to the journal that the test can cut."""
    async with line_to(journal.port) as laid:
        yield laid


@pytest.fixture
async def phones(playwright: Playwright, tmp_path: Path) -> AsyncIterator[Iterator[Phone]]:
    """As many phones as a test asks for."""
    made: list[Phone] = []

    def more() -> Iterator[Phone]:
        while True:
            phone = Phone(playwright, tmp_path / f"phone-{len(made)}")
            made.append(phone)
            yield phone

    yield more()
    for phone in made:
        await phone.close()


@asynccontextmanager
async def browser(playwright: Playwright) -> AsyncIterator[Browser]:
    """One Chromium, for many people who know nothing of each other."""
    started = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield started
    await started.close()


@pytest.fixture(scope="session")
async def chromium(playwright: Playwright) -> AsyncIterator[Browser]:
    async with browser(playwright) as started:
        yield started


@dataclass
class Visits:
    """Opens the app for people of the cast, each in a browser profile of their own, as on a device of their own.

    `trouble` is what no screen may cause: a script that fails, or something the content security policy forbids.
    """

    journal: Journal
    browser: Browser
    trouble: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    async def __call__(
        self, name: str | None = None, at: str = "/", *, size: ViewportSize = PHONE, first: str = "", **options: Any
    ) -> Page:
        """The app at `at`, for somebody who is signed in; with no name, for nobody. `first` runs before its scripts."""
        settings: dict[str, Any] = {
            "locale": "en-US",
            "timezone_id": "America/New_York",
            "has_touch": size is PHONE,
        } | options
        context = await self.browser.new_context(base_url=self.journal.origin, viewport=size, **settings)
        self.contexts.append(context)
        context.set_default_timeout(TIMEOUT_MS)
        if name is not None:
            # https is what "__Host-" asks for; cookies do not tell ports apart, and loopback counts as secure.
            value = await self.journal.cookie(name)
            await context.add_cookies(
                [{"name": "__Host-sid", "value": value, "url": "https://localhost", "secure": True, "httpOnly": True}]
            )
        page = await context.new_page()
        await page.add_init_script(first)
        page.on("pageerror", lambda error: self.trouble.append(f"{page.url}: {error}"))
        page.on("console", self._heard)
        await page.goto(at)
        return page

    def _heard(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Trusted Type" in message.text:
            self.trouble.append(message.text)

    async def close(self) -> None:
        for context in self.contexts:
            await context.close()


@pytest.fixture
async def visit(journal: Journal, chromium: Browser) -> AsyncIterator[Visits]:
    """Opens the app as somebody. Whatever was opened, nothing on it may have failed."""
    visits = Visits(journal, chromium)
    yield visits
    await visits.close()
    assert visits.trouble == []


async def controlled(page: Page) -> None:
    """Waits until the service worker is in charge of the page: from then on it opens offline."""
    await page.evaluate(
        """navigator.serviceWorker.controller !== null ||
        new Promise(done => navigator.serviceWorker.addEventListener('controllerchange', () => done(true)))"""
    )


async def sign_in(page: Page, journal: Journal, name: str) -> None:
    """Sign in as one of the cast, on whatever page asks for it."""
    account = journal.accounts[name]
    await page.get_by_label("E-mail").fill(account["email"])
    await page.get_by_label("Passphrase").fill(account["passphrase"])
    if "totp_secret" in account:
        await page.get_by_label("I work at the clinic").check()
        await page.get_by_label("Code").fill(await journal.code(name))
    await page.get_by_role("button", name="Sign in").click()
