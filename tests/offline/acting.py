"""One operation of a type in the firm of the security tests: who sends it, and what the store keeps of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from leima.db.tx import Tx
from tests.company import FLEX, add_terms
from tests.security.bodies import example
from tests.security.firm import Firm, open_firm, org_of
from tests.security.making import made
from tests.security.policy import INSIDERS
from tests.security.sealed import ENTITY, op, push
from tests.security.test_push_matrix import aimed, may

OWNER = "employee"
STRANGER = "their_employee"
Sealed = dict[str, Any]
Result = dict[str, Any]


@contextmanager
def open_hired(folder: Path, url: str = "") -> Iterator[Firm]:
    """The firm; its employee has a contract, so that there is extension time to mark."""
    with open_firm(folder, database_url=url) as firm:

        def hire(tx: Tx) -> None:
            tx.org = org_of(tx, firm.ids[OWNER])
            add_terms(tx, firm.ids[OWNER], **FLEX)

        firm.world.db.write_now(hire)
        yield firm


PLANNED = ("round.open", "round.cancel", "round.settle")
"""What the one who plans a round does, about themselves."""


def owner(type: str) -> str:
    """Whose thing it is about."""
    return "boss" if type in PLANNED else OWNER


def sender(type: str) -> str:
    """Who sends it: the person themselves where they may, else who decides."""
    if type.startswith("round."):
        return owner(type)
    return next(who for who in INSIDERS if may(type, who, OWNER))


def idler(type: str) -> str:
    """A colleague who may not send it."""
    if type.startswith("round."):
        return "payroll"
    return next(who for who in INSIDERS if not may(type, who, OWNER))


def sealed(firm: Firm, type: str, about: str | None = None) -> Sealed:
    """A valid operation on the first version of something of the employee's, as `about` would have it."""
    if type == "kiky.mark":  # a date takes one mark
        firm.world.db.write_now(lambda tx: tx.run("UPDATE kiky_mark SET deleted=:yes WHERE NOT deleted", yes=True))
    if type.startswith("round."):
        return _of_round(firm, type)
    one = aimed(firm, type, OWNER)
    if about is not None:
        one["entity"]["id"] = made(firm, about, OWNER)
    return one if one["base"] is None else {**one, "base": {"version": 1}}


def _of_round(firm: Firm, type: str) -> Sealed:
    """A valid operation on a round of the employee's team, or on their wish in one."""
    opened = op("round.open", firm.ids["boss"], body=example("round.open") | {"team": firm.ids["north"]})
    if type == "round.open":
        return opened
    assert send(firm, "boss", opened)["status"] == "applied"
    round = opened["entity"]["id"]
    if type in PLANNED:
        return op(type, firm.ids["boss"], round)
    wish = op("round.wish", firm.ids[OWNER], body=example("round.wish") | {"round": round})
    if type == "round.wish":
        return wish
    assert send(firm, OWNER, wish)["status"] == "applied"
    return op(type, firm.ids[OWNER], wish["entity"]["id"])


def say_first(firm: Firm, later: Sealed, words: list[tuple[str, Mapping[str, Any]]]) -> None:
    """What others, or another device, say of the same thing before `later` comes."""
    for n, (type, says) in enumerate(words):
        body = {**example(type), **says}
        if type == "punch.choose":
            body = {"instead_of": [made(firm, type, OWNER)]}
        if "claim" in later["body"]:
            body["claim"] = later["body"]["claim"]
        one = op(type, firm.ids[owner(type)], _thing(firm, type, later), body, base={"version": n + 1})
        said = send(firm, sender(type), one)
        assert said["status"] == "applied", (type, said)


def _thing(firm: Firm, type: str, later: Sealed) -> str:
    """What a first word is about: the same thing, or the claim or the round that it is in."""
    entity, id = later["entity"]["type"], later["entity"]["id"]
    if ENTITY[type] == entity:
        return str(id)
    if ENTITY[type] in later["body"]:
        return str(later["body"][ENTITY[type]])
    return str(getattr(firm.rows(f"SELECT {ENTITY[type]} FROM {entity} WHERE id=:id", id=id)[0], ENTITY[type]))


def send(firm: Firm, who: str, *ops: Any) -> Result:
    """Pushes operations in one request; the last one's result."""
    return push(firm, firm.session(who)[0], *ops)[-1]


def receipts(firm: Firm, one: Sealed) -> list[Any]:
    """The receipts of an operation, with the body that the server has kept."""
    sql = (
        "SELECT r.status, r.claimed_at, a.raw FROM op_receipt r"
        " JOIN op_archive a ON a.org=r.org AND a.op_id=r.op_id WHERE r.op_id=:op_id"
    )
    return firm.rows(sql, op_id=one["op_id"])
