"""Marks an extension day for many people at once, and takes it back for all of them together."""

import json
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from leima.access.rights import may_mark, may_see
from leima.db.actor import Actor
from leima.db.site import local_date
from leima.db.tables.hours import KikyMark
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.kiky import standing as stands
from leima.features.kiky import store
from leima.features.kiky.notices import KikyMarked
from leima.features.kiky.schemas import Marked, MarkedOne, Marks
from leima.features.ledger import acts
from leima.features.notices.store import tell
from leima.rules.terms import Terms
from leima.rules.zone import is_date
from leima.web.errors import Conflict, Forbidden, Invalid, NotFound
from leima.web.words import say

KIND = "kiky_marks"
LONGEST = 24 * 3_600_000


def mark(tx: Tx, actor: Actor, form: Marks) -> Marked:
    """Plans the day for everyone who can have it, and says for each of the others why not. A repeat adds nothing."""
    _validate(tx, form)
    rows = [_row(tx, actor, person, form.date) for person in dict.fromkeys(form.people)]
    before = acts.act(tx, form.id)
    if before is not None and json.loads(before.more).get("form") != _request(form):
        raise Conflict("act_reused")
    answers = [_mark(tx, actor, form, row) for row in rows]
    if before is None:
        ids = [_id(form.id, one.person) for one in answers if one.status == "marked"]
        acts.do(tx, acts.NewAct(form.id, KIND, None, form.date, form.note, (), {"marks": ids, "form": _request(form)}))
    return Marked(form.id, form.date, answers)


def _request(form: Marks) -> dict[str, object]:
    return {"people": sorted(form.people), "date": form.date, "start": form.start, "end": form.end}


def _id(act: str, person: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"leima:kiky_marks:{act}:{person}"))


def _validate(tx: Tx, form: Marks) -> None:
    if not is_date(form.date):
        raise Invalid("bad_date", fields=[{"field": "date", "message": form.date}])
    if (form.start is None) != (form.end is None):
        raise Invalid("bad_span", fields=[{"field": "end", "message": ""}])
    if form.start is None or form.end is None:
        return
    if not form.start + form.break_min * 60_000 < form.end <= form.start + LONGEST:
        raise Invalid("bad_span", fields=[{"field": "end", "message": ""}])
    if local_date(tx, form.start) != form.date:
        raise Invalid("bad_span", fields=[{"field": "start", "message": ""}])


def _row(tx: Tx, actor: Actor, person: str, date: str) -> Person:
    row = tx.get(Person, id=person)
    if row is None or not may_mark(tx, actor, person, date):
        raise Forbidden() if row is not None and may_see(tx, actor, person) else NotFound()
    return row


def _mark(tx: Tx, actor: Actor, form: Marks, row: Person) -> MarkedOne:
    id = _id(form.id, row.id)
    terms = stands.on_date(stands.terms_rows(tx, row.id), form.date)
    minutes = _length(form, terms)
    stood = tx.get(KikyMark, id=id)
    if stood is not None and not stood.deleted:
        return MarkedOne(row.id, row.name, "marked", minutes)
    refused = _refusal(tx, actor, form, row, terms)
    if refused is not None:
        status: Literal["already", "refused"] = "already" if refused == "already" else "refused"
        return MarkedOne(row.id, row.name, status, 0, say(actor.lang, f"kiky.mark.{refused}"))
    values = {"date": form.date, "start_at": form.start, "end_at": form.end, "break_min": form.break_min}
    waits = waits_for_word(tx, actor, row.id, form.date, tx.now)
    if _confirmed(tx, row.id, form, waits):
        return MarkedOne(row.id, row.name, "marked", minutes)
    store.add(tx, id, row.id, {**values, "waits": waits, "note": form.note})
    tx.audit("kiky.marked", "kiky_mark", id, None, {**values, "person": row.id})
    tx.touch(row.id, form.date, form.date)
    if row.id != actor.person:
        tell(tx, row.id, KikyMarked(form.date, minutes))
    return MarkedOne(row.id, row.name, "marked", minutes)


def waits_for_word(tx: Tx, actor: Actor, person: str, date: str, made_at: int) -> bool:
    """Whether a mark waits for a supervisor's word where nobody was punched in: it is the person's alone, made at
    `made_at` (epoch ms) of a day that had passed then. What was planned ahead stood in the plan for all to see."""
    return actor.person == person and date < local_date(tx, made_at)


def _confirmed(tx: Tx, person: str, form: Marks, waits: bool) -> bool:
    """Whether the same mark stood there as the person's word alone: now it counts without punches too."""
    same = [one for one in store.marks_on(tx, person, form.date) if one.waits and _same_times(one, form)]
    if waits or not same:
        return False
    store.change(tx, same[0], {"waits": False})
    tx.audit("kiky.marked", "kiky_mark", same[0].id, {"waits": True}, {"waits": False, "person": person})
    tx.touch(person, form.date, form.date)
    return True


def _same_times(row: KikyMark, form: Marks) -> bool:
    return (row.start_at, row.end_at) == (form.start, form.end)


def _length(form: Marks, terms: Terms | None) -> int:
    """Minutes by the clock less the break; without clock times the contract day at most."""
    if form.start is not None and form.end is not None:
        return (form.end - form.start) // 60_000 - form.break_min
    return terms.contract_day if terms else 0


def _refusal(tx: Tx, actor: Actor, form: Marks, row: Person, terms: Terms | None) -> str | None:
    """Why a person cannot have the day, by the word for it; None when nothing is against it."""
    against = not_offered(terms, form.date)
    if against is not None:
        return against
    if acts.open_date(tx, row.id, form.date) != form.date:
        return "month_closed"
    stood = store.marks_on(tx, row.id, form.date)
    if any(not one.waits or not _same_times(one, form) or actor.person == row.id for one in stood):
        return "already"
    return None


def not_offered(terms: Terms | None, date: str) -> str | None:
    """Why no extension day can be marked on a date under these terms, by the word for it."""
    scheme = terms.kiky if terms and (terms.until is None or date <= terms.until) else None
    if scheme is None or date < scheme.from_ or (scheme.until is not None and date > scheme.until):
        return "no_scheme"
    if scheme.accounted != "obligation" or "extension_day" not in scheme.methods:
        return "not_a_method"
    return None


def unmark(tx: Tx, actor: Actor, id: str) -> None:
    """Takes back what one act marked, for everyone; done days become ordinary again."""
    act = acts.act(tx, id)
    if act is None or act.kind != KIND:
        raise NotFound()
    rows = [row for mark in json.loads(act.more)["marks"] if (row := tx.get(KikyMark, id=mark)) is not None]
    if not rows and act.who != actor.person:
        raise NotFound()
    for row in rows:
        _row(tx, actor, row.person, row.date)
    for row in rows:
        if not row.deleted:
            store.change(tx, row, {"deleted": True})
            tx.audit("kiky.unmarked", "kiky_mark", row.id, {"date": row.date}, None)
            tx.touch(row.person, row.date, row.date)
    acts.undo(tx, id)
