"""What was taken out and which claim noticed, as docs/walls.md."""

from collections.abc import Sequence

from tests.mutants.judging import Verdict


def page(verdicts: Sequence[Verdict]) -> str:
    """The whole page."""
    killed = sum(verdict.killed for verdict in verdicts)
    kinds = sorted({verdict.mutant.kind for verdict in verdicts})
    rows = [
        f"| {kind} | {sum(v.mutant.kind == kind for v in verdicts)} | "
        f"{sum(v.killed for v in verdicts if v.mutant.kind == kind)} |"
        for kind in kinds
    ]
    each = [_row(verdict) for verdict in verdicts]
    return "\n".join(
        [
            "# Walls, taken out one at a time",
            "",
            "Made by `make walls`: each wall is removed from a copy of the program, and the claims about walls must",
            f"then fail. Taken out: {len(verdicts)}. Noticed: {killed}.",
            "",
            "| what | taken out | noticed |",
            "| --- | --- | --- |",
            *rows,
            "",
            "| what | where | noticed first by |",
            "| --- | --- | --- |",
            *each,
            "",
        ]
    )


def _row(verdict: Verdict) -> str:
    mutant = verdict.mutant
    by = f"`{verdict.by}`" if verdict.killed else f"**not noticed** ({verdict.by})"
    return f"| {mutant.kind} | {mutant.place.replace('|', chr(92) + '|')} | {by} |"
