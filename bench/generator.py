"""Load: a lean HTTP/1.1 client on asyncio streams, and the rate at which workers get something done.

A client library spends more of a core on a request than the server does, and the generator shares the machine.
This one keeps its connection, sends prepared bytes and reads no more of an answer than its status and length.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import NamedTuple

Step = Callable[[], Awaitable[int]]
"""Do one unit of work; how many of what is counted it got done."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_TAG = re.compile(rb'\r\netag: *"([^"]+)"', re.IGNORECASE)
_PATIENCE_SECONDS = 20.0


class Answer(NamedTuple):
    status: int
    body: bytes
    tag: str


class Connection:
    """One client on one kept-alive connection, which sends the same headers with everything."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, headers: Mapping[str, str]
    ) -> None:
        self._reader = reader
        self._writer = writer
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self._shared = f" HTTP/1.1\r\nHost: {host}\r\n{lines}".encode()

    @classmethod
    async def open(cls, port: int, headers: Mapping[str, str]) -> "Connection":
        """Connect to a server on loopback."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        return cls(reader, writer, f"127.0.0.1:{port}", headers)

    async def get(self, path: str, extra: str = "") -> Answer:
        """`extra` are further header lines, each with its line end."""
        return await self._call(f"GET {path}".encode() + self._shared + extra.encode() + b"\r\n")

    async def post(self, path: str, body: bytes) -> Answer:
        head = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        return await self._call(f"POST {path}".encode() + self._shared + head + body)

    async def _call(self, request: bytes) -> Answer:
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        length, tag = _LENGTH.search(head), _TAG.search(head)
        has_body = status != 304 and length is not None
        body = await self._reader.readexactly(int(length[1])) if has_body and length else b""
        return Answer(status, body, tag[1].decode() if tag else "")

    def close(self) -> None:
        self._writer.close()


async def rate(steps: Sequence[Step], seconds: float) -> float:
    """What all steps together get done in a second, each repeated by a worker of its own for about `seconds`."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(seconds + _PATIENCE_SECONDS), asyncio.TaskGroup() as group:
            workers = [group.create_task(_repeat(step, begun + seconds)) for step in steps]
    except ExceptionGroup as failures:
        # The first one ended the others.
        raise failures.exceptions[0] from failures
    return sum(worker.result() for worker in workers) / (time.perf_counter() - begun)


async def _repeat(step: Step, until: float) -> int:
    done = 0
    while time.perf_counter() < until:
        done += await step()
    return done
