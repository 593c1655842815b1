"""Mutants of a module: Cosmic Ray finds the places and makes the text, one small change in each."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

ARITHMETIC = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Div", "Pow_Mul", "BitAnd_BitOr", "BitOr_BitAnd")
"""Each operator to its opposite. The tool would make eleven of each, most of which do not even compute."""

IDENTITY = ("Is", "IsNot")
"""A comparison of identity turns into its opposite; one of value stays one of value, whichever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A module's `text` with one change: `line` is where, `before` and `after` the lines that differ."""

    module: str
    line: int
    before: str
    after: str
    text: str


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module that is another text and still compiles, in the order of its lines."""
    tree, types = get_ast(source), list(_types(ast.parse(source)))
    found = []
    for name in OperatorProvider():
        if not _wanted(name):
            continue
        operator = OperatorProvider()[name]()
        places = [place for node in ast_nodes(tree) for place in operator.mutation_positions(node)]
        for occurrence, (start, _) in enumerate(places):
            if not any(first <= start < last for first, last in types) and not _bare_star(source, start):
                text = mutate_code(source, operator, occurrence)
                if _compiles(text) and text != source:
                    found.append(_mutant(module, source, text, start[0]))
    yield from sorted(found, key=lambda mutant: (mutant.line, mutant.after))


def _bare_star(source: str, start: tuple[int, int]) -> bool:
    """Whether this is the `*` before parameters that are named: the tool takes it for a product."""
    return source.splitlines()[start[0] - 1][start[1] :].startswith("*,")


def _wanted(name: str) -> bool:
    kind, _, change = name.partition("_")
    if kind == "ReplaceBinaryOperator":
        return change in ARITHMETIC
    if kind == "ReplaceComparisonOperator":
        before, after = change.split("_")
        return (before in IDENTITY) == (after in IDENTITY)
    # Those of variables want names to be told; without its decorator a dataclass cannot be made at all.
    return kind not in {"VariableReplacer", "VariableInserter", "RemoveDecorator"}


def _types(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where types are told: a change there says nothing about what is computed."""
    for node in ast.walk(tree):
        for name in ("annotation", "returns"):
            told = getattr(node, name, None)
            if isinstance(told, ast.expr):
                assert told.end_lineno is not None and told.end_col_offset is not None
                yield (told.lineno, told.col_offset), (told.end_lineno, told.end_col_offset)


def _compiles(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _mutant(module: str, source: str, text: str, line: int) -> Mutant:
    lines = list(unified_diff(source.splitlines(), text.splitlines(), n=0, lineterm=""))[2:]
    before, after = (" ".join(" ".join(each[1:] for each in lines if each[0] == sign).split()) for sign in "-+")
    return Mutant(module=module, line=line, before=before, after=after, text=text)
