"""What an operation is about, made as its people would make it."""

import itertools
import json
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from leima.features.approvals.notices import MonthClosed
from leima.features.attachments import store as attachments
from leima.features.kiky import store as marks
from leima.features.ledger import store as ledger
from leima.features.months import requests
from leima.features.months import store as months
from leima.features.notices import store as notices
from leima.features.saving import store as savings
from leima.rules.terms import KikyTerms
from leima.rules.zone import next_date
from tests.company import FLEX, add_terms
from tests.security.bodies import OTHER_PAGE, PAGE
from tests.security.firm import Firm, org_of
from tests.security.sealed import NEEDS, SUPERVISORS, UNDONE, op, push


def made(firm: Firm, type: str, owner: str) -> str:
    """The id of what an operation of this type is about, made by its owner (a fresh one)."""
    person = firm.ids[owner]
    if type in UNDONE:
        return _decided(firm, UNDONE[type], owner)
    if type == "correction.decide":
        return _correction(firm, owner)
    if type in MAKERS:
        return MAKERS[type](firm, owner)
    needed = NEEDS.get(type)
    if needed is None:
        return str(uuid.uuid4())
    thing = op(needed, person)
    assert push(firm, firm.session(owner)[0], thing)[0]["status"] == "applied"
    return str(thing["entity"]["id"])


def supervisor_of(type: str, owner: str) -> str:
    """Who supervises the owner of an example; months here are of before any move, and follow their last day."""
    return "former_boss" if owner == "mover" and type.startswith("month.") else SUPERVISORS.get(owner, "")


def _decided(firm: Firm, type: str, owner: str) -> str:
    """Something of theirs that their supervisor has refused, or returned; where there is none, nobody has."""
    entity, by = made(firm, type, owner), supervisor_of(type, owner)
    if by:
        word: dict[str, Any] = {"decision": "reject", "reason": "r", "seen_version": 1}
        if type == "month.approve":
            type, word = "month.return", {"reason": "r", "seen_version": 1}
        if type == "claim.decide":
            word |= {"seen_version": 2, "seen_total_cents": 0}
        said = push(firm, firm.session(by)[0], op(type, firm.ids[owner], entity, word))
        assert said[0]["status"] == "applied", said
    return entity


def _correction(firm: Firm, owner: str) -> str:
    """A waiting request: the supervisor and the person say different outs, and the person wants their own."""
    boss, person = firm.ids["boss"], firm.ids[owner]
    out = {"kind": "out", "note": ""}
    ours, theirs = op("punch.record", person, body=out), op("punch.record", person, body=out)
    push(firm, firm.session("boss")[0], theirs)
    choice = op("punch.choose", person, ours["entity"]["id"], {"instead_of": [theirs["entity"]["id"]]})
    results = push(firm, firm.session(owner)[0], ours, choice)
    assert results[1]["flags"] == ["correction_requested"], (boss, results)
    kept = theirs["entity"]["id"]
    return str(firm.rows("SELECT id FROM correction WHERE kept=:kept", kept=kept)[0].id)


_MONTHS: defaultdict[str, Iterator[str]] = defaultdict(
    lambda: (f"{year}-{month:02d}" for year in range(1991, 2025) for month in range(1, 13))
)
"""Ended months that nobody has taken yet, of each company."""


def _month(firm: Firm, owner: str) -> str:
    """An ended month of theirs that nobody has sent."""
    return f"{firm.ids[owner]}:{next(_MONTHS[firm.ids['org']])}"


def _sent_month(firm: Firm, owner: str) -> str:
    sent = op("month.send", firm.ids[owner], _month(firm, owner))
    assert push(firm, firm.session(owner)[0], sent)[0]["status"] == "applied"
    return str(sent["entity"]["id"])


def _change(firm: Firm, owner: str) -> str:
    """A waiting request: a punch of theirs in a month that was closed long ago."""
    person = firm.ids[owner]

    def close(tx: Tx) -> None:
        tx.org = org_of(tx, person)
        if months.month_state(tx, person, "1990-12") is None:
            months.begin(tx, person, "1990-12", "closed")

    firm.world.db.write_now(close)
    late = op("punch.record", person, time={"claimed_at": 650_000_000_000, "tz": "Europe/Helsinki", "offset_min": 120})
    assert push(firm, firm.session(owner)[0], late)[0]["flags"] == ["clock_suspect", *requests.HELD][-2:]
    rows = firm.rows("SELECT id FROM change_request WHERE op_id=:op_id", op_id=late["op_id"])
    return str(rows[0].id)


def _notice(firm: Firm, owner: str) -> str:
    def work(tx: Tx) -> str:
        tx.org = org_of(tx, firm.ids[owner])
        tx.made["notice"] = next(_SERIAL)
        return notices.tell(tx, firm.ids[owner], MonthClosed("1990-12"))

    return firm.world.db.write_now(work)


def _mark(firm: Firm, owner: str) -> str:
    """A mark of theirs, on a date of its own; nobody here has a scheme to ask for one under."""

    def work(tx: Tx) -> str:
        tx.org = firm.rows("SELECT org FROM person WHERE id=:id", id=firm.ids[owner])[0].org
        date, id = f"2025-12-{next(_SERIAL) % 28 + 1:02d}", str(uuid.uuid4())
        values = {"date": date, "start_at": None, "end_at": None, "break_min": 0, "note": ""}
        marks.add(tx, id, firm.ids[owner], values)
        return id

    return firm.world.db.write_now(work)


def _waiting_mark(firm: Firm, owner: str) -> str:
    """A mark of theirs that waits for a word."""

    def work(tx: Tx) -> str:
        tx.org = firm.rows("SELECT org FROM person WHERE id=:id", id=firm.ids[owner])[0].org
        date, id = next_date("2010-01-01", next(_SERIAL)), str(uuid.uuid4())
        values = {"date": date, "start_at": None, "end_at": None, "break_min": 0, "note": "", "waits": True}
        marks.add(tx, id, firm.ids[owner], values)
        return id

    return firm.world.db.write_now(work)


_SCHEME = KikyTerms("2024-01-01", None, "obligation", 1440, ("balance_deduction",), year_end="propose").to_json()


def _proposal(firm: Firm, owner: str) -> str:
    """What 2024 left of their kiky, an hour; nobody has said a word on it."""
    person = firm.ids[owner]

    def work(tx: Tx) -> None:
        tx.org = org_of(tx, person)
        theirs = {"org": tx.org, "person": person}
        tx.run("DELETE FROM act WHERE org=:org AND person=:person AND kind='kiky_declined'", **theirs)
        if tx.value(str, "SELECT id FROM posting WHERE org=:org AND person=:person AND year=2024", **theirs):
            return
        add_terms(tx, person, "2024-01-01", "2024-12-31", **FLEX)
        theirs_then = "WHERE org=:org AND person=:person AND until_date='2024-12-31'"
        (body,) = tx.values(str, f"SELECT body FROM terms {theirs_then}", **theirs)
        with_scheme = json.dumps(json.loads(body) | {"kiky": _SCHEME})
        tx.run(f"UPDATE terms SET body=:body {theirs_then}", body=with_scheme, **theirs)
        ledger.post(tx, ledger.NewPosting(person, "kiky", 2024, "2024-12-31", "opening", 60), str(uuid.uuid4()))

    firm.world.db.write_now(work)
    return f"{person}:2024"


def _whole_claim(firm: Firm, owner: str) -> str:
    """A claim of theirs with a short trip in it."""
    trip = op("trip.save", firm.ids[owner])
    assert push(firm, firm.session(owner)[0], trip)[0]["status"] == "applied"
    return str(trip["body"]["claim"])


def _sent_claim(firm: Firm, owner: str) -> str:
    claim = _whole_claim(firm, owner)
    sent = push(firm, firm.session(owner)[0], op("claim.submit", firm.ids[owner], claim))
    assert sent[0]["status"] == "applied", sent
    return claim


def _approved_claim(firm: Firm, owner: str) -> str:
    """An approved claim of theirs; one that waits where nobody else is there to approve it."""
    claim, by = _sent_claim(firm, owner), "their_admin" if owner == "their_employee" else "payroll"
    if owner != "their_admin":
        said = push(firm, firm.session(by)[0], op("claim.decide", firm.ids[owner], claim))
        assert said[0]["status"] == "applied", said
    return claim


def _granted_leave(firm: Firm, owner: str) -> str:
    """Leave of theirs that was granted; where nobody else is there to grant it, it is asked for."""
    leave, by = made(firm, "leave.decide", owner), "their_admin" if owner == "their_employee" else "payroll"
    if owner != "their_admin":
        said = push(firm, firm.session(by)[0], op("leave.decide", firm.ids[owner], leave))
        assert said[0]["status"] == "applied", said
    return leave


def _leave_to_cancel(firm: Firm, owner: str) -> str:
    leave = _granted_leave(firm, owner)
    if owner != "their_admin":
        said = push(firm, firm.session(owner)[0], op("leave.cancel", firm.ids[owner], leave))
        assert said[0]["status"] == "applied", said
    return leave


def _savable(firm: Firm, owner: str) -> str:
    """The id of a wish to come, for days that they have."""

    def work(tx: Tx) -> None:
        tx.org = org_of(tx, firm.ids[owner])
        ledger.open_account(tx, firm.ids[owner], "annual_holiday", 2025, "2025-04-01", 9000, "t", "test")

    firm.world.db.write_now(work)
    return str(uuid.uuid4())


def _saving(firm: Firm, owner: str) -> str:
    """Their wish to save a day, which waits."""

    def work(tx: Tx) -> str:
        tx.org, id = org_of(tx, firm.ids[owner]), str(uuid.uuid4())
        savings.add(tx, id, firm.ids[owner], 2025, 1, "n")
        return id

    return firm.world.db.write_now(work)


def send_pages(firm: Firm, owner: str) -> None:
    """They have sent two pages."""

    def send(tx: Tx) -> None:
        tx.org = org_of(tx, firm.ids[owner])
        for name in (PAGE, OTHER_PAGE):
            if attachments.find(tx, firm.ids[owner], name) is None:
                sent = {"kept": name, "media": "image/jpeg", "size": 1, "pages": 1, "at": tx.now}
                tx.insert(Blob(org=tx.org, person=firm.ids[owner], sha256=name, **sent))

    firm.world.db.write_now(send)


def _leave_to_prove(firm: Firm, owner: str) -> str:
    """A request of theirs that waits, and two pages that they have sent."""
    send_pages(firm, owner)
    return made(firm, "leave.decide", owner)


def _certificate(firm: Firm, owner: str) -> str:
    leave = _leave_to_prove(firm, owner)
    given = op("certificate.save", firm.ids[owner], leave)
    assert push(firm, firm.session(owner)[0], given)[0]["status"] == "applied"
    return leave


_SERIAL = itertools.count(1)
MAKERS: dict[str, Callable[[Firm, str], str]] = {
    "month.send": _month,
    "month.recall": _sent_month,
    "month.approve": _sent_month,
    "month.return": _sent_month,
    "change.decide": _change,
    "notice.read": _notice,
    "kiky.unmark": _mark,
    "kiky.decide": _waiting_mark,
    "kiky.settle": _proposal,
    "claim.submit": _whole_claim,
    "claim.withdraw": _sent_claim,
    "claim.decide": _sent_claim,
    "claim.pay": _approved_claim,
    "leave.cancel": _granted_leave,
    "leave.keep": _leave_to_cancel,
    "saving.request": _savable,
    "saving.withdraw": _saving,
    "saving.decide": _saving,
    "certificate.save": _leave_to_prove,
    "certificate.remove": _certificate,
}
"""Operations about something that more than one operation must have made."""
