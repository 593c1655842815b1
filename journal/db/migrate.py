"""Roles, database and schema: the same migrations on the embedded server and on any other.

Migrations run as the role that owns the tables, all that are due in one transaction, one process at a time.
"""

import contextlib
import io
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import asyncpg
from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.conf.apps import AppConfig
from piccolo.engine.postgres import PostgresTransaction

from journal.db.embedded import Embedded
from journal.db.engine import APP_ROLE, PASSING, Engine, Unavailable, Unsafe

# Two starts at once wait for each other at this advisory lock.
_LOCK = 0x6A6F7572


async def prepare(server: Embedded, *, database: str = "journal") -> None:
    """Make the roles and the database on an embedded server that lacks them."""
    connection = await asyncpg.connect(server.admin)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        known = {row["rolname"] for row in await connection.fetch("select rolname from pg_roles")}
        for role in ("journal_owner", APP_ROLE):
            if role not in known:
                await connection.execute(f'create role "{role}" login')
        if not await connection.fetchval("select 1 from pg_database where datname = $1", database):
            await connection.execute(f'create database "{database}" owner journal_owner')
    finally:
        await connection.close()


@contextlib.contextmanager
def _sentences() -> Iterator[None]:
    """What a wrong address or a role without rights comes to, in one sentence."""
    try:
        yield
    except asyncpg.InsufficientPrivilegeError as error:
        raise Unsafe(
            "The role that migrates may not create tables, or the role journal_app: "
            "give it the right, or set JOURNAL_DATABASE_OWNER_URL to one that has it."
        ) from error
    except (*PASSING, asyncpg.InvalidCatalogNameError, asyncpg.InvalidAuthorizationSpecificationError) as error:
        raise Unavailable(
            "The database does not answer at the address in JOURNAL_DATABASE_URL, or does not let us in."
        ) from error


async def migrate(owner_url: str) -> int:
    """Bring the schema at `owner_url` up to date; how many migrations ran. Nothing is kept if one fails.

    Raises Unavailable where nobody answers there, Unsafe where the role lacks a right.
    """
    engine = Engine(config={"dsn": owner_url})
    before = Migration._meta._db
    Migration._meta._db = engine
    try:
        with _sentences():
            ran = await _run_due(engine)
    finally:
        Migration._meta._db = before
    return ran


async def _run_due(engine: Engine) -> int:
    async with engine.transaction() as transaction:
        await transaction.connection.execute("select pg_advisory_xact_lock($1)", _LOCK)
        await _make_app_role(transaction)
        await Migration.create_table(if_not_exists=True)
        done = len(await Migration.get_migrations_which_ran())
        # Piccolo tells its progress on standard output, where only ours belongs.
        with contextlib.redirect_stdout(io.StringIO()):
            await ForwardsMigrationManager(app_name="journal").run_migrations(_app())
        ran = await Migration.get_migrations_which_ran()
    return len(ran) - done


async def analyse(owner_url: str) -> None:
    """Count the tables' rows afresh. After a bulk import the planner would take them for empty until it next looks."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute("analyze")
    finally:
        await connection.close()


async def run_script(sql: str) -> None:
    """Run several statements in the transaction of the migration run."""
    transaction = Migration._meta.db.transaction()
    async with transaction as outer:
        await outer.connection.execute(sql)


async def _make_app_role(transaction: PostgresTransaction) -> None:
    """The role the application acts as, where it is missing, and the right of whoever migrates to act as it."""
    if not await transaction.connection.fetchval("select 1 from pg_roles where rolname = $1", APP_ROLE):
        await transaction.connection.execute(f"create role {APP_ROLE} nologin; grant {APP_ROLE} to current_user")


def _app() -> AppConfig:
    folder = Path(str(resources.files("journal.db") / "migrations"))
    return AppConfig(app_name="journal", migrations_folder_path=str(folder))
