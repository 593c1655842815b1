"""What a phone sends, as bytes, with as little work as a generator may spend on it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.generator import Answer, Connection, Step
from bench.processes import Failed
from bench.stage import DEVICE, Member
from bench.writings import ZONE
from journal.actions.identity import new_id

CONTENT = '{"mood":6,"function":5,"sleep_hours":7.5,"energy":5,"anxiety":3,"pain":2}'
_ENTRY = f'{{"kind":"check_in","id":"%s","occurred_at":"%s","zone":"{ZONE}",{CONTENT[1:]}'
_SYNC = f'{{"device":"{DEVICE}","schema":1,"after":%d,"entries":[%s]}}'
_APART = timedelta(minutes=90)
_ACCEPTED = b'"status":"accepted"'


class Phone:
    """One patient's device: it sends what it has and moves its cursor by what was accepted."""

    def __init__(self, connection: Connection, member: Member) -> None:
        self.acknowledged = 0
        """Entries the journal has said it holds: the phone's cursor, since numbers have no gaps."""
        self._connection = connection
        self._path = f"/api/v1/patients/{member.patient}/journal"

    async def begin(self) -> None:
        """Learn where the journal stands: others may have written in it."""
        answer = await self._connection.post(self._path, (_SYNC % (2**53, "")).encode())
        self.acknowledged = int(answer.body.partition(b'"cursor":')[2].partition(b",")[0])

    async def send(self, body: bytes, entries: int) -> Answer:
        """Sync once. Raises Failed unless every entry was accepted."""
        answer = await self._connection.post(self._path, body)
        if answer.status != 200 or answer.body.count(_ACCEPTED) != entries:
            raise Failed(f"A sync was not accepted: status {answer.status}.")
        self.acknowledged += entries
        return answer

    def step(self, entries: int) -> Step:
        """Sync `entries` check-ins, of which the last was written just now and the others before it."""

        async def step() -> int:
            await self.send(self.body(entries), entries)
            return entries

        return step

    def body(self, entries: int) -> bytes:
        """A batch as the phone's outbox has it."""
        now = datetime.now(UTC)
        if entries == 1:
            written = _ENTRY % (new_id(), now.isoformat())
        else:
            # Back from a weekend: written on the phone when it happened, as the ids tell.
            times = [now - _APART * place for place in reversed(range(entries))]
            written = ",".join(_ENTRY % (_id_at(at), at.isoformat()) for at in times)
        return (_SYNC % (self.acknowledged, written)).encode()


def _id_at(at: datetime) -> UUID:
    """A version-7 identifier of that millisecond."""
    random = new_id().int & ((1 << 80) - 1)
    return UUID(int=int(at.timestamp() * 1000) << 80 | random)
