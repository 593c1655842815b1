"""News for open pages, as server-sent events: ids only, and only of patients in one's care."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import msgspec
from litestar import Request, get
from litestar.response import ServerSentEvent, ServerSentEventMessage

from journal.actions import worklist
from journal.clinical.ids import PatientId
from journal.clinical.people import Scope
from journal.db.notify import Listener, News
from journal.handlers import auth

# The stream ends by itself, so that a sign-in that has ended does not listen on, and shutting down need not wait.
LONGEST = timedelta(minutes=5)
PING = timedelta(seconds=15)


@get("/events", opt={"who": auth.CARE_TEAM, "touch": False}, summary="News, as server-sent events")
async def listen(request: Request[Any, Any, Any]) -> ServerSentEvent:
    """`journal` and `alert` of the patients in one's care. Ends after five minutes; connect again."""
    scope = auth.scope_of(request)
    cared_for = await worklist.cared_for(scope)
    listener: Listener = request.app.state["listener"]
    return ServerSentEvent(_stream(listener, scope, cared_for))


async def _stream(
    listener: Listener, scope: Scope, cared_for: frozenset[PatientId]
) -> AsyncIterator[ServerSentEventMessage]:
    end = asyncio.get_running_loop().time() + LONGEST.total_seconds()
    async with listener.subscribe(scope.clinic) as news:
        yield ServerSentEventMessage(comment="listening", retry=1000)
        while asyncio.get_running_loop().time() < end:
            try:
                heard = await news.next(seconds=PING.total_seconds())
            except EOFError:
                return
            if heard is None:
                yield ServerSentEventMessage(comment="ping")
            elif heard.patient in cared_for:
                yield _message(heard)


def _message(news: News) -> ServerSentEventMessage:
    subject = "number" if news.topic == "journal" else "alert_id"
    value: int | str = int(news.subject) if news.topic == "journal" else news.subject
    data = msgspec.json.encode({"patient_id": str(news.patient), subject: value}).decode()
    return ServerSentEventMessage(event=news.topic, data=data)
