"""Who may call what. Every route declares it (`opt={"who": …}`), and the application refuses to start otherwise.

`opt={"tier": "log" | "read" | "step_up"}` says how lately whoever calls must have proven who they are, "read" where
nothing is said; `"patients_tier"` says it of patients, where more is asked of them.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from litestar import Litestar, Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from journal.actions import sign_in, tiers
from journal.actions.tiers import Tier
from journal.clinical.people import Role, Scope
from journal.db.sign_ins import SignIn

Who = frozenset[Role] | None

ANYONE: Who = None
"""No sign-in needed."""
SIGNED_IN: Who = frozenset({Role.PATIENT, Role.PROVIDER, Role.ADMIN})
"""Whoever has an account: a companion has none."""
PATIENT_OR_CARE_TEAM: Who = frozenset({Role.PATIENT, Role.PROVIDER})
"""Which patient, and whether of their care team, the action decides."""
PATIENT: Who = frozenset({Role.PATIENT})
CARE_TEAM: Who = frozenset({Role.PROVIDER})
STAFF: Who = frozenset({Role.PROVIDER, Role.ADMIN})
ADMIN: Who = frozenset({Role.ADMIN})
COMPANION: Who = frozenset({Role.COMPANION})

COOKIE = "__Host-sid"
CLIENT_HEADER = "X-Journal-Client"
IDLE_HEADER = "X-Journal-Idle"
_SAFE = frozenset({"GET", "HEAD"})

Connection = ASGIConnection[Any, Any, Any, Any]


def cookie(token: str, *, max_age: int) -> Cookie:
    """The sign-in's cookie: for this host alone, over TLS or loopback, out of reach of scripts."""
    return Cookie(key=COOKIE, value=token, path="/", secure=True, httponly=True, samesite="strict", max_age=max_age)


async def admit(connection: Connection, handler: BaseRouteHandler) -> None:
    """The guard of every route: writes come from our own client, and whoever calls is one of those declared."""
    method = connection.scope.get("method")
    if method == "OPTIONS":
        # Answered by the framework, for every route: it tells the methods, and nothing else.
        return
    if method not in _SAFE:
        _refuse_foreign(connection)
    who: Who = handler.opt["who"]
    if who is None:
        return
    # What an open page fetches by itself does not keep a sign-in alive.
    found = await _recognise(connection, touch=handler.opt.get("touch", True) and attended(connection))
    if found is None:
        raise NotAuthorizedException
    if found.role not in who:
        raise PermissionDeniedException
    tiers.require(found, _needs(handler, found.role), now=now_of(connection))
    connection.state["sign_in"] = found


def _needs(handler: BaseRouteHandler, role: Role) -> Tier:
    """How lately somebody of this role must have proven who they are."""
    of_all = handler.opt.get("tier", Tier.READ)
    return Tier(handler.opt.get("patients_tier", of_all) if role is Role.PATIENT else of_all)


def require(request: Request[Any, Any, Any], needs: Tier) -> None:
    """For what asks for more than its route: VerificationRequired, unless it was proven lately enough."""
    tiers.require(signed_in(request), needs, now=now_of(request))


def tier_of(request: Request[Any, Any, Any]) -> Tier:
    """What this request's sign-in is good for now."""
    found = signed_in(request)
    return tiers.tier(found.role, found.verified_at, now_of(request))


async def recognised(request: Request[Any, Any, Any]) -> SignIn | None:
    """Who brought a live cookie to a route that anyone may call."""
    return await _recognise(request, touch=True)


def scope_of(request: Request[Any, Any, Any]) -> Scope:
    """On whose behalf this request runs."""
    return signed_in(request).scope


def signed_in(request: Request[Any, Any, Any]) -> SignIn:
    """The sign-in that `admit` found."""
    found: SignIn = request.state["sign_in"]
    return found


def attended(connection: Connection) -> bool:
    """Whether somebody is there, and it is not an open page that fetches by itself."""
    return IDLE_HEADER not in connection.headers


def token_of(connection: Connection) -> str | None:
    """The cookie's value, as sent."""
    return connection.cookies.get(COOKIE)


def now_of(connection: Connection) -> datetime:
    """The application's clock."""
    clock: Callable[[], datetime] = connection.app.state["clock"]
    return clock()


def _tiers(handler: BaseRouteHandler) -> set[str]:
    return {handler.opt[name] for name in ("tier", "patients_tier") if name in handler.opt}


def refuse_undeclared(app: Litestar) -> None:
    """Every route says who may call it, and asks for a tier that there is. RuntimeError names those that do not."""
    silent = [
        f"{method} {route.path}"
        for route in app.routes
        for handler in getattr(route, "route_handlers", [getattr(route, "route_handler", None)])
        for method in getattr(handler, "http_methods", {"ANY"})
        if ("who" not in handler.opt or not _tiers(handler) <= set(Tier)) and method != "OPTIONS"
    ]
    if silent:
        raise RuntimeError(f"These routes do not declare who may call them: {', '.join(sorted(silent))}")


async def _recognise(connection: Connection, *, touch: bool) -> SignIn | None:
    token = token_of(connection)
    if token is None:
        return None
    return await sign_in.recognise(token, now=now_of(connection), touch=touch)


def _refuse_foreign(connection: Connection) -> None:
    """A write that a foreign page could have caused: 403. One whose body is not JSON: 415."""
    headers = connection.headers
    origin = headers.get("origin")
    if not headers.get(CLIENT_HEADER) or (origin is not None and not _ours(connection, origin)):
        raise PermissionDeniedException
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise PermissionDeniedException
    has_body = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
    if has_body and headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(status_code=415)


def _ours(connection: Connection, origin: str) -> bool:
    configured: str | None = connection.app.state["origin"]
    if configured is not None:
        return origin == configured
    return origin in {f"http://{connection.headers.get('host')}", f"https://{connection.headers.get('host')}"}
