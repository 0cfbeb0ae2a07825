"""Push: each operation once, whatever happens on the way. Effect, receipt and change row commit together."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import msgspec
import structlog

from leima.db import sync_sql
from leima.db.actor import Actor
from leima.db.operations import Operation, OperationType, Refused, ahead_of_us
from leima.db.tx import Query, Tx
from leima.features.balances.standing import asked_today
from leima.features.sync import store
from leima.features.sync.arrival import Arrived
from leima.features.sync.schemas import Envelope, Sealed
from leima.features.sync.store import Answer

log = structlog.get_logger("leima")
Types = Mapping[tuple[str, int], OperationType]


def asked(tx: Tx, person: str, types: Types, arrived: Sequence[Arrived]) -> list[Query[Any]]:
    """What a push of one's own asks first, its lock before all else: to be asked ahead.

    Nothing where rows of others may have to be locked: people are locked in one order.
    """
    sealed = [one.sealed for one in arrived if one.sealed]
    kinds = [types.get((one.type, one.v)) for one in sealed]
    if not sealed or any(one.subject != person for one in sealed) or any(how and how.owner for how in kinds):
        return []
    ids = [one.op_id for one in arrived if one.op_id]
    first = kinds[0].asks(tx, person, sealed[0].time.claimed_at) if kinds[0] else ()
    return [sync_sql.lock(tx, [person]), sync_sql.known(tx, ids), *first]


class _TakenBack(Exception):
    """An operation does not count; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.code)
        self.answer = answer


@dataclass
class _Kept:
    """A decision whose receipt is written at the end: the answer, the answer to a repeat, the row's values, and its
    first change by its place in the unit of work."""

    answer: Answer
    again: Answer
    values: dict[str, Any]
    first: int | None


@dataclass
class Push:
    """One request's work inside its transaction."""

    tx: Tx
    actor: Actor
    types: Types
    envelope: Envelope
    arrived: Sequence[Arrived]
    _kept: list[_Kept] = field(default_factory=list)
    _aside: set[str] = field(default_factory=set)
    _fresh: dict[str, Answer] = field(default_factory=dict)
    """The answers of this request by operation, for those that were made on them: their receipts come last."""

    def apply(self) -> list[Answer]:
        """Answers for every operation, in order. The receipts are written when the changes have their numbers."""
        self._lock()
        known = self._known()
        if len(self.arrived) == 1:
            answers = [self._answer(self.arrived[0], known, alone=True)]
        else:
            answers = self._together(known)
        if self._kept:
            self.tx.after_numbering.append(self._write_receipts)
        return answers

    def _together(self, known: dict[str, Answer | str]) -> list[Answer]:
        """All of them in one savepoint, worked out once; after a failure each in one of its own."""
        try:
            with self.tx.savepoint():
                answers = [self._answer(one, known, alone=False) for one in self.arrived]
                self.tx.recompute()
                self._ask_balances()
                return answers
        except Exception as error:
            if not _is_culprit(error):
                raise
            self._kept.clear()
            self._fresh.clear()
            return self._one_by_one()

    def _ask_balances(self) -> None:
        self.tx.ask_ahead(lambda tx: asked_today(tx, self.actor.person))

    def _lock(self) -> None:
        sealed = [one.sealed for one in self.arrived if one.sealed]
        people = {one.subject for one in sealed} | {self.actor.person}
        for one in sealed:
            how = self.types.get((one.type, one.v))
            owner = how.owner(self.tx, one.entity.id) if how and how.owner else None
            people |= {owner} if owner else set()
        sync_sql.lock_people(self.tx, sorted(people))

    def _known(self) -> dict[str, Answer | str]:
        rows, self._aside = store.known(self.tx, [one.op_id for one in self.arrived if one.op_id])
        self._hashes = {id: row.body_hash for id, row in rows.items()}
        own = {id: row.author == self.actor.person for id, row in rows.items()}
        return {id: store.from_receipt(row) if own[id] else "" for id, row in rows.items()}

    def _one_by_one(self) -> list[Answer]:
        """After a failure that no operation answers for by itself: only the culprit is put aside."""
        known = self._known()
        return [self._answer(one, known, alone=True) for one in self.arrived]

    def _answer(self, one: Arrived, known: dict[str, Answer | str], *, alone: bool) -> Answer:
        if one.op_id is None:
            return Answer(None, "rejected", "malformed", more={"message_key": "rejected.malformed"})
        before = known.get(one.op_id)
        if before is not None:
            if isinstance(before, Answer) and self._hashes.get(one.op_id) == one.body_hash:
                return before
            store.archive_reused(self.tx, one.op_id, one.body_hash, one.raw)
            return Answer(one.op_id, "rejected", "op_id_reused", more={"message_key": "rejected.op_id_reused"})
        first = len(self.tx.changes)
        answer = self._apply_alone(one) if alone else self._apply_beside(one)
        if answer.status != "deferred":
            self._receipt(one, answer, first)
            self._hashes[one.op_id] = one.body_hash
            known[one.op_id] = self._kept[-1].again
        return answer

    def _apply_alone(self, one: Arrived) -> Answer:
        """One operation and what follows from it, in one savepoint: what is refused goes back with it."""
        try:
            with self.tx.savepoint():
                answer = self._apply_one(one, nullcontext)
                self.tx.recompute()
                if len(self.arrived) == 1:
                    self._ask_balances()
                return answer
        except _TakenBack as taken_back:
            return taken_back.answer
        except Exception as error:
            if not _is_culprit(error):
                raise
            log.error("operation_quarantined", op_id=one.op_id, kind=type(error).__name__)
            return self._put_aside(one, type(error).__name__)

    def _put_aside(self, one: Arrived, why: str) -> Answer:
        store.quarantine(self.tx, str(one.op_id), why, one.raw)
        return Answer(one.op_id, "deferred", "quarantined", more={"retry_after": 3600})

    def _apply_beside(self, one: Arrived) -> Answer:
        try:
            return self._apply_one(one, self.tx.savepoint)
        except _TakenBack as taken_back:
            return taken_back.answer

    def _apply_one(self, one: Arrived, savepoint: Callable[[], AbstractContextManager[None]]) -> Answer:
        """Raises _TakenBack for what does not count: it leaves the savepoint that undoes it."""
        sealed = one.sealed
        if sealed is None:
            return Answer(one.op_id, "rejected", "malformed", more={"message_key": "rejected.malformed"})
        how = self.types.get((sealed.type, sealed.v))
        if how is None:
            return self._put_aside(one, "unknown type or version")
        if how.reads_results:
            self.tx.recompute()
        self.tx.op_id = sealed.op_id
        try:
            with savepoint():
                applied = how.apply(self.tx, self._operation(sealed, how))
            return Answer(sealed.op_id, "applied", version=applied.version, flags=applied.flags)
        except Refused as refused:
            raise _TakenBack(Answer(sealed.op_id, refused.status, refused.code, more=refused.more)) from refused
        except msgspec.ValidationError as error:
            more = {"message_key": "rejected.invalid", "detail": str(error)[:200]}
            raise _TakenBack(Answer(sealed.op_id, "rejected", "invalid", more=more)) from error
        finally:
            self.tx.op_id = None

    def _operation(self, sealed: Sealed, how: OperationType) -> Operation:
        if sealed.entity.type != how.entity:
            raise msgspec.ValidationError(f"entity.type of {sealed.type} is {how.entity}")
        time = sealed.time
        offset = time.srv_offset.ms if time.srv_offset else None
        return Operation(
            op_id=sealed.op_id,
            type=sealed.type,
            v=sealed.v,
            subject=sealed.subject,
            entity_type=sealed.entity.type,
            entity_id=sealed.entity.id,
            base=self._base(sealed),
            body=msgspec.convert(sealed.body, how.body),
            claimed_at=time.claimed_at,
            tz=time.tz,
            offset_min=time.offset_min,
            clock_offset=ahead_of_us(offset, self.envelope.sent_at, self.tx.now),
            device=self.envelope.device_id,
            received_at=self.tx.now,
            next_claim=self._next_claim(sealed),
        )

    def _next_claim(self, sealed: Sealed) -> int | None:
        """What the device claims for the punches that it made after this one. A clock-out told afterwards says
        nothing of the clock."""
        if sealed.type != "punch.record" or sealed.time.claimed_at <= self.tx.now:
            return None
        later = [one.sealed for one in self.arrived if one.sealed and one.sealed.dev_seq > sealed.dev_seq]
        punches = [one for one in later if one.type == "punch.record" and one.subject == sealed.subject]
        pressed = [one for one in punches if not one.body.get("estimated_confirmed")]
        return min((one.time.claimed_at for one in pressed), default=None)

    def _base(self, sealed: Sealed) -> int | None:
        """The version that the operation was made on. Raises Deferred while its own forerunner has not come."""
        base = sealed.base
        if base is None:
            return None
        if base.after_op is None:
            return base.version
        return store.version_after(self.tx, self.actor.person, base.after_op, self._fresh)

    def _receipt(self, one: Arrived, answer: Answer, first: int) -> None:
        """Writes receipt and archive once the changes are numbered, so that both carry the number."""
        sealed, changed = one.sealed, len(self.tx.changes) > first
        self._fresh[str(one.op_id)] = answer
        values = {
            "org": self.tx.org,
            "op_id": one.op_id,
            "device": self.envelope.device_id,
            "author": self.actor.person,
            "dev_seq": sealed.dev_seq if sealed else 0,
            "type": sealed.type if sealed else "",
            "v": sealed.v if sealed else 0,
            "body_hash": one.body_hash,
            "received_at": self.tx.now,
            "claimed_at": sealed.time.claimed_at if sealed else None,
            "raw": one.raw,
        }
        again = Answer(**{**vars(answer), "dup": True})
        self._kept.append(_Kept(answer, again, values, first if changed else None))

    def _write_receipts(self, numbered_from: int) -> None:
        """Receipts and archive of the whole request, each by one prepared statement."""
        for one in self._kept:
            one.answer.seq = one.again.seq = None if one.first is None else numbered_from + one.first
        store.keep(self.tx, [(one.answer, one.values) for one in self._kept])
        released = [one.answer.op_id for one in self._kept if one.answer.op_id in self._aside]
        if released:
            self.tx.run(sync_sql.RELEASE, org=self.tx.org, ids=released)


def _is_culprit(error: BaseException) -> bool:
    """Whether a failure may be one operation's own: not the store's, which means 'try again'."""
    return type(error).__name__ not in _STORE_TROUBLE and not any(
        base.__name__ in _STORE_TROUBLE for base in type(error).__mro__
    )


_STORE_TROUBLE = frozenset({"OperationalError", "InterfaceError", "Unavailable", "MemoryError"})
