"""Whether the audit is what was written: every row, in its order, none gone.

Each chain is followed from its first row to its head, and held against every head that was ever kept outside.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from journal.db import engine, upkeep
from journal.db.audit_heads import Head

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ROWS = """
select clinic_id, coalesce(patient_id, clinic_id) as chain, position, number, at, actor_id, patient_id, subject_id,
       action, hash
from audit order by clinic_id, coalesce(patient_id, clinic_id), position, number
"""
_HEADS = "select clinic_id, chain, position, hash from audit_head"

_Chain = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is not as it was written, and where. `number` is the row's in the audit log, where there is one."""

    clinic: UUID
    chain: UUID
    position: int
    number: int | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """How much was looked at, and what was found."""

    rows: int
    chains: int
    findings: Sequence[Finding]


async def verify(kept: Mapping[str, Sequence[Head]]) -> Verified:
    """Follow every chain, in one snapshot that is younger than `kept`, the heads by the file that has them."""
    async with upkeep.transaction():
        heads = {(row["clinic_id"], row["chain"]): row for row in await engine.fetch(_HEADS)}
        walk = _Walk(heads, kept)
        async for row in engine.stream(_ROWS):
            walk.step(row)
        return walk.end()


def covered(row: Any, position: int) -> bytes:
    """What the hash of a row covers besides the hash before it; `audit_said` in the database has the same."""
    parts = (
        position,
        row["number"],
        row["clinic_id"],
        (row["at"] - _EPOCH) // timedelta(microseconds=1),
        row["actor_id"] or "",
        row["patient_id"] or "",
        row["subject_id"] or "",
        row["action"],
    )
    return "|".join(map(str, parts)).encode()


@dataclass(slots=True)
class _Walk:
    """Along all chains, one row after the other."""

    heads: Mapping[_Chain, Any]
    kept: Mapping[str, Sequence[Head]]
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    _witnesses: dict[_Chain, dict[int, list[tuple[str, str]]]] = field(default_factory=dict)
    _seen: set[_Chain] = field(default_factory=set)
    _chain: _Chain | None = None
    _position: int = 0
    _hash: bytes = b""

    def __post_init__(self) -> None:
        for file, heads in self.kept.items():
            for head in heads:
                of_chain = self._witnesses.setdefault((head.clinic, head.chain), {})
                of_chain.setdefault(head.position, []).append((head.hash, file))

    def step(self, row: Any) -> None:
        """The next row."""
        self.rows += 1
        chain = (row["clinic_id"], row["chain"])
        if chain != self._chain:
            self._close()
            self._chain, self._position, self._hash = chain, 0, b""
            self._seen.add(chain)
        self._link(row)
        self._hash = row["hash"]
        for hash_, file in self._witnesses.get(chain, {}).pop(row["position"], ()):
            if hash_ != row["hash"].hex():
                self._find(row["position"], row["number"], f"is not what {file} witnesses: rewritten up to here")

    def end(self) -> Verified:
        """After the last row."""
        self._close()
        for clinic, chain in self.heads.keys() - self._seen:
            self._chain, self._position, self._hash = (clinic, chain), 0, b""
            self._close()
        for (clinic, chain), positions in self._witnesses.items():
            self._chain = (clinic, chain)
            for position, witnesses in positions.items():
                self._find(position, None, f"is gone, and was there: {witnesses[0][1]} witnesses it")
        return Verified(rows=self.rows, chains=len(self._seen | self.heads.keys()), findings=tuple(self.findings))

    def _link(self, row: Any) -> None:
        position, number, due = row["position"], row["number"], self._position + 1
        if position > due:
            self._find(
                due, None, f"is gone, with all up to position {position - 1}" if position > due + 1 else "is gone"
            )
        elif position < due:
            self._find(position, number, "stands in a place that is taken")
        elif hashlib.sha256(self._hash + covered(row, position)).digest() != row["hash"]:
            self._find(position, number, "was changed, or put in another's place")
        self._position = position

    def _close(self) -> None:
        """Hold the chain that was walked against its head."""
        if self._chain is None:
            return
        head = self.heads.get(self._chain)
        if head is None:
            self._find(self._position, None, "is the last, and the chain's head is gone")
        elif head["position"] > self._position:
            self._find(self._position + 1, None, f"is gone, with all up to the head at {head['position']}")
        elif (head["position"], head["hash"]) != (self._position, self._hash):
            self._find(self._position, None, "is the last, and the chain's head is another")

    def _find(self, position: int, number: int | None, what: str) -> None:
        assert self._chain is not None
        clinic, chain = self._chain
        self.findings.append(Finding(clinic=clinic, chain=chain, position=position, number=number, what=what))
