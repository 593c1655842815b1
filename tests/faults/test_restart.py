"""What happens when only a part of it dies, and when it is started twice."""

import asyncio
import signal

import psutil

from tests.faults.conftest import Scale, Score
from tests.faults.journal_process import Journal, served
from tests.faults.load import compare, load
from tests.faults.postgres import Server
from tests.support import Cast

FULL = 20
WORKERS = 2


async def test_a_worker_that_is_killed_is_replaced_and_no_acknowledged_entry_is_lost(
    postgres: Server, people: Cast, scale: Scale, seed: int, score: Score
) -> None:
    kills = scale(1, FULL)
    async with served(postgres.folder, {"JOURNAL_WORKERS": str(WORKERS)}) as journal:
        async with load(journal, people, seed=seed) as phones:
            for _ in range(kills):
                await phones.until(20)
                victim = _workers(journal)[0]
                victim.send_signal(signal.SIGKILL)
                await _replaced(journal, victim)
            await phones.until(20)
        found = await compare(journal, phones)
    score(
        "kill -9 of one worker: it is replaced",
        FULL,
        found.all + len(phones.refused),
        run=kills,
        lost=found.lost,
        doubled=found.doubled,
        changed=found.changed,
        wrong_answers=len(phones.refused),
        acknowledged=phones.acknowledged,
    )


async def test_a_second_start_on_the_same_port_is_refused_and_one_after_a_kill_is_not(
    postgres: Server, people: Cast
) -> None:
    async with served(postgres.folder) as journal:
        refused = await asyncio.to_thread(Journal(folder=postgres.folder, port=journal.port).refusal)
        assert refused == (
            1,
            f"Port {journal.port} is taken: stop what runs there, or set JOURNAL_PORT to another.\n",
        )
        journal.kill()
        await journal.start()


def _workers(journal: Journal) -> list[psutil.Process]:
    """Those that serve, the oldest first."""
    assert journal.process is not None
    children = psutil.Process(journal.process.pid).children()
    return sorted((child for child in children if _serves(child)), key=psutil.Process.create_time)


def _serves(child: psutil.Process) -> bool:
    """Whether it is there: a killed one stays a zombie until it is waited for, and may go while it is looked at."""
    try:
        return bool(child.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


async def _replaced(journal: Journal, victim: psutil.Process) -> None:
    async with asyncio.timeout(30):
        while True:
            serving = [worker.pid for worker in _workers(journal)]
            if victim.pid not in serving and len(serving) == WORKERS:
                return
            await asyncio.sleep(0.05)
