"""`journal keys` and `journal audit`, as an operator runs them, on a database at an address."""

import asyncio
import os
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from journal.db import audit
from journal.db.embedded import Embedded
from journal.db.engine import transaction
from journal.settings import Settings
from tests.db.conftest import Connect, as_superuser
from tests.support import NOON, ROOT, Cast, SignIn, check_in, sync

__all__ = ["as_superuser"]

CANARY = "zinnober-owl"


@pytest.fixture
def journal(database: Embedded, settings: Settings, tmp_path: Path) -> "Journal":
    return Journal(database, settings.key_file, tmp_path)


class Journal:
    """The command line, on this database."""

    def __init__(self, database: Embedded, key_file: Path, folder: Path) -> None:
        self.key_file, self.folder = key_file, folder
        self._environment = os.environ | {
            "JOURNAL_DATABASE_URL": database.app,
            "JOURNAL_DATABASE_OWNER_URL": database.owner,
            "JOURNAL_DATA": str(folder),
        }

    async def __call__(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        """Run a command: its exit code, and what it said on standard output and standard error."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-m", "journal", *arguments),
            cwd=ROOT,
            env=self._environment | {"JOURNAL_KEY_FILE": str(self.key_file)} | environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        said, error = await process.communicate()
        return process.returncode or 0, said.decode(), error.decode()


async def test_a_key_file_is_made_once_for_its_owner_alone(journal: Journal, tmp_path: Path) -> None:
    path = tmp_path / "new" / "keys.json"
    code, said, _ = await journal("keys", "make", JOURNAL_KEY_FILE=str(path))
    assert (code, str(path) in said) == (0, True)
    made = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    code, _, error = await journal("keys", "make", JOURNAL_KEY_FILE=str(path))
    assert (code, error.count("\n"), path.read_bytes()) == (1, 1, made)


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ("", 0o600),
        ("{", 0o600),
        ("[]", 0o600),
        ('{"current": "x", "keys": {}}', 0o600),
        ('{"current": "x", "keys": {"x": "AAAA"}}', 0o600),
        (None, 0o604),
        (None, 0o600),
    ],
)
async def test_a_key_file_that_cannot_be_used_is_refused_in_one_sentence(
    content: str | None, mode: int, journal: Journal, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    if content is not None or mode == 0o604:
        path.write_text(journal.key_file.read_text() if content is None else content)
        path.chmod(mode)
    code, said, error = await journal("keys", "rotate", JOURNAL_KEY_FILE=str(path))
    assert (code, said, error.count("\n")) == (1, "", 1)
    assert str(path) in error


async def test_a_clinic_is_not_served_without_its_keys(journal: Journal, tmp_path: Path) -> None:
    clinic = {"JOURNAL_ORIGIN": "https://x.test", "JOURNAL_CRISIS_EMERGENCY": "911", "JOURNAL_CRISIS_LINE": "988"}
    code, _, error = await journal("serve", JOURNAL_KEY_FILE=str(tmp_path / "none.json"), **clinic)
    assert (code, error.count("\n"), "journal keys make" in error) == (1, 1, True)


async def test_rotating_checking_and_verifying_say_what_they_did(
    cast: Cast, signed_in: SignIn, as_superuser: Connect, journal: Journal
) -> None:
    alice = await signed_in(cast.alice)
    await sync(alice, cast.alice, check_in(note={"text": CANARY}))
    former = journal.key_file.read_text()
    code, said, error = await journal("keys", "rotate")
    assert (code, error) == (0, "")
    assert "of 1 patients" in said
    assert journal.key_file.read_text() != former
    # The running application finds the new key by itself.
    read = await alice.get(f"/api/v1/patients/{cast.alice.own}/journal", params={"after": 0})
    assert read.json()["entries"][0]["note"]["text"] == CANARY
    assert (await journal("keys", "check"))[:2] == (0, "Every sealed text opens.\n")
    async with as_superuser() as connection:
        entry = await connection.fetchval(
            "update entry set content = jsonb_set(content, '{note,sealed}', '\"AAAA\"') returning id"
        )
    code, said, _ = await journal("keys", "check")
    assert (code, said.splitlines()) == (
        1,
        [
            f"clinic {cast.alice.clinic}, patient {cast.alice.own}, entry {entry}: does not open",
            "1 do not open.",
        ],
    )


async def test_the_audit_is_verified_and_its_heads_are_kept_from_the_command_line(
    cast: Cast, as_superuser: Connect, journal: Journal
) -> None:
    for _ in range(3):
        async with transaction(cast.dana.scope):
            await audit.note(cast.dana.scope, "journal.read", at=NOON, patient=cast.alice.own, subject=uuid4())
    code, said, error = await journal("audit", "heads")
    assert (code, error, len(list((journal.folder / "audit").glob("heads-*.json")))) == (0, "", 1)
    code, said, error = await journal("audit", "verify")
    assert (code, error) == (0, "")
    assert said == "3 rows in 1 chains, held against 1 heads kept outside: all as they were written.\n"
    async with as_superuser() as connection:
        number = await connection.fetchval("update audit set actor_id = null where position = 2 returning number")
    code, said, _ = await journal("audit", "verify")
    assert code == 1
    assert said.splitlines()[0] == (
        f"clinic {cast.dana.clinic}, patient {cast.alice.own}, position 2 (number {number}): "
        "was changed, or put in another's place"
    )
