"""What is decided before a route is known, around the whole application: requests that are no honest HTTP, and bodies
that do not come."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, HTTPReceiveMessage, Receive, Scope, Send

from journal.handlers import problems

BODY_SECONDS = 20.0
"""How long a body may take to arrive, whole. A phone on a poor line sends 1 MiB in that time at 0.4 Mbit/s."""


def guarded(app: ASGIApp) -> ASGIApp:
    """`app`, reached only by requests that every reader of HTTP reads alike, and waiting for no body forever."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
        elif not _plain(scope):
            await _refuse(send)
        else:
            await app(scope, _Body(receive), send)

    return serve


def _plain(scope: Mapping[str, Any]) -> bool:
    """One host, one way to tell where the body ends, and an address that climbs nowhere.

    A proxy in front could take a coding that we do not, and see two requests where we see one.
    """
    headers = [(name.lower(), value) for name, value in scope["headers"]]
    hosts = [value for name, value in headers if name in {b"host", b":authority"}]
    codings = [value for name, value in headers if name == b"transfer-encoding"]
    climbs = ".." in scope["path"].split("/")
    return len(hosts) == 1 and codings in ([], [b"chunked"]) and not climbs


async def _refuse(send: Send) -> None:
    body = msgspec.json.encode(problems.details(400))
    headers = [
        (b"content-type", problems.MEDIA_TYPE.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        # What follows on this connection may not be what its sender thinks it is.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


class _Body:
    """Receives a request's body within BODY_SECONDS; what comes after it may take its time."""

    __slots__ = ("_deadline", "_receive", "_whole")

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._deadline = asyncio.get_running_loop().time() + BODY_SECONDS
        self._whole = False

    async def __call__(self) -> Any:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._deadline):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(status_code=408) from None
        return self._taken(message)

    def _taken(self, message: Any) -> HTTPReceiveMessage:
        if message["type"] == "http.disconnect":
            # Left in the middle of the body, or sent one whose end cannot be found.
            raise HTTPException(status_code=400)
        self._whole = not message.get("more_body", False)
        received: HTTPReceiveMessage = message
        return received
