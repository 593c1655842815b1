"""What a database must promise before the journal serves anybody. The real command line; each refusal one sentence."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from tests.faults.conftest import Say, Scale, Score
from tests.faults.journal_process import Journal, free_port
from tests.faults.postgres import Server
from tests.support import Cast

_DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
_SETTING = "Set {} = on in PostgreSQL: without it an accepted entry could be lost."
_BYPASS = "Take SUPERUSER and BYPASSRLS from the role journal_app: it must not step around row-level security."
_OWNER = "Give the tables that journal_app owns to another role: an owner could switch row-level security off."

# What makes it unsafe, what makes it safe again, and the sentence.
UNSAFE = {
    **{
        f"{name} off": (f"alter system set {name} = off", f"alter system reset {name}", _SETTING.format(name))
        for name in _DURABLE
    },
    "commits that one role does not wait for": (
        "alter role journal_app set synchronous_commit = off",
        "alter role journal_app reset synchronous_commit",
        _SETTING.format("synchronous_commit"),
    ),
    "superuser": ("alter role journal_app superuser", "alter role journal_app nosuperuser", _BYPASS),
    "bypassrls": ("alter role journal_app bypassrls", "alter role journal_app nobypassrls", _BYPASS),
    "owner of a table": (
        "create table stray (id int); alter table stray owner to journal_app",
        "drop table stray",
        _OWNER,
    ),
}


async def test_an_unsafe_database_keeps_the_journal_from_starting_and_one_sentence_says_why(
    postgres: Server, people: Cast, scale: Scale, say: Say, score: Score
) -> None:
    journal = Journal(folder=postgres.folder, port=free_port())
    wrong = []
    # The others are tried in tests/db; through the command line a start takes two seconds.
    cases = list(UNSAFE)[:: scale(3, 1)]
    for name in cases:
        break_it, mend_it, sentence = UNSAFE[name]
        async with _broken(postgres, break_it, mend_it):
            code, said = await asyncio.to_thread(journal.refusal)
        say(f"{name}: {said.strip()}")
        if (code, said) != (1, sentence + "\n"):
            wrong.append(f"{name}: exit {code}, {said!r}")
    assert wrong == []
    await journal.start()
    journal.stop()
    score("unsafe settings and roles: the start refuses, in one sentence", len(UNSAFE), len(wrong), run=len(cases))


@asynccontextmanager
async def _broken(postgres: Server, break_it: str, mend_it: str) -> AsyncIterator[None]:
    connection = await asyncpg.connect(postgres.addresses.admin.replace("/postgres?", "/journal?"))
    try:
        await _run(connection, break_it)
        try:
            yield
        finally:
            await _run(connection, mend_it)
    finally:
        await connection.close()


async def _run(connection: "asyncpg.Connection[asyncpg.Record]", sql: str) -> None:
    await connection.execute(sql)
    if sql.startswith("alter system"):
        await connection.execute("select pg_reload_conf()")
        # The postmaster hears it at once, those that it starts next have it.
        await asyncio.sleep(0.2)
