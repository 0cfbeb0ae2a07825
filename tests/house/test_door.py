"""Rights stand in one room, and no query of people's rows goes round the door unless it says why."""

import re
from collections.abc import Iterable, Mapping

import pytest
from sqlmodel import SQLModel

from tests.house.house import sources
from tests.house.pieces import PIECES
from tests.house.round_the_door import ROUND_THE_DOOR
from tests.house.statements import Pieces, Statement, statements

_TABLE = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)
_BY_DOOR = re.compile(r":actor_person|:actor_org")
_NAMED = re.compile(r"\b(person|owner|id|op_id)\s*(=|IN)\s*:")
_RIGHT = re.compile(r"^\s*(?:async )?def (_?may_\w+)\(.*\bActor\b", re.MULTILINE)
_ROOMS = ("backend/leima/access/", "backend/leima/db/actor.py")


def personal() -> frozenset[str]:
    """The tables whose rows are somebody's."""
    tables = SQLModel.metadata.sorted_tables
    return frozenset({"person", *(one.name for one in tables if "person" in one.c)})


def _goes_round(asked: Statement) -> bool:
    reads = asked.sql.lstrip("( ").upper().startswith(("SELECT", "WITH")) and asked.method != "get"
    own = personal() & set(_TABLE.findall(asked.sql))
    return reads and bool(own) and not _BY_DOOR.search(asked.sql) and not _NAMED.search(asked.sql)


def faults(files: Iterable[tuple[str, str]], pieces: Pieces, reasons: Mapping[str, str]) -> list[str]:
    """A sentence for each query that goes round the door without a reason, and each reason without such a query."""
    found, _ = statements(files, pieces)
    round_it = {f"{one.file.removeprefix('backend/leima/')} {one.function}": one for one in found if _goes_round(one)}
    return [
        f"{one.place} reads rows of people without asking whose the actor may see: take its condition from"
        " leima.access.rows, name the person, or say why not in ROUND_THE_DOOR of tests/house/round_the_door.py"
        for key, one in sorted(round_it.items())
        if key not in reasons
    ] + [
        f"ROUND_THE_DOOR of tests/house/round_the_door.py lists {key!r}, which goes by the door: take it away"
        for key in sorted(set(reasons) - set(round_it))
    ]


def misplaced(files: Iterable[tuple[str, str]]) -> list[str]:
    """A sentence for each right that stands outside its room."""
    return [
        f"{name}: {right}() is a right outside its room: move it to backend/leima/access/, where one table shows them"
        for name, text in files
        if not name.startswith(_ROOMS)
        for right in _RIGHT.findall(text)
    ]


def test_no_query_goes_round_the_door_without_a_reason() -> None:
    assert faults(sources("backend/leima/", endings=(".py",)), PIECES, ROUND_THE_DOOR) == []


def test_every_right_stands_in_its_room() -> None:
    assert misplaced(sources("backend/leima/", endings=(".py",))) == []


PLANTED = """
def ask(tx, by):
    return tx.values(str, "{sql}", org=tx.org)
"""


@pytest.mark.parametrize(
    ("sql", "refused"),
    [
        ("SELECT id FROM punch WHERE org=:org", True),
        ("SELECT p.name FROM team t JOIN person p ON p.org = t.org WHERE t.org=:org", True),
        ("SELECT id FROM punch WHERE org=:org AND person=:person", False),
        ("SELECT id FROM punch WHERE org = :actor_org AND person = :actor_person", False),
        ("SELECT name FROM team WHERE org=:org", False),
    ],
)
def test_a_planted_query_is_refused(sql: str, refused: bool) -> None:
    said = faults([("planted.py", PLANTED.format(sql=sql))], {}, {})
    assert [one[:20] for one in said] == (["planted.py:3 in ask "] if refused else [])


def test_a_reason_for_nothing_is_refused() -> None:
    said = faults(
        [("planted.py", PLANTED.format(sql="SELECT name FROM team WHERE org=:org"))], {}, {"planted.py ask": "x"}
    )
    assert said == [
        "ROUND_THE_DOOR of tests/house/round_the_door.py lists 'planted.py ask', which goes by the door: take it away"
    ]


def test_a_planted_right_is_refused() -> None:
    said = misplaced([("planted.py", "def may_look(tx: Tx, actor: Actor, person: str) -> bool:\n    return True\n")])
    assert said == [
        "planted.py: may_look() is a right outside its room:"
        " move it to backend/leima/access/, where one table shows them"
    ]
