"""A page that listens to the server's events: httpx's ASGI transport would wait for their end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from litestar import Litestar


class Stream:
    """What has arrived so far."""

    def __init__(self) -> None:
        self.status = 0
        self.text = ""
        self._arrived = asyncio.Condition()

    async def add(self, message: Any) -> None:
        async with self._arrived:
            self.status = message.get("status", self.status)
            self.text += message.get("body", b"").decode()
            self._arrived.notify_all()

    async def until(self, words: str) -> str:
        """All that has arrived, once `words` are among it and the message that holds them is whole."""
        async with asyncio.timeout(5), self._arrived:
            await self._arrived.wait_for(lambda: "\n\n" in self.text.replace("\r", "").partition(words)[2])
        return self.text


@asynccontextmanager
async def listen(app: Litestar, client: httpx.AsyncClient) -> AsyncIterator[Stream]:
    """Open `/events` with the cookies of `client`; the page is closed at the end of the block."""
    stream, closed, sent = Stream(), asyncio.Event(), asyncio.Event()
    cookies = "; ".join(f"{name}={value}" for name, value in client.cookies.items())

    async def receive() -> Any:
        if not sent.is_set():
            sent.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        await closed.wait()
        return {"type": "http.disconnect"}

    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "path": "/api/v1/events",
        "raw_path": b"/api/v1/events",
        "root_path": "",
        "scheme": "https",
        "query_string": b"",
        "headers": [(b"host", b"journal.test"), (b"cookie", cookies.encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 443),
        "state": {},
    }
    task = asyncio.create_task(app(scope, receive, stream.add))
    try:
        await stream.until("listening")
        yield stream
    finally:
        closed.set()
        async with asyncio.timeout(5):
            await task
