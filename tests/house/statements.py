"""Every SQL statement of the server's code with the row class that it names, as the code reads."""

import ast
import builtins
import importlib
import inspect
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from sqlmodel import SQLModel

from leima.db.facts import Fact
from leima.db.rows import table_of

TYPED = ("rows", "query", "one", "value", "values")
"""The methods of a transaction whose first argument is a row class and whose second is SQL."""
UNTYPED = ("run", "met", "many", "later")
"""Those whose first argument is SQL."""
Pieces = Mapping[str, Sequence[Mapping[str, Any]]]
"""For each place, such as `features/people/service.py everybody`, values for what it puts together at run time."""
_FRAME = ("backend/leima/db/tx.py",)
"""The transaction itself: what it executes is what others give it."""


@dataclass(frozen=True)
class Statement:
    """A statement, where it stands, how it is asked, and the class of its rows (None where it returns none)."""

    file: str
    line: int
    function: str
    method: str
    row: Any
    sql: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line} in {self.function}"


class NotConstant(Exception):
    """A name of the statement has its value only at run time."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def statements(files: Iterable[tuple[str, str]], pieces: Pieces) -> tuple[list[Statement], list[str]]:
    """The statements of these files (path, text), and a sentence for each one that cannot be told from the code."""
    found: list[Statement] = []
    faults: list[str] = []
    used: set[str] = set()
    for file, text in files:
        tree = ast.parse(text)
        calls = [] if file in _FRAME else list(_calls(tree))
        module = _module(file, tree) if calls else {}
        for call, functions in calls:
            told, fault, key = _statements_of(file, module, call, functions, pieces)
            found += told
            faults += fault
            used |= key
    faults += [
        f"PIECES of tests/house/pieces.py lists {place!r}, where nothing is put together: take it away"
        for place in sorted(set(pieces) - used)
    ]
    return found, faults


def of_facts(facts: Iterable[Fact[Any]]) -> list[Statement]:
    """The statement of each fact alone, as its feature declares it; together they are one."""
    return [
        Statement(
            f"backend/{one.row.__module__.replace('.', '/')}.py",
            inspect.getsourcelines(one.row)[1],
            one.row.__name__,
            "rows",
            one.row,
            one.select,
        )
        for one in facts
    ]


def _module(file: str, tree: ast.Module) -> Mapping[str, Any]:
    """The names that a module defines; a planted file that is nowhere on the disk is executed."""
    name = file.removeprefix("backend/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    if file.startswith("backend/"):
        return vars(importlib.import_module(name))
    planted = ModuleType(name)
    exec(compile(tree, file, "exec"), vars(planted))
    return vars(planted)


Functions = tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, ...]


def _calls(tree: ast.AST, within: Functions = ()) -> Iterator[tuple[ast.Call, Functions]]:
    """Every call of a transaction's methods with the classes and functions around it, the outermost first."""
    for node in ast.iter_child_nodes(tree):
        inner = within
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            inner = (*within, node)
        if isinstance(node, ast.Call) and _is_asked(node):
            yield node, within
        yield from _calls(node, inner)


def _is_asked(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute) or not call.args:
        return False
    receiver = ast.unparse(call.func.value)
    return call.func.attr in (*TYPED, *UNTYPED, "get", "insert") and (receiver == "tx" or receiver.endswith(".tx"))


def _statements_of(
    file: str, module: Mapping[str, Any], call: ast.Call, functions: Functions, pieces: Pieces
) -> tuple[list[Statement], list[str], set[str]]:
    """What one call asks: its statements, what is wrong with it, and the pieces that it needed."""
    assert isinstance(call.func, ast.Attribute)
    function, method = ".".join(one.name for one in functions) or "the module", call.func.attr
    key = f"{file.removeprefix('backend/leima/')} {function}"
    place = f"{file}:{call.lineno} in {function}"
    if method == "insert":
        return [], _insert_faults(place, module, call.args[0]), set()
    if method in TYPED and len(call.args) < 2:
        return [], [f"{place}: tx.{method}() names no row class: write tx.{method}(RowClass, sql, …)"], set()
    asked: list[tuple[Any, str]]
    needed: set[str] = set()
    try:
        asked = _asked(method, call, _Scope(module, functions, call.lineno, {}))
    except NotConstant as missing:
        needed = {key}
        if key not in pieces:
            return [], [_unlisted(place, missing.name)], set()
        try:
            scopes = [_Scope(module, functions, call.lineno, some) for some in pieces[key]]
            asked = [one for scope in scopes for one in _asked(method, call, scope)]
        except NotConstant as still:
            return [], [_unlisted(place, still.name)], needed
    told = [Statement(file, call.lineno, function, method, row, sql) for row, sql in asked]
    return told, _key_faults(place, method, call, told), needed


def _unlisted(place: str, name: str) -> str:
    return (
        f"{place}: the statement is put together at run time from `{name}`, so nobody can prepare it:"
        f" make it a constant, or list the place in PIECES of tests/house/pieces.py with values for `{name}`"
    )


def _insert_faults(place: str, module: Mapping[str, Any], row: ast.expr) -> list[str]:
    """Columns that an inserted row names wrongly or lacks; what is made elsewhere is told there."""
    if not isinstance(row, ast.Call) or not isinstance(row.func, ast.Name):
        return []
    table = module.get(row.func.id)
    if not isinstance(table, type) or not issubclass(table, SQLModel):
        return []
    given = {one.arg for one in row.keywords if one.arg is not None}
    fields = table.model_fields
    faults = [f"{place}: {table.__name__} has no column {name}" for name in sorted(given - set(fields))]
    if all(one.arg is not None for one in row.keywords):
        lacking = [name for name, field in fields.items() if field.is_required() and name not in given]
        faults += [f"{place}: {table.__name__}({name}=…) is missing" for name in lacking]
    return faults


def _key_faults(place: str, method: str, call: ast.Call, told: Sequence[Statement]) -> list[str]:
    if method != "get":
        return []
    given = {one.arg for one in call.keywords if one.arg is not None}
    wrong = {(one.row.__name__, name) for one in told for name in given - set(one.row.model_fields)}
    return [f"{place}: {table} has no column {name}" for table, name in sorted(wrong)]


@dataclass(frozen=True)
class _Scope:
    """Where a name of a statement has its value from: pieces, the functions around it, the module."""

    module: Mapping[str, Any]
    functions: Functions
    line: int
    pieces: Mapping[str, Any]

    def values(self, expression: ast.expr) -> list[Any]:
        """What an expression may come to: both sides of each condition. Raises NotConstant."""
        found = []
        for variant in _both_sides(expression):
            names = sorted(_names(variant))
            for chosen in itertools.product(*(self._named(name) for name in names)):
                known = {**self.module, **dict(zip(names, chosen, strict=True))}
                found.append(eval(compile(ast.Expression(variant), "statement", "eval"), known))
        return found

    def _named(self, name: str) -> list[Any]:
        if name in self.pieces:
            return [self.pieces[name]]
        try:
            if (local := self._assigned(name)) is not None:
                return self.values(local)
            if (each := self._iterated(name)) is not None:
                return [one for some in self.values(each) for one in some]
        except NotConstant as missing:
            raise NotConstant(name if missing.name in ("tx", "self") else missing.name) from None
        if not self._is_local(name) and (name in self.module or hasattr(builtins, name)):
            return [self.module.get(name, getattr(builtins, name, None))]
        raise NotConstant(name)

    def _assigned(self, name: str) -> ast.expr | None:
        """The value that the functions around the call gave the name last before it."""
        for function in reversed(self.functions):
            given = [
                node.value
                for node in ast.walk(function)
                if isinstance(node, ast.Assign) and node.lineno < self.line
                if [ast.unparse(target) for target in node.targets] == [name]
            ]
            if given:
                return given[-1]
        return None

    def _iterated(self, name: str) -> ast.expr | None:
        """What a loop around the call goes through by this name."""
        loops = [node for function in self.functions for node in ast.walk(function) if isinstance(node, ast.For)]
        around = [one for one in loops if one.lineno < self.line <= (one.end_lineno or 0)]
        return next((one.iter for one in reversed(around) if ast.unparse(one.target) == name), None)

    def _is_local(self, name: str) -> bool:
        return any(
            (isinstance(node, ast.arg) and node.arg == name)
            or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name)
            for function in self.functions
            for node in ast.walk(function)
        )


def _asked(method: str, call: ast.Call, scope: _Scope) -> list[tuple[Any, str]]:
    if method in UNTYPED:
        return [(None, sql) for sql in scope.values(call.args[0])]
    rows = scope.values(call.args[0])
    if method == "get":
        return [(row, f"SELECT * FROM {table_of(row)[0]}") for row in rows]
    return [(row, sql) for row in rows for sql in scope.values(call.args[1])]


def _names(expression: ast.expr) -> set[str]:
    """The names that an expression reads, those that it binds itself left out."""
    names = [node for node in ast.walk(expression) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    return {node.id for node in names if isinstance(node.ctx, ast.Load)} - bound


def _both_sides(expression: ast.expr) -> list[ast.expr]:
    """The expression with every condition decided one way and the other."""
    for node in ast.walk(expression):
        if isinstance(node, ast.IfExp):
            sides = (_Decided(node, side).visit(_copied(expression)) for side in ("body", "orelse"))
            return [variant for side in sides for variant in _both_sides(side)]
    return [expression]


def _copied(expression: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(expression), mode="eval").body


class _Decided(ast.NodeTransformer):
    def __init__(self, condition: ast.IfExp, side: str) -> None:
        self.text, self.side = ast.unparse(condition), side

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        if ast.unparse(node) == self.text:
            decided: ast.expr = getattr(node, self.side)
            return decided
        return self.generic_visit(node)
