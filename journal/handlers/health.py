"""For whoever runs it: is it alive, and can it serve?"""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get

from journal.db import engine
from journal.handlers import auth


@get("/health/live", opt={"who": auth.ANYONE}, summary="Alive", sync_to_thread=False)
def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@get("/health/ready", opt={"who": auth.ANYONE}, summary="Ready")
async def ready() -> dict[str, str]:
    """The database answers too; 503 where it does not."""
    await engine.ping()
    return {"status": "ready"}


@get("/openapi.json", opt={"who": auth.ANYONE}, include_in_schema=False, sync_to_thread=False)
def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
    """This very contract, as OpenAPI 3.1."""
    contract: Callable[[], bytes] = request.app.state["contract"]
    return Response(contract(), media_type="application/json")
