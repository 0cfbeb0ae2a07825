"""Every wish of a round is decided at once: all of it counts, or nothing of it does."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from leima.db.actor import Actor
from leima.db.operations import Applied, Conflicting, Operation, Rejected
from leima.db.sync_sql import lock_people
from leima.db.tables.absences import Absence
from leima.db.tables.leave import LeaveRequest
from leima.db.tables.rounds import LeaveRound, RoundWish
from leima.db.tx import Tx
from leima.db.views import person_name
from leima.features.leave import store as leave
from leima.features.leave.asking import tell_deciders
from leima.features.leave.deciding import give_word
from leima.features.notices.store import tell
from leima.features.rounds import store
from leima.features.rounds.notices import RoundSettled
from leima.features.rounds.planning import decides, own, planned
from leima.features.rounds.schemas import WishSpan, WordOn
from leima.features.rounds.views import round_data
from leima.features.rounds.wishing import within

KIND = "annual_holiday"
"""What is planned in rounds."""
Outcome = dict[str, Any]


def settle(tx: Tx, op: Operation) -> Applied:
    """Decides on every wish as it was seen, and tells each person once. Sent twice it is done once."""
    actor = own(tx, op)
    round = planned(tx, actor, op.entity_id)
    words = {one.wish: one for one in op.body.words}
    if len(words) != len(set(op.body.words)):
        raise Rejected("malformed")
    if round.status != "open":
        return _already(tx, round, words)
    lock_people(tx, sorted({row.person for row in store.wishes_of(tx, round)}))
    if not store.lock(tx, round.id):
        raise Conflicting(round_data(tx, round), ["status"], "round_ended")
    wishes = [row for row in store.wishes_of(tx, round) if row.status == "wished"]
    _refuse_changed(tx, round, op.body.seen_version, wishes, words, actor)
    told: dict[str, list[str]] = {}
    for row in wishes:
        mine = decides(actor, round, row.person)
        outcome = _decided(tx, actor, round, row, words[row.id]) if mine else _left_to_others(tx, row)
        store.change_wish(tx, row, "decided", outcome)
        told.setdefault(row.person, []).append(outcome["status"])
    version = store.end(tx, round, "settled", actor.person)
    _lapse(tx, round)
    for person, ends in told.items():
        counts = [ends.count(status) for status in ("granted", "rejected", "asked")]
        tell(tx, person, RoundSettled(round.title, actor.name, *counts))
    return Applied(version)


def _already(tx: Tx, round: LeaveRound, words: Mapping[str, WordOn]) -> Applied:
    """The same words once more change nothing; others come too late."""
    stands = {row.id: row for row in store.wishes_of(tx, round)}
    if round.status == "settled" and all(id in stands and _says(stands[id], word) for id, word in words.items()):
        return Applied(round.version)
    raise Conflicting(round_data(tx, round), ["status"], "round_ended")


def _says(row: RoundWish, word: WordOn) -> bool:
    if word.decision == "reject":
        return row.status == "rejected"
    return row.status == "granted" and (row.granted_from, row.granted_until) == _dates(row, word)


def _dates(row: RoundWish, word: WordOn) -> tuple[str, str]:
    span = word.dates or WishSpan(row.first_from, row.first_until)
    return span.from_date, span.until_date


def _refuse_changed(
    tx: Tx, round: LeaveRound, seen: int, wishes: Sequence[RoundWish], words: Mapping[str, WordOn], actor: Actor
) -> None:
    """Raises Conflicting with the names of those whose wishes are other than they were seen."""
    others = {row.id: row for row in wishes if decides(actor, round, row.person)}
    changed = [row for id, row in others.items() if id not in words or words[id].seen_version != row.version]
    gone = [row for id in words if id not in others and (row := store.wish_of(tx, id)) and row.round == round.id]
    names = sorted({person_name(tx, row.person) or "" for row in [*changed, *gone]})
    if names or len(words) != len(others) or round.version != seen:
        raise Conflicting({**round_data(tx, round), "changed": names}, ["version"], "wishes_changed")


def _decided(tx: Tx, actor: Actor, round: LeaveRound, row: RoundWish, word: WordOn) -> Outcome:
    reason = word.reason.strip()
    if word.decision == "reject":
        if not reason:
            raise Rejected("reason_needed")
        return {"status": "rejected", "answer": reason}
    first, last = _dates(row, word)
    within(round, WishSpan(first, last))
    if store.is_away(tx, row.person, first, last):
        raise Rejected("grant_overlaps", name=person_name(tx, row.person) or "", first=first, last=last)
    asked = _asked(tx, row, first, last)
    give_word(tx, actor, asked, "approve", reason)
    return {"status": "granted", "granted_from": first, "granted_until": last, "answer": reason}


def _left_to_others(tx: Tx, row: RoundWish) -> Outcome:
    """What one may not grant, such as one's own leave, is asked for like any other, and another one decides."""
    asked = _asked(tx, row, row.first_from, row.first_until)
    tell_deciders(tx, asked)
    return {"status": "asked"}


def _asked(tx: Tx, row: RoundWish, first: str, last: str) -> LeaveRequest:
    """The request that a wish becomes. It has the wish's id, unless somebody has taken that meanwhile."""
    taken = leave.request(tx, row.id) is not None or tx.get(Absence, id=row.id) is not None
    id = str(uuid5(NAMESPACE_URL, f"leima:wish:{tx.org}:{row.id}:{tx.op_id}")) if taken else row.id
    dates: Outcome = {"from_date": first, "until_date": last, "minutes": None}
    values = {**dates, "kind": KIND, "note": row.note, "reason": ""}
    leave.add(tx, id, row.person, values)
    return LeaveRequest(org=tx.org, id=id, person=row.person, asked_at=tx.now, **values)


def _lapse(tx: Tx, round: LeaveRound) -> None:
    """A wish of one who has left the team is nobody's to decide here."""
    for row in store.left_over(tx, round):
        store.change_wish(tx, row, "lapsed", {"status": "lapsed"})
