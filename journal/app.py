"""The only place where things are put together."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import Message, Scope

from journal import __version__
from journal.actions import figures, ladder
from journal.db import audit_heads, engine, keys
from journal.db.keyring import FileRing
from journal.db.notify import Listener
from journal.handlers import (
    alerts,
    annotations,
    audit_log,
    auth,
    care_teams,
    clinic_questionnaires,
    clinics,
    cohort,
    companions,
    conditions,
    credentials,
    doses,
    emergency_access,
    events,
    health,
    invitations,
    journal,
    members,
    notices,
    passkeys,
    patients,
    problems,
    questionnaires,
    recovery,
    rules,
    second_factors,
    sessions,
    sign_in,
    sign_ins,
    static,
    summaries,
    waiting,
)
from journal.settings import Crisis, Settings

Clock = Callable[[], datetime]

MOST_BYTES = 1_048_576
LOOKS_EVERY = timedelta(seconds=15)
"""How often each worker looks whether an alert has to go on, where a minute's wait is kept to a quarter of one, and
whether figures are to be made by new rules."""
BUILT = Path(__file__).resolve().parent.parent / "web" / "dist"

# Used where none is set, which `serve` refuses: the demo is in the United States.
DEMO_CRISIS = Crisis(emergency="911", line="988")

_API: Sequence[HTTPRouteHandler] = (
    sign_in.begin,
    sign_in.verify,
    sign_in.end,
    sign_in.me,
    sign_ins.read,
    sign_ins.end,
    sign_ins.end_others,
    notices.read,
    notices.mark_seen,
    credentials.set_passphrase,
    patients.read_worklist,
    patients.read,
    emergency_access.find,
    emergency_access.break_glass,
    journal.sync,
    journal.read,
    recovery.read,
    doses.read,
    sessions.record,
    sessions.read,
    sessions.read_one,
    annotations.write,
    annotations.read,
    waiting.read,
    conditions.read,
    conditions.change,
    questionnaires.read,
    questionnaires.definition,
    alerts.read,
    alerts.acknowledge,
    alerts.take_over,
    alerts.precision,
    alerts.resolve,
    summaries.draft,
    summaries.preview,
    summaries.produce,
    companions.make,
    companions.read,
    companions.withdraw,
    companions.sign_in,
    companions.visit,
    companions.report,
    members.read,
    members.change,
    care_teams.add,
    care_teams.remove,
    clinics.read,
    clinics.change,
    rules.read,
    rules.change,
    rules.versions,
    clinic_questionnaires.preview,
    clinic_questionnaires.load,
    clinic_questionnaires.read,
    clinic_questionnaires.retire,
    cohort.read,
    audit_log.search,
    passkeys.begin_assertion,
    passkeys.come_in,
    passkeys.begin_registration,
    passkeys.register,
    passkeys.read,
    passkeys.remove,
    second_factors.begin_totp,
    second_factors.set_totp,
    second_factors.make_recovery_code,
    invitations.make,
    invitations.read,
    invitations.withdraw,
    invitations.begin,
    invitations.accept,
    invitations.reset,
    events.listen,
    health.openapi,
)

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types app"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Encoded once: every answer carries them.
_ENCODED = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
_ENCODED_OF_API = [*_ENCODED, (b"cache-control", b"no-store")]


def utc_now() -> datetime:
    """The clock of a running journal."""
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    *,
    database_url: str,
    web: Path | None,
    clock: Clock = utc_now,
    demo: bool = False,
    looks_every: timedelta | None = None,
) -> Litestar:
    """The application over the database at `database_url`, with the app built in `web`, or the API alone.

    Only with `demo` can made-up people sign in. Each `looks_every` it looks after the alerts that nobody has taken and
    the figures that nobody has made; None leaves that to others.

    Raises RuntimeError if a route does not declare who may call it.
    """
    app = Litestar(
        route_handlers=[*_routes(), *([static.serve(web)] if web else [])],
        guards=[auth.admit],
        exception_handlers=dict(problems.HANDLERS),
        before_send=[_headers],
        lifespan=[_database(settings, database_url, looks_every)],
        request_max_body_size=MOST_BYTES,
        state=State(
            {
                "clock": clock,
                "demo": demo,
                "origin": settings.origin,
                "crisis": settings.crisis or DEMO_CRISIS,
                "trusted_proxies": settings.trusted_proxies,
                "listener": Listener(database_url),
                "contract": contract,
            }
        ),
        openapi_config=None,
        logging_config=None,
        # Answers must never show a traceback, whatever the environment says.
        debug=False,
    )
    auth.refuse_undeclared(app)
    return app


def from_environment() -> Litestar:
    """The application as a server process starts it; the command line has set the database's address."""
    settings = Settings.from_env(os.environ)
    if settings.database_url is None:
        raise RuntimeError("Start the journal with its command line: the database is not named.")
    demo = os.environ.get("JOURNAL_DEMO") == "1"
    return create_app(settings, database_url=settings.database_url, web=BUILT, demo=demo, looks_every=LOOKS_EVERY)


def _database(
    settings: Settings, url: str, looks_every: timedelta | None
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def opened(app: Litestar) -> AsyncIterator[None]:
        listener: Listener = app.state["listener"]
        keys.use(FileRing(settings.key_file))
        await engine.open_pool(url)
        await listener.start()
        clock = app.state["clock"]
        tasks = {asyncio.create_task(audit_heads.write_daily(settings.data / "audit", clock))}
        if looks_every is not None:
            tasks.add(asyncio.create_task(ladder.watch(clock, looks_every)))
            tasks.add(asyncio.create_task(figures.watch(clock, looks_every)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await listener.stop()
            await engine.close_pool()
            keys.use(None)

    return opened


async def _headers(message: Message, scope: Scope) -> None:
    """What every answer carries, 404, 405 and 500 included; what the API says is kept by nobody unless it says so."""
    if message["type"] != "http.response.start":
        return
    headers = list(message["headers"])
    given = {name.lower() for name, _ in headers}
    ours = _ENCODED_OF_API if scope["path"].startswith(("/api/", "/health/")) else _ENCODED
    message["headers"] = headers + [header for header in ours if header[0] not in given]


@cache
def contract() -> bytes:
    """The API's contract as OpenAPI 3.1 in JSON.

    Described by an application of its own: Litestar's own pages for it load scripts from elsewhere, and have no guard.
    """
    described = Litestar(
        route_handlers=_routes(),
        openapi_config=OpenAPIConfig(
            title="Symptom Journal",
            version=__version__,
            render_plugins=[JsonRenderPlugin()],
            use_handler_docstrings=True,
        ),
        logging_config=None,
    )
    return msgspec.json.format(msgspec.json.encode(described.openapi_schema.to_schema()), indent=2) + b"\n"


def _routes() -> list[Router | HTTPRouteHandler]:
    return [Router("/api/v1", route_handlers=list(_API)), health.live, health.ready]
