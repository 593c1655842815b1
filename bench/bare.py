"""The least the same server can do: take a body, return as many bytes, look at nothing.

Started in its own process, with the settings of the journal's own server: `python -m bench.bare PORT`.
"""

import sys
from typing import Any

from granian.constants import Interfaces
from granian.server import Server
from litestar import Litestar, Request, Response, get, post
from litestar.params import FromPath

_JSON = "application/json"


@post("/bare/{size:int}", status_code=200)
async def take(request: Request[Any, Any, Any], size: FromPath[int]) -> Response[bytes]:
    """Read the body, answer with `size` bytes."""
    await request.body()
    return Response(b" " * size, media_type=_JSON)


@get("/bare/{size:int}")
async def give(size: FromPath[int]) -> Response[bytes]:
    """Answer with `size` bytes."""
    return Response(b" " * size, media_type=_JSON)


@get("/bare/unchanged")
async def unchanged() -> Response[bytes]:
    """Answer that nothing has changed."""
    return Response(b"", status_code=304, headers={"ETag": '"bare"'})


def application() -> Litestar:
    """The application of one worker."""
    return Litestar([take, give, unchanged], openapi_config=None, logging_config=None)


if __name__ == "__main__":
    Server(
        "bench.bare:application",
        factory=True,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.ASGI,
        workers=1,
        workers_kill_timeout=8,
        log_enabled=False,
        websockets=False,
    ).serve()
