"""`python -m bench [part …]`: one run, one table. Ends by itself within three minutes."""

import argparse
import asyncio
import sys
from collections.abc import AsyncIterator, Collection
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime

import uvloop

from bench import clinic, reading, searching, signing_in, starting, syncing
from bench.processes import ROOT, Failed, Memory, Served, free_port, served
from bench.report import Budget, Line, table
from bench.stage import Stage, stage

LONGEST_SECONDS = 180
PARTS = ("sync", "recovery", "clinic", "search", "sign-in", "start")
FOLDER = ROOT / "var" / "bench"
_IDLE_SECONDS = 1.0
_LOOK_SECONDS = 0.5


def main() -> int:
    """Measure and print; 0 whether or not the budgets are met, 1 where it could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=(__doc__ or "").partition("\n")[0])
    told = f"one of {', '.join(PARTS)}; without any, everything"
    parser.add_argument("parts", nargs="*", choices=[[], *PARTS], metavar="part", help=told)
    parts = parser.parse_args().parts or PARTS
    lines: list[Line] = []
    try:
        # The loop that Granian runs too, so that the floors have no slower one.
        uvloop.run(_within_limits(lines, parts))
    except Failed as refusal:
        return _refuse(str(refusal), lines)
    except TimeoutError:
        return _refuse(f"Not done after {LONGEST_SECONDS} seconds.", lines)
    print(table(lines))
    return 0


def _refuse(sentence: str, lines: list[Line]) -> int:
    if lines:
        print(table(lines))
    print(sentence, file=sys.stderr)
    return 1


async def _within_limits(lines: list[Line], parts: Collection[str]) -> None:
    async with asyncio.timeout(LONGEST_SECONDS):
        await _measure(lines, parts)


async def _measure(lines: list[Line], parts: Collection[str]) -> None:
    now = datetime.now(UTC)
    _say("Setting the stage …")
    async with stage(FOLDER, writers=syncing.CLIENTS, now=now) as place:
        async with AsyncExitStack() as servers:
            ours = await servers.enter_async_context(_journal(place))
            bare = await servers.enter_async_context(_bare())
            await asyncio.sleep(_IDLE_SECONDS)
            idle = ours.memory()
            async with _watched(ours) as seen:
                if "sync" in parts:
                    _say("Sync …")
                    lines += await syncing.measure(place, ours, bare)
                if "recovery" in parts:
                    _say("Recovery …")
                    lines += await reading.measure(place, ours, bare)
                if "clinic" in parts:
                    _say("Worklist, results and page …")
                    lines += await clinic.measure(place, ours, bare, now)
                if "search" in parts:
                    _say("Typing …")
                    lines += await searching.measure(place, ours)
            if "sign-in" in parts:
                _say("Signing in …")
                lines += await signing_in.measure(place, ours)
            lines += _memory(idle, max(seen))
        if "start" in parts:
            _say("Starting the demo twice …")
            lines.append(await starting.measure(place.folder))


def _journal(place: Stage) -> AbstractAsyncContextManager[Served]:
    """The journal as a clinic runs it, with one worker."""
    port = free_port()
    env = {
        "JOURNAL_HOST": "127.0.0.1",
        "JOURNAL_PORT": str(port),
        "JOURNAL_WORKERS": "1",
        "JOURNAL_DATA": str(place.folder),
        "JOURNAL_DATABASE_URL": place.database.app,
        "JOURNAL_DATABASE_OWNER_URL": place.database.owner,
        "JOURNAL_ORIGIN": f"http://127.0.0.1:{port}",
        "JOURNAL_CRISIS_EMERGENCY": "911",
        "JOURNAL_CRISIS_LINE": "988",
    }
    return served(("journal", "serve"), port, "/health/ready", env)


def _bare() -> AbstractAsyncContextManager[Served]:
    port = free_port()
    return served(("bench.bare", str(port)), port, "/bare/1", {})


@asynccontextmanager
async def _watched(server: Served) -> AsyncIterator[list[Memory]]:
    """What the server holds, looked at again and again while the block runs."""
    seen = [server.memory()]

    async def watch() -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            seen.append(server.memory())

    task = asyncio.create_task(watch())
    try:
        yield seen
    finally:
        task.cancel()


def _memory(idle: Memory, loaded: Memory) -> list[Line]:
    """Of the server and its one worker; the database not counted."""
    return [
        Line(work="memory, idle", ours=idle.resident, unit="MB", budget=Budget(sign="≤", limit=120, unit="MB")),
        Line(work="memory, idle, shared pages once", ours=idle.shared_once, unit="MB"),
        Line(work="memory, loaded", ours=loaded.resident, unit="MB", budget=Budget(sign="≤", limit=200, unit="MB")),
        Line(work="memory, loaded, shared pages once", ours=loaded.shared_once, unit="MB"),
    ]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
