"""What an error looks like: RFC 9457 problem details, with a stable type and never a stored or sent value."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from journal.actions.ceremonies import PasskeyRefused
from journal.actions.sign_in import SignInEnded, SignInRefused
from journal.actions.throttle import TooMany
from journal.actions.tiers import VerificationRequired
from journal.clinical.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from journal.db.engine import Unavailable
from journal.log import log

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = "5"


class FieldProblem(msgspec.Struct, kw_only=True, frozen=True):
    """One broken rule: where (RFC 6901), and what is wrong there."""

    pointer: str
    detail: str


class ProblemDetails(msgspec.Struct, kw_only=True, frozen=True):
    """RFC 9457. `type` is stable; a client may rely on it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []


class Verification(ProblemDetails, kw_only=True, frozen=True):
    """`needs`: proven within 15 minutes (read) or 5 (step_up). Prove it, then repeat the call."""

    needs: str


_TITLES = {
    400: "This could not be read",
    401: "Please sign in",
    403: "This is not for you to do",
    404: "Not found",
    405: "Not possible here",
    408: "That took too long",
    409: "Somebody else was first",
    413: "Too large",
    415: "Please send JSON",
    422: "Some of this cannot be stored",
    426: "This app is too old",
    429: "Please wait a little",
    503: "Please try again in a moment",
}

_DETAILS = {
    400: "The request is not what this address takes.",
    401: "You are not signed in, or your sign-in has ended.",
    403: "Your account cannot do this.",
    404: "There is nothing here, or it is not yours to see.",
    405: "This address does not take that method.",
    408: "The request did not arrive in time. Send it again.",
    409: "It has been changed since. Look at it again, then decide.",
    413: "At most 1 MiB and 500 entries can be sent at once.",
    415: "Send the body as application/json.",
    422: "See the list of what is wrong. Nothing of it was stored.",
    426: "Update the app. What it has not sent yet is still there.",
    429: "That was tried too often. Wait as long as Retry-After says, then try again.",
    503: "The journal cannot be reached right now. Nothing was lost: what you sent is not stored, send it again.",
}


def details(status: int, errors: tuple[Problem, ...] = (), detail: str | None = None) -> ProblemDetails:
    """The problem for a status, naming the fields at fault."""
    title = _TITLES.get(status) or HTTPStatus(status).phrase
    return ProblemDetails(
        type="/problems/" + re.sub(r"[^a-z]+", "-", HTTPStatus(status).phrase.lower()),
        title=title,
        status=status,
        detail=detail or _DETAILS.get(status) or "Something went wrong on our side.",
        errors=[FieldProblem(pointer=error.pointer, detail=error.detail) for error in errors],
    )


def respond(problem: ProblemDetails, headers: Mapping[str, str] | None = None) -> Response[bytes]:
    """The problem as a response."""
    return Response(
        content=msgspec.json.encode(problem),
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=dict(headers or {}),
    )


def _invalid(_: Request[Any, Any, Any], error: Invalid) -> Response[bytes]:
    return respond(details(422, error.problems))


def _verification_required(_: Request[Any, Any, Any], error: VerificationRequired) -> Response[bytes]:
    return respond(
        Verification(
            type="/problems/verification-required",
            title="Please show that it is you",
            status=403,
            detail="It is a while since you have shown who you are. Do it again, then this can go on.",
            needs=error.needs.value,
        )
    )


def _too_many(_: Request[Any, Any, Any], error: TooMany) -> Response[bytes]:
    return respond(details(429), {"Retry-After": str(error.retry_after)})


def _unavailable(_: Request[Any, Any, Any], error: Unavailable) -> Response[bytes]:
    log.warning("unavailable", error=type(error.__cause__ or error).__name__)
    return respond(details(503), {"Retry-After": RETRY_AFTER_SECONDS})


def _malformed(_: Request[Any, Any, Any], error: ValidationException) -> Response[bytes]:
    raised: list[dict[str, Any]] = error.extra if isinstance(error.extra, list) else []
    return respond(details(400, tuple(_field(item) for item in raised)))


def _too_deep(_: Request[Any, Any, Any], _error: RecursionError) -> Response[bytes]:
    return respond(details(400, detail="The JSON is nested too deeply."))


def _not_text(_: Request[Any, Any, Any], _error: UnicodeDecodeError) -> Response[bytes]:
    return respond(details(400, detail="The body is not UTF-8."))


def _http(_: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    detail = "The body is not whole, valid JSON." if error.status_code == HTTPStatus.BAD_REQUEST else None
    headers = {name: value for name, value in (error.headers or {}).items() if name.lower() in {"allow", "retry-after"}}
    return respond(details(error.status_code, detail=detail), headers)


def _unexpected(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    # Neither the message nor the arguments: drivers quote the row that failed.
    log.error("unexpected", error=type(error).__name__, where=_where(error), method=request.method)
    return respond(details(500))


def _where(error: BaseException) -> str:
    """The innermost place in our own code that the error passed through."""
    place, trace = "", error.__traceback__
    while trace is not None:
        if "journal" in trace.tb_frame.f_globals.get("__name__", "").split("."):
            place = f"{trace.tb_frame.f_globals['__name__']}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _field(raised: Mapping[str, Any]) -> Problem:
    key = str(raised.get("key", ""))
    pointer = "" if key in {"data", ""} else pointer_of(key)
    return Problem(pointer=pointer, detail=plain(str(raised.get("message", ""))))


def pointer_of(path: str) -> str:
    """`entries[0].mood`, as msgspec says it, as a JSON pointer."""
    return "".join(f"/{part}" for part in re.split(r"[.\[\]]+", path.removeprefix("$")) if part)


def plain(message: str) -> str:
    """msgspec's message in words that quote nothing of what was sent."""
    for pattern, words in _PLAIN:
        if found := re.search(pattern, message):
            return words.format(*found.groups())
    return "is not what this field takes"


_PLAIN = (
    (r"unknown field", "has a field that is not known here"),
    (r"missing required field `(\w+)`", "lacks the field {0}"),
    (r"^'data'$", "lacks a body"),
    (r"Expected `(\w+)[^`]*` (>=|<=|<|>) ([\d.e+-]+)", "must be {1} {2}"),
    (r"Expected `array` of length (<=|>=) (\d+)", "must have a number of items {0} {1}"),
    (r"Expected `str` of length (<=|>=) (\d+)", "must have a number of characters {0} {1}"),
    (r"got `null`", "must not be missing"),
    (r"Expected `(\w+)", "must be of the type {0}"),
    (r"Invalid RFC3339", "must be a time such as 2026-03-01T21:02:00+01:00"),
    (r"Invalid UUID", "must be a UUID"),
)

HANDLERS: Mapping[Any, Any] = {
    Invalid: _invalid,
    VerificationRequired: _verification_required,
    TooMany: _too_many,
    PasskeyRefused: lambda *_: respond(details(401, detail="This passkey opens no account here.")),
    SignInRefused: lambda *_: respond(details(401, detail="The e-mail, the passphrase or the code is not right.")),
    SignInEnded: lambda *_: respond(details(401)),
    NotFound: lambda *_: respond(details(404)),
    Forbidden: lambda *_: respond(details(403)),
    Conflict: lambda *_: respond(details(409)),
    Unavailable: _unavailable,
    ValidationException: _malformed,
    RecursionError: _too_deep,
    UnicodeDecodeError: _not_text,
    HTTPException: _http,
    Exception: _unexpected,
}
