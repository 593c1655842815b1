"""How long the demo takes until it answers, the second time."""

from pathlib import Path

from bench.processes import free_port, served
from bench.report import Budget, Line

_COMMAND = ("journal", "demo")
_READY = "/health/ready"


async def measure(folder: Path) -> Line:
    """The first start makes the world; the second, database included, is the one that counts."""
    env = {
        "JOURNAL_DATA": str(folder / "demo"),
        "JOURNAL_DATABASE_URL": "",
        "JOURNAL_HOST": "127.0.0.1",
        "JOURNAL_ORIGIN": "",
        "JOURNAL_WORKERS": "1",
    }
    taken = []
    for _ in range(2):
        port = free_port()
        async with served(_COMMAND, port, _READY, env | {"JOURNAL_PORT": str(port)}) as demo:
            taken.append(demo.ready_after)
    return Line(work="second start of the demo", ours=taken[1], unit="s", budget=Budget(sign="≤", limit=5, unit="s"))
