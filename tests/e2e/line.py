"""The line between a phone and the clinic, which a test can cut.

A browser told to be offline forgets it while it opens and closes; a line that is cut stays cut.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass
class Line:
    """Hands every connection on to `port`, or, while it is cut, ends it at once."""

    port: int
    here: int = 0
    is_cut: bool = False
    is_deaf: bool = False
    """What is sent arrives; no answer comes back."""
    open: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.here}"

    def cut(self) -> None:
        """Nothing passes any more, of what is under way neither."""
        self.is_cut = True
        for writer in self.open:
            writer.transport.abort()

    def mend(self) -> None:
        self.is_cut = self.is_deaf = False

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection, both ways, until either end is done."""
        if self.is_cut:
            writer.transport.abort()
            return
        with contextlib.suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.open |= {writer, far_writer}
            await asyncio.gather(_carry(reader, far_writer), self._bring_back(far_reader, writer))
            self.open -= {writer, far_writer}
        writer.close()

    async def _bring_back(self, far_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry the answers, or lose them."""
        with contextlib.suppress(OSError):
            while data := await far_reader.read(65536):
                if self.is_deaf:
                    writer.transport.abort()
                    return
                writer.write(data)
                await writer.drain()
        writer.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def line_to(port: int) -> AsyncIterator[Line]:
    """A line to the journal on `port`."""
    line = Line(port=port)
    server = await asyncio.start_server(line.connect, "127.0.0.1", 0)
    line.here = server.sockets[0].getsockname()[1]
    yield line
    line.cut()
    server.close()
