"""The page that leads to every picture of docs/screens."""

from collections import defaultdict
from pathlib import Path

HEAD = """# Every screen

Drawn by `make screens` from the demo: a phone (390 px wide) and a desk (1280 px), light and dark.

| screen | phone | desk |
| --- | --- | --- |
"""


def index(folder: Path) -> str:
    """A row a screen, in the order of their names."""
    drawn: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted(folder.glob("*.png")):
        where, _, rest = file.stem.partition("-")
        name, _, scheme = rest.rpartition("-")
        drawn[name][where].append(f"[{scheme}]({file.name})")
    rows = (
        f"| {name.replace('-', ' ')} | {' '.join(found['phone'][::-1])} | {' '.join(found['desk'][::-1])} |"
        for name, found in sorted(drawn.items())
    )
    return HEAD + "\n".join(rows) + "\n"
