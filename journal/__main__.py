"""The command line. Every refusal is one sentence on standard error, and exit code 1 (2 for a wrong command)."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyotp

from journal import app, log, server
from journal.actions import diaries
from journal.actions.sign_in import TOTP_SECONDS
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.ids import ClinicId, PatientId
from journal.clinical.people import Scope
from journal.db import embedded, engine, migrate
from journal.demo import seed
from journal.demo.cast import diarist
from journal.demo.world import SEED, World, world
from journal.settings import Settings, SettingsError

DIARY = Path(__file__).resolve().parents[2] / "shared" / "data" / "esm" / "ESMdata.csv"
ACCOUNTS = Path("demo") / "accounts.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    log.configure()
    options = _parser().parse_args(arguments)
    try:
        command: Any = options.command
        return int(command(options, Settings.from_env(os.environ)) or 0)
    except (SettingsError, engine.Unavailable, engine.Unsafe, FileNotFoundError) as refusal:
        print(_sentence(refusal), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journal", description="A symptom journal between ketamine sessions.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="serve a made-up world of two clinics")
    demo.set_defaults(command=_demo)
    codes = commands.add_parser("demo-codes", help="print the one-time codes of the demo's staff, as they are now")
    codes.set_defaults(command=_demo_codes)
    commands.add_parser("serve", help="serve a clinic").set_defaults(command=_serve)
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(command=_migrate)
    imports = commands.add_parser("import", help="import a diary kept elsewhere")
    kinds = imports.add_subparsers(required=True, metavar="KIND")
    esm = kinds.add_parser("esm", help="the open diary of Kossakowski and others (2017)")
    esm.add_argument("file", type=Path)
    esm.add_argument("--clinic", type=UUID, help="whose patient it is; the demo's North if not given")
    esm.add_argument("--patient", type=UUID, help="the patient's id; the demo's open diary if not given")
    esm.set_defaults(command=_import_esm)
    commands.add_parser("openapi", help="print the API's contract").set_defaults(command=_openapi)
    return parser


def _demo(_: argparse.Namespace, settings: Settings) -> int:
    with server.port(settings) as port:
        settings = replace(settings, port=port)
        url = _database(settings)
        made = asyncio.run(_seed(settings, url))
        asyncio.run(migrate.analyse(_owner(settings)))
        print(_welcome(settings, made), flush=True)
        server.run(settings, database_url=url, demo=True)
    return 0


def _demo_codes(_: argparse.Namespace, settings: Settings) -> int:
    file = settings.data / ACCOUNTS
    if not file.exists():
        raise SettingsError("Start the demo first: `make run` makes its accounts.")
    for account in json.loads(file.read_text()):
        if "totp_secret" in account:
            code = pyotp.TOTP(account["totp_secret"], interval=TOTP_SECONDS).now()
            print(f"{account['email']:<24} {code}")
    return 0


def _serve(_: argparse.Namespace, settings: Settings) -> int:
    settings = settings.ready_for_patients()
    with server.port(replace(settings, port_given=True)) as port:
        url = _database(settings)
        print(f"Serving on {settings.host}:{port}", flush=True)
        server.run(settings, database_url=url, demo=False)
    return 0


def _migrate(_: argparse.Namespace, settings: Settings) -> int:
    _database(settings)
    return 0


def _import_esm(options: argparse.Namespace, settings: Settings) -> int:
    if not options.file.is_file():
        raise SettingsError("There is no such file: name the diary's CSV file.")
    url = _database(settings)
    clinic = ClinicId(options.clinic) if options.clinic else world(SEED, datetime.now(UTC).date()).clinics[0].id
    patient = PatientId(options.patient) if options.patient else diarist(SEED).id
    try:
        done = asyncio.run(_import(url, Scope(clinic=clinic, role=None), patient, options.file.read_bytes()))
    except NotFound:
        raise SettingsError("There is no such patient: run the demo first, or give --clinic and --patient.") from None
    except Invalid as refusal:
        for problem in refusal.problems:
            print(f"{_place(problem.pointer)}: {problem.detail}", file=sys.stderr)
        print("Nothing was imported.", file=sys.stderr)
        return 1
    asyncio.run(migrate.analyse(_owner(settings)))
    print(
        f"{done.rows} rows on {done.days} days: {done.entries} entries, {done.stored} of them new; "
        f"{done.unanswered} rows without an answer.\nData: {done.credit}"
    )
    return 0


def _openapi(_: argparse.Namespace, __: Settings) -> int:
    print(app.contract().decode(), end="")
    return 0


def _database(settings: Settings) -> str:
    """The address of a database that is up to date: the embedded one is started first."""
    if settings.database_url is not None:
        _say("Bringing the database up to date …")
        asyncio.run(migrate.migrate(settings.owner_url or settings.database_url))
        return settings.database_url
    _say("Starting the database …")
    running = embedded.start(settings.data / "pg")
    asyncio.run(migrate.prepare(running))
    asyncio.run(migrate.migrate(running.owner))
    return running.app


def _owner(settings: Settings) -> str:
    """The address of the role that owns the tables."""
    return settings.owner_url or settings.database_url or embedded.start(settings.data / "pg").owner


@asynccontextmanager
async def _open(url: str) -> AsyncIterator[None]:
    await engine.open_pool(url)
    try:
        yield
    finally:
        await engine.close_pool()


async def _seed(settings: Settings, url: str) -> World:
    async with _open(url):
        return await seed.seed(settings.data / "demo", DIARY, now=datetime.now(UTC), progress=_say)


async def _import(url: str, scope: Scope, patient: PatientId, data: bytes) -> diaries.Imported:
    async with _open(url):
        return await diaries.import_esm(scope, patient, data, now=datetime.now(UTC))


def _welcome(settings: Settings, made: World) -> str:
    names = {clinic.id: clinic.name for clinic in made.clinics}
    rows = [
        f"  {names[person.clinic]:<6} {person.role.value:<9} {person.email:<24} {person.passphrase}"
        for person in made.people
    ]
    diary = (
        ""
        if DIARY.is_file()
        else f"\nNot found: {DIARY}. `.venv/bin/journal import esm FILE` adds the open diary from elsewhere.\n"
    )
    host = "localhost" if settings.host in {"127.0.0.1", "0.0.0.0", "::"} else settings.host  # noqa: S104  compared only
    return "\n".join(
        [
            "",
            f"The journal is at http://{host}:{settings.port}",
            "",
            *rows,
            "",
            "Staff also need a one-time code: `make codes` prints them.",
            f"All of this is also in {settings.data / ACCOUNTS}.",
            diary,
        ]
    )


def _place(pointer: str) -> str:
    """`/lines/6`, as a person says it."""
    return pointer.strip("/").replace("lines/", "line ")


def _say(line: str) -> None:
    print(line, flush=True)


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, FileNotFoundError):
        return f"{refusal.filename} is missing: `make build` makes it."
    return str(refusal)


if __name__ == "__main__":
    sys.exit(main())
