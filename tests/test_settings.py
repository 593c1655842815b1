"""Settings: read once, frozen, and refused in one sentence that says what to set."""

import os
import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from journal.settings import Settings, SettingsError
from tests.support import ROOT

WHOLE = {
    "JOURNAL_CRISIS_EMERGENCY": "911",
    "JOURNAL_CRISIS_LINE": "988",
    "JOURNAL_ORIGIN": "https://journal.example.org",
}


def test_nothing_set_is_the_demo_on_this_machine() -> None:
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.port_given, settings.workers) == ("127.0.0.1", 8000, False, 1)
    assert (settings.data, settings.database_url, settings.owner_url) == (Path("var").absolute(), None, None)
    assert (settings.origin, settings.crisis) == (None, None)


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    names = ("HOST", "PORT", "DATA", "DATABASE_URL", "DATABASE_OWNER_URL", "ORIGIN", "WORKERS", "CRISIS_LINE")
    assert Settings.from_env({f"JOURNAL_{name}": "" for name in names}) == Settings.from_env({})


def test_nobodys_word_for_an_address_is_taken_unless_it_is_set() -> None:
    assert Settings.from_env({}).trusted_proxies == ()
    trusted = Settings.from_env({"JOURNAL_TRUSTED_PROXIES": "10.0.0.5, fd00::/8,"}).trusted_proxies
    assert [str(network) for network in trusted] == ["10.0.0.5/32", "fd00::/8"]


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.from_env({}).port = 1  # type: ignore[misc]  # that is the point


def test_an_origin_is_what_a_browser_sends() -> None:
    assert Settings.from_env({"JOURNAL_ORIGIN": "https://Journal.Example.org/"}).origin == "https://journal.example.org"
    assert Settings.from_env({"JOURNAL_ORIGIN": "http://[::1]:8000"}).origin == "http://[::1]:8000"


def test_a_clinic_is_served_with_everything_set() -> None:
    settings = Settings.from_env(WHOLE)
    assert settings.ready_for_patients() is settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("JOURNAL_PORT", value) for value in ("0", "65536", "-1", "80a", "８０", "1.5", "9" * 5000, " 80")],
        *[("JOURNAL_WORKERS", value) for value in ("0", "65", "many")],
        *[("JOURNAL_TRUSTED_PROXIES", value) for value in ("proxy", "10.0.0.1/8", "10.0.0.0/33", "10.0.0.5;10.0.0.6")],
        *[
            (name, value)
            for name in ("JOURNAL_DATABASE_URL", "JOURNAL_DATABASE_OWNER_URL")
            for value in (
                "mysql://x",
                "name:secret@x",
                "postgresql://[",
                "postgresql://h:port/x",
                "postgresql://h:99999/x",
            )
        ],
        *[
            ("JOURNAL_ORIGIN", value)
            for value in (
                "journal.example.org",
                "ftp://x",
                "https://",
                "https://x/path",
                "https://x?y",
                "https://x#y",
                "https://a@x",
                "https://[",
                "https://x:y",
            )
        ],
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({name: value})
    sentence = str(refusal.value)
    assert sentence.startswith(f"Set {name} to ")
    assert sentence.endswith(".")
    # An address may hold a password.
    assert value not in sentence or "DATABASE" not in name


@pytest.mark.parametrize("missing", WHOLE)
def test_a_clinic_is_not_served_while_one_is_missing(missing: str) -> None:
    with pytest.raises(SettingsError, match=missing):
        Settings.from_env({name: value for name, value in WHOLE.items() if name != missing}).ready_for_patients()


def _journal(tmp_path: Path, *command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JOURNAL_")}
    environment = {**kept, "JOURNAL_DATA": str(tmp_path), "PYTHONWARNINGS": "ignore", **settings}
    return subprocess.run(
        [sys.executable, "-m", "journal", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "JOURNAL_CRISIS_EMERGENCY"),
        ({name: value for name, value in WHOLE.items() if name != "JOURNAL_ORIGIN"}, "JOURNAL_ORIGIN"),
        ({**WHOLE, "JOURNAL_PORT": "eighty"}, "JOURNAL_PORT"),
        ({**WHOLE, "JOURNAL_DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/x"}, "JOURNAL_DATABASE_URL"),
    ],
)
def test_serve_ends_with_one_sentence_that_names_the_variable(
    settings: dict[str, str], named: str, tmp_path: Path
) -> None:
    ended = _journal(tmp_path, "serve", **settings)
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert named in ended.stderr
    assert "secret" not in ended.stderr + ended.stdout
    assert not list(tmp_path.iterdir())


def test_a_missing_file_to_import_is_one_sentence(tmp_path: Path) -> None:
    ended = _journal(tmp_path, "import", "esm", str(tmp_path / "no.csv"))
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)


def test_codes_before_the_demo_are_one_sentence(tmp_path: Path) -> None:
    ended = _journal(tmp_path, "demo-codes")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (1, 1)


def test_the_committed_contract_is_the_printed_one(tmp_path: Path) -> None:
    printed = _journal(tmp_path, "openapi")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == (ROOT / "openapi.json").read_text(encoding="utf-8")
