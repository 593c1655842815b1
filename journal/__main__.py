"""The command line. Every refusal is one sentence on standard error, and exit code 1 (2 for a wrong command)."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyotp

from journal import app, log, server
from journal.actions import diaries, upkeep
from journal.actions.sign_in import TOTP_SECONDS
from journal.clinical.errors import Invalid, NotFound
from journal.clinical.ids import ClinicId, PatientId
from journal.clinical.people import Scope
from journal.db import embedded, engine, keyring, keys, migrate
from journal.db.audit_heads import FilesRefused
from journal.db.keyring import FileRing, KeyFileRefused, Unopenable
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
    except (
        SettingsError,
        KeyFileRefused,
        FilesRefused,
        engine.Unavailable,
        engine.Unsafe,
        FileNotFoundError,
    ) as refusal:
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
    _add_upkeep(commands)
    commands.add_parser("openapi", help="print the API's contract").set_defaults(command=_openapi)
    return parser


def _add_upkeep(commands: Any) -> None:
    keys = commands.add_parser("keys", help="the keys that notes are sealed with").add_subparsers(
        required=True, metavar="WHAT"
    )
    keys.add_parser("make", help="make a key file").set_defaults(command=_keys_make)
    keys.add_parser("rotate", help="put a new key in place of the former").set_defaults(command=_keys_rotate)
    keys.add_parser("check", help="open every sealed text, and say which do not open").set_defaults(command=_keys_check)
    audit = commands.add_parser("audit", help="the record of who read and wrote what").add_subparsers(
        required=True, metavar="WHAT"
    )
    audit.add_parser("verify", help="find what was changed, removed or reordered").set_defaults(command=_audit_verify)
    audit.add_parser("heads", help="keep outside the database where it stands").set_defaults(command=_audit_heads)


def _demo(_: argparse.Namespace, settings: Settings) -> int:
    with server.port(settings) as port:
        settings = replace(settings, port=port)
        url = _database(settings, may_make_keys=True)
        made = asyncio.run(_seed(settings, url))
        asyncio.run(migrate.analyse(_owner(settings)))
        print(_welcome(settings, made), flush=True)
        with _database_kept(settings):
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
        asyncio.run(_refuse_unsafe(settings, url))
        print(f"Serving on {settings.host}:{port}", flush=True)
        with _database_kept(settings):
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
        done = asyncio.run(_import(settings, url, Scope(clinic=clinic, role=None), patient, options.file.read_bytes()))
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


def _keys_make(_: argparse.Namespace, settings: Settings) -> int:
    if not keyring.make(settings.key_file):
        raise SettingsError(f"There is a key file already: {settings.key_file}. `journal keys rotate` renews its key.")
    print(f"Made {settings.key_file}. Keep a copy apart from the database's backups: without it no note can be read.")
    return 0


def _keys_rotate(_: argparse.Namespace, settings: Settings) -> int:
    try:
        done = asyncio.run(upkeep.rotate_keys(_owner(settings), settings.key_file))
    except Unopenable:
        raise SettingsError(
            "A patient's key does not open, so nothing was dropped: `journal keys check` says whose texts those are."
        ) from None
    print(f"Rotated: the keys of {done} patients are wrapped anew. Copy {settings.key_file} again.")
    print("Backups of the database from before need the file as it was: keep it with them.")
    return 0


def _keys_check(_: argparse.Namespace, settings: Settings) -> int:
    lost = asyncio.run(upkeep.unreadable(_owner(settings), settings.key_file))
    for text in lost:
        print(f"clinic {text.clinic}, patient {text.patient}, {text.table} {text.row}: does not open")
    print("Every sealed text opens." if not lost else f"{len(lost)} do not open.")
    return 1 if lost else 0


def _audit_verify(_: argparse.Namespace, settings: Settings) -> int:
    verified, kept = asyncio.run(upkeep.verify_audit(_owner(settings), settings.data))
    for finding in verified.findings:
        whose = f"clinic {finding.clinic}" + ("" if finding.chain == finding.clinic else f", patient {finding.chain}")
        row = "" if finding.number is None else f" (number {finding.number})"
        print(f"{whose}, position {finding.position}{row}: {finding.what}")
    print(
        f"{verified.rows} rows in {verified.chains} chains, held against {kept} heads kept outside: "
        + (f"{len(verified.findings)} findings." if verified.findings else "all as they were written.")
    )
    return 1 if verified.findings else 0


def _audit_heads(_: argparse.Namespace, settings: Settings) -> int:
    path = asyncio.run(upkeep.keep_heads(_database(settings), settings.data, now=datetime.now(UTC)))
    print(f"Kept in {path}.")
    return 0


def _openapi(_: argparse.Namespace, __: Settings) -> int:
    print(app.contract().decode(), end="")
    return 0


def _database(settings: Settings, *, may_make_keys: bool = False) -> str:
    """The address of a database that is up to date: the embedded one is started first, and gets its keys."""
    if settings.database_url is not None:
        _say("Bringing the database up to date …")
        owner, url = settings.owner_url or settings.database_url, settings.database_url
    else:
        _say("Starting the database …")
        running = embedded.start(settings.data / "pg")
        asyncio.run(migrate.prepare(running))
        owner, url, may_make_keys = running.owner, running.app, True
    asyncio.run(migrate.migrate(owner))
    sealed = asyncio.run(upkeep.keep_sealed(owner, settings.key_file, may_make=may_make_keys))
    if sealed:
        _say(f"Sealed {sealed} rows that were stored in the clear.")
    return url


def _database_kept(settings: Settings) -> AbstractContextManager[None]:
    """The embedded server comes back if something ends it; another has its own keeper."""
    return embedded.kept(settings.data / "pg") if settings.database_url is None else nullcontext()


def _owner(settings: Settings) -> str:
    """The address of the role that owns the tables."""
    return settings.owner_url or settings.database_url or embedded.start(settings.data / "pg").owner


@asynccontextmanager
async def _open(settings: Settings, url: str) -> AsyncIterator[None]:
    keys.use(FileRing(settings.key_file))
    await engine.open_pool(url)
    try:
        yield
    finally:
        await engine.close_pool()


async def _refuse_unsafe(settings: Settings, url: str) -> None:
    """Raise here what would keep every worker from starting, where it can still be said."""
    async with _open(settings, url):
        pass


async def _seed(settings: Settings, url: str) -> World:
    async with _open(settings, url):
        return await seed.seed(settings.data / "demo", DIARY, now=datetime.now(UTC), progress=_say)


async def _import(settings: Settings, url: str, scope: Scope, patient: PatientId, data: bytes) -> diaries.Imported:
    async with _open(settings, url):
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
