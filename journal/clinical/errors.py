"""What can be refused, and how it is said.

    Refusal
    ├── Invalid      the input breaks a rule; names every pointer that does
    ├── NotFound     it does not exist, or it is not this person's to know
    ├── Forbidden    this person may never do this
    └── Conflict     somebody else was first; carries nothing but the fact

No message ever quotes a stored or a sent value.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One broken rule: `pointer` is an RFC 6901 JSON pointer, `detail` a sentence for a person."""

    pointer: str
    detail: str

    def under(self, prefix: str) -> "Problem":
        """The same problem, seen from the document that holds this one at `prefix`."""
        return Problem(pointer=prefix + self.pointer, detail=self.detail)


class Refusal(Exception):
    """The root of everything this program refuses on purpose."""


class Invalid(Refusal):
    """The input breaks at least one rule."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.pointer}: {problem.detail}" for problem in problems))
        self.problems = problems


class NotFound(Refusal):
    """Unknown, or somebody else's: the two are answered alike."""


class Forbidden(Refusal):
    """Known to be out of this person's reach, whatever the id."""


class Conflict(Refusal):
    """What was to be changed has been changed already."""
