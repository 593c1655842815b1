"""Cases made from the contract, sent by everybody, about real ids: never a 5xx, and nothing that is somebody else's."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from random import Random
from typing import Any

import asyncpg
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

from tests.databases import superuser
from tests.faults.conftest import Say, Scale, Score, opened
from tests.faults.journal_process import Journal, served
from tests.faults.postgres import Server
from tests.faults.standing import Standing, make_standing
from tests.support import ROOT, Cast
from tests.walls.calls import ADMIN, CALLS, COMPANION, NOBODY, PATIENT, PROVIDER

AnyCase = Case[Any]

AT_LEAST = 20_000
# Open until somebody closes it, which no case does; its walls are tested beside the others'.
LEFT_OUT = {"GET /api/v1/events"}
_HEAL_EVERY = 40
_SECONDS = 30
_PARAMETER = re.compile(r"\{[^}]*\}")
_ADMITS = {f"{method} {_PARAMETER.sub('{}', path)}": call.roles for (method, path), call in CALLS.items()}
_ROLES = {
    "Alice": PATIENT,
    "Bob": PATIENT,
    "Carol": PATIENT,
    "Dana": PROVIDER,
    "Sam": PROVIDER,
    "Nadia": ADMIN,
    "Sofia": ADMIN,
    "companion": COMPANION,
    "nobody": NOBODY,
}
# Of the three whose ids are known: Alice, Bob, Carol.
_OWN: Mapping[str, Sequence[int]] = {"Alice": [0], "Bob": [1], "Carol": [2], "Dana": [0, 1], "Sam": [2]}


@dataclass(frozen=True, slots=True)
class Finding:
    """A case that should not have ended as it did."""

    operation: str
    actor: str
    status: int
    why: str


async def test_no_case_made_from_the_contract_ends_as_a_5xx_or_tells_what_is_not_theirs(
    postgres: Server, people: Cast, scale: Scale, seed: int, say: Say, score: Score
) -> None:
    wanted, chance = scale(400, AT_LEAST), Random(seed)
    operations = _operations()
    at_once = min(_HEAL_EVERY, wanted // len(operations) + 1)
    found: list[Finding] = []
    statuses: Counter[int] = Counter()
    async with served(postgres.folder) as journal, opened(postgres):
        async with superuser(postgres.addresses) as owner:
            standing = await make_standing(journal, people, owner)
            for turn in count():
                for label, operation in operations.items():
                    await _heal(owner, standing)
                    cases = list(_cases(operation, at_once, f"{seed} {label} {turn}"))
                    results = await asyncio.to_thread(_send, journal, standing, label, cases, chance)
                    statuses.update(status for status, _ in results if status)
                    found += [finding for _, finding in results if finding]
                say(f"turn {turn}: {sum(statuses.values())} cases, {len(found)} findings")
                if sum(statuses.values()) >= wanted:
                    break
        said = journal.log.read_text()
    assert found == [], found[:10]
    assert not [word for word in standing.words if word in said]
    score(
        "Schemathesis over the whole API, signed in as each role, real ids",
        AT_LEAST,
        len(found),
        run=sum(statuses.values()),
        operations=len(operations),
        accepted=sum(times for status, times in statuses.items() if status < 300),
        throttled=statuses[429],
        server_errors=sum(times for status, times in statuses.items() if status >= 500),
    )


def _operations() -> dict[str, Any]:
    schema = schemathesis.openapi.from_dict(json.loads((ROOT / "openapi.json").read_text()))
    read = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    found = {operation.label: operation for operation in read}
    return {label: operation for label, operation in found.items() if label not in LEFT_OUT}


def _cases(operation: Any, number: int, seed: str) -> Iterator[AnyCase]:
    """Half of them as the contract has it, half against it."""
    made: list[AnyCase] = []
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

        @seeded(seed)
        @settings(
            max_examples=max(1, number // 2),
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def collect(case: AnyCase) -> None:
            made.append(case)

        # What takes neither parameter nor body leaves nothing to break.
        with suppress(Unsatisfiable):
            collect()
    yield from made


def _send(
    journal: Journal, standing: Standing, label: str, cases: Sequence[AnyCase], chance: Random
) -> list[tuple[int, Finding | None]]:
    with requests.Session() as session:
        return [_send_one(session, journal, standing, label, case, chance) for case in cases]


def _send_one(
    session: requests.Session, journal: Journal, standing: Standing, label: str, case: AnyCase, chance: Random
) -> tuple[int, Finding | None]:
    actor = _actor(standing, label, chance)
    _with_real_ids(case, standing, actor, chance)
    headers = {"X-Journal-Client": "cases/1", "Cookie": standing.cookies[actor]}
    try:
        answer = case.call(base_url=journal.origin, session=session, headers=headers, timeout=_SECONDS)
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader, UnicodeError):
        # The client itself will not send it; the raw ones are in `hostile`.
        return 0, None
    status, text = answer.status_code, answer.content.decode("utf-8", "replace")
    if status >= 500:
        return status, Finding(label, actor, status, _curl(case))
    sent = f"{case.path_parameters} {case.query} {case.body!r}"
    told = [secret for secret in standing.hidden_from[actor] if secret in text and secret not in sent]
    return status, Finding(label, actor, status, f"tells {told[0]}") if told else None


def _actor(standing: Standing, label: str, chance: Random) -> str:
    """Anybody; every other time somebody who comes past the door of this route, for there is more behind it."""
    everybody = sorted(standing.cookies)
    admitted = [name for name in everybody if _ROLES[name] in _ADMITS[_PARAMETER.sub("{}", label)]]
    return chance.choice(admitted if admitted and chance.random() < 0.5 else everybody)


def _with_real_ids(case: AnyCase, standing: Standing, actor: str, chance: Random) -> None:
    """Most addresses name somebody who is there, many of them what is the actor's: there is something to find."""
    parameters: Mapping[str, Any] = case.path_parameters or {}
    whose = chance.choice(_OWN.get(actor, range(3))) if chance.random() < 0.5 else chance.randrange(3)
    for name in parameters:
        known = standing.ids.get(name)
        if known and chance.random() < 0.8:
            case.path_parameters[name] = chance.choice(known) if name == "person_id" else known[whose]
    if isinstance(case.body, dict) and "entries" in case.body and chance.random() < 0.8:
        case.body["entries"] = [_twisted(standing.entry(), chance) for _ in range(chance.randint(1, 3))]


_ODD: Sequence[Any] = (
    None,
    True,
    -1,
    0,
    11,
    2**63,
    1e308,
    "",
    "a\x00b",
    "\ud800",
    "x" * 5_000,
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-14:00",
    "Europe/Nowhere",
    [],
    {},
    {"text": 1},
    [[[[]]]],
)


def _twisted(entry: dict[str, Any], chance: Random) -> dict[str, Any]:
    """A good entry with up to two fields that are odd, missing or too many."""
    for _ in range(chance.randint(0, 2)):
        name = chance.choice([*entry, "more", "replaces"])
        if chance.random() < 0.2:
            entry.pop(name, None)
        else:
            entry[name] = chance.choice(_ODD)
    return entry


def _curl(case: AnyCase) -> str:
    return f"{case.method} {case.formatted_path} {case.query} {str(case.body)[:300]}"


async def _heal(owner: asyncpg.Connection, standing: Standing) -> None:
    """Whatever the cases have done to the accounts: the same people are signed in, lately proven, and not throttled."""
    await owner.execute(
        """
        update person set disabled_at = null;
        truncate throttle;
        delete from emergency_access;
        """
    )
    await standing.restore(owner)
