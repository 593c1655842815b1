"""Settings: read once from the environment, then frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, urlsplit


class SettingsError(Exception):
    """One sentence that says which variable to set, and to what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """Numbers a person in danger can call here, whichever clinic they belong to."""

    emergency: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation runs.

    `port_given` is False where the port is only the default: the demo may then take the next free
    one. `database_url` is None for the embedded server under `data`. `owner_url` names the role that
    migrates an external database; without it, migrations run as `database_url` says. `origin` is
    the address browsers use, None where any that they reach this by will do; `crisis` None where
    it was not set. Only the demo may serve without either.
    """

    host: str
    port: int
    port_given: bool
    data: Path
    database_url: str | None
    owner_url: str | None
    origin: str | None
    crisis: Crisis | None
    workers: int
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]
    """Whose word for their caller's address is taken; nobody's, where it is empty."""
    key_file: Path
    """The keys that patients' keys are wrapped with; never in the database, and lost with this file."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read `JOURNAL_*` from `env`; raises SettingsError at the first value that cannot be."""
        data = Path(env.get("JOURNAL_DATA") or "var").absolute()
        return cls(
            host=env.get("JOURNAL_HOST") or "127.0.0.1",
            port=_whole(env, "JOURNAL_PORT", default=8000, low=1, high=65535),
            port_given=bool(env.get("JOURNAL_PORT")),
            data=data,
            database_url=_postgres(env, "JOURNAL_DATABASE_URL"),
            owner_url=_postgres(env, "JOURNAL_DATABASE_OWNER_URL"),
            origin=_origin(env),
            crisis=_crisis(env),
            workers=_whole(env, "JOURNAL_WORKERS", default=1, low=1, high=64),
            trusted_proxies=_networks(env, "JOURNAL_TRUSTED_PROXIES"),
            key_file=Path(env.get("JOURNAL_KEY_FILE") or data / "keys.json").absolute(),
        )

    def ready_for_patients(self) -> "Settings":
        """These settings, if a clinic may be served with them; else SettingsError names the gap."""
        if self.crisis is None:
            raise SettingsError(
                "Set JOURNAL_CRISIS_EMERGENCY and JOURNAL_CRISIS_LINE to the numbers a person in danger "
                "calls here, such as 911 and 988."
            )
        if self.origin is None:
            raise SettingsError("Set JOURNAL_ORIGIN to the address browsers open, such as https://journal.example.org.")
        return self


def _whole(env: Mapping[str, str], name: str, *, default: int, low: int, high: int) -> int:
    text = env.get(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high):
        raise SettingsError(f"Set {name} to a whole number from {low} to {high}.")
    return int(text)


def _networks(env: Mapping[str, str], name: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in env.get(name, "").split(",") if part.strip())
    except ValueError:
        raise SettingsError(f"Set {name} to addresses or networks with commas, such as 10.0.0.5, fd00::/8.") from None


def _postgres(env: Mapping[str, str], name: str) -> str | None:
    url = env.get(name) or None
    if url is None:
        return None
    parts = _parts(url)
    if parts is None or parts.scheme not in {"postgresql", "postgres"}:
        raise SettingsError(f"Set {name} to an address such as postgresql://name:password@host:5432/journal.")
    return url


def _origin(env: Mapping[str, str]) -> str | None:
    text = env.get("JOURNAL_ORIGIN") or None
    if text is None:
        return None
    parts = _parts(text)
    whole = parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    if parts is None or not whole or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise SettingsError("Set JOURNAL_ORIGIN to a scheme and host only, such as https://journal.example.org.")
    # As browsers send it.
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _parts(text: str) -> SplitResult | None:
    """The parts of an address, or None where it is none."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # read for what it raises
    except ValueError:
        return None
    return parts


def _crisis(env: Mapping[str, str]) -> Crisis | None:
    emergency, line = env.get("JOURNAL_CRISIS_EMERGENCY"), env.get("JOURNAL_CRISIS_LINE")
    if not emergency and not line:
        return None
    if not emergency:
        raise SettingsError("Set JOURNAL_CRISIS_EMERGENCY to the emergency number, such as 911.")
    if not line:
        raise SettingsError("Set JOURNAL_CRISIS_LINE to the crisis line's number, such as 988.")
    return Crisis(emergency=emergency, line=line)
