"""The audit log as the store finds it: narrowed, searched, sorted and paged by SQL, however long it has grown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

from leima.db.actor import Actor
from leima.db.audit import every_break_of
from leima.db.tables.people import AuditEvent
from leima.db.tx import Tx
from leima.features.desk.table import Asked, in_order
from leima.web.errors import Invalid
from leima.web.words import say, words

THINGS = {
    **dict.fromkeys(("punch", "entry", "correction"), "times"),
    **dict.fromkeys(("work_order", "overtime_choice"), "orders"),
    **dict.fromkeys(("absence", "certificate"), "absences"),
    **dict.fromkeys(("leave", "saving", "round", "round_wish"), "leave"),
    **dict.fromkeys(("kiky_mark", "kiky_switch"), "kiky"),
    **dict.fromkeys(("posting", "act"), "balances"),
    **dict.fromkeys(("month", "change_request"), "months"),
    **dict.fromkeys(("contract", "contract_change", "agreement"), "contracts"),
    **dict.fromkeys(("claim", "trip", "receipt", "travel_rate", "currency_day"), "travel"),
    **dict.fromkeys(("pay_code", "pay_run"), "payroll"),
    **dict.fromkeys(("person", "team", "site", "substitute"), "people"),
    "blob": "files",
}
"""The kind of thing that an event is about, by its entity; settings and the like are `other`."""
SECURITY = frozenset(
    {
        *("session.reuse", "device.revoke", "password.set", "password.change", "link.invite", "link.reset"),
        *("two_step.on", "two_step.off", "two_step.spares", "two_step.rule"),
        *("api_key.made", "api_key.revoked", "webhook.made", "webhook.changed", "webhook.secret", "webhook.removed"),
        *("person.roles", "person.add", "person.activate", "person.deactivate", "feed.made", "feed.ended"),
        *("hold.set", "hold.lifted", "retention.years", "retention.run", "person.erased", "audit.redacted"),
        *("company.linked", "company.unlinked", "company.roles", "company.changed", "company.removed", "company.only"),
        *("passkey.added", "passkey.removed", "passkey.copied", "company.signed_out"),
        *("sign_in.refused", "sign_in.guessed"),
    }
)
"""Events of sign-in and of rights: what admins look through when something is odd."""
_FEW = 200
"""People whom a list offers to narrow it to; where more have done something, one searches for their names."""
_MOST_BROKEN = 10_000
"""Events whose seals do not hold that a list can be narrowed to."""
ORDERS = {"": "n DESC", "number": "n", "-number": "n DESC", "at": "at, n", "-at": "at DESC, n DESC"}
"""What rows are put in the order of by the store itself."""
GROUPED = ("what", "who", "person")
"""Columns with few values: the values are put in order as people read them, and the store gives each one's events."""
_LIKE = (
    "LOWER(name) LIKE :?low ESCAPE '!' OR LOWER(name) LIKE :?capital ESCAPE '!' OR LOWER(name) LIKE :?large ESCAPE '!'"
)
_SOUGHT = f"(SELECT id FROM person WHERE org=:org AND ({_LIKE}))"
_WORD = f"(what IN :?whats OR who IN {_SOUGHT} OR person IN {_SOUGHT})"
_WORD_OR_NOBODY = f"(what IN :?whats OR who IN {_SOUGHT} OR person IN {_SOUGHT} OR who IS NULL)"
_WHAT, _WHO, _PERSON = "what IN :?whats", "who IN :?ids", "person IN :?ids"
_WHO_OR_NOBODY = "(who IN :?ids OR who IS NULL OR who NOT IN (SELECT id FROM person WHERE org=:org))"
_PERSON_OR_NOBODY = "(person IN :?ids OR person IS NULL)"
_THING = (
    "((what NOT IN :?security AND (entity IN :?entities OR (1=:?other AND entity NOT IN :?known)))"
    " OR (1=:?secure AND what IN :?security))"
)
_BROKEN, _WHOLE = "n IN :?broken", "n NOT IN :?broken"
_VALUE = {column: f"{column} = :?value" for column in GROUPED}
_NO_VALUE = {column: f"{column} IS NULL" for column in GROUPED}
PARTS = (
    *(_WORD, _WORD_OR_NOBODY, _WHAT, _WHO, _WHO_OR_NOBODY, _PERSON, _PERSON_OR_NOBODY, _THING, _BROKEN, _WHOLE),
    *(*_VALUE.values(), *_NO_VALUE.values()),
)
"""Each condition that there is."""
_KNOWN = "SELECT id, name FROM person WHERE org=:org AND id IN :ids"
_NAMED = "SELECT id FROM person WHERE org=:org AND name IN :names"


class _Name(NamedTuple):
    id: str
    name: str


class _Group(NamedTuple):
    """A value of a column, and how many events have it."""

    value: str | None
    events: int


@dataclass
class Conditions:
    """What a statement asks of events, and its parameters."""

    parts: list[str] = field(default_factory=lambda: ["org=:org", "at >= :since", "at < :until"])
    params: dict[str, Any] = field(default_factory=dict)

    def ask(self, part: str, **params: Any) -> Self:
        """Asks for one thing more. `?` in names of parameters stands for a number of its own."""
        own = f"_{len(self.parts)}_"
        self.parts.append(part.replace("?", own))
        self.params |= {name.replace("Q", own): value for name, value in params.items()}
        return self

    @property
    def where(self) -> str:
        return " AND ".join(self.parts)


@dataclass(frozen=True)
class Found:
    """The events of a page, and how many there are on all pages."""

    events: Sequence[AuditEvent]
    count: int


def names_of(tx: Tx, ids: set[str]) -> dict[str, str]:
    """The names of some people by their ids."""
    return dict(tx.rows(_Name, _KNOWN, org=tx.org, ids=tuple(ids))) if ids else {}


def thing_of(event: AuditEvent) -> str:
    """The kind of thing that an event is about."""
    return "security" if event.what in SECURITY else THINGS.get(event.entity, "other")


def counted(tx: Tx, asked: Conditions) -> int:
    """How many events there are."""
    where = asked.where
    return tx.value(int, f"SELECT COUNT(*) FROM audit_event WHERE {where}", org=tx.org, **asked.params) or 0


def read(tx: Tx, asked: Conditions, order: str, skip: int, most: int) -> list[AuditEvent]:
    """Some events in an order of `ORDERS`."""
    where = asked.where
    sql = f"SELECT * FROM audit_event WHERE {where} ORDER BY {order} LIMIT :most OFFSET :skip"
    return tx.rows(AuditEvent, sql, org=tx.org, **asked.params, most=most, skip=skip)


def narrowed(tx: Tx, actor: Actor, dates: tuple[int, int], want: Asked) -> Conditions:
    """The conditions of what is asked. Raises Invalid for a column that the list has not."""
    asked = between(dates)
    for key, values in want.filters.items():
        if key not in _FILTERS:
            raise Invalid("malformed")
        _FILTERS[key](tx, actor, asked, values)
    for word in want.search.casefold().split():
        _search(actor, asked, word)
    return asked


def between(dates: tuple[int, int]) -> Conditions:
    """All events of the dates."""
    return Conditions(params={"since": dates[0], "until": dates[1]})


def found(tx: Tx, actor: Actor, dates: tuple[int, int], want: Asked) -> Found:
    """A page of what is asked. Raises Invalid for a column that the list has not, or that nothing is sorted by."""
    asked = narrowed(tx, actor, dates, want)
    by, skip = want.sort.removeprefix("-"), want.page * want.size
    if by in GROUPED:
        return _by_value(tx, actor, asked, want)
    if want.sort not in ORDERS:
        raise Invalid("malformed")
    return Found(read(tx, asked, ORDERS[want.sort], skip, want.size), counted(tx, asked))


def _by_value(tx: Tx, actor: Actor, asked: Conditions, want: Asked) -> Found:
    """A page of events in the order of a column's values, of one value the newest first, what is empty last."""
    column = want.sort.removeprefix("-")
    groups = _groups(tx, asked, column)
    texts = _texts(tx, actor, column, groups)
    groups.sort(key=lambda one: (in_order(texts[one.value]), one.value or ""), reverse=want.sort.startswith("-"))
    groups.sort(key=lambda one: not texts[one.value])
    events: list[AuditEvent] = []
    skip, left = want.page * want.size, want.size
    for one in groups:
        if skip < one.events and left:
            events += read(tx, _of_value(asked, column, one.value), "n DESC", skip, left)
            left = want.size - len(events)
        skip = max(0, skip - one.events)
    return Found(events, sum(one.events for one in groups))


def _groups(tx: Tx, asked: Conditions, column: str) -> list[_Group]:
    where = asked.where
    sql = f"SELECT {column} AS value, COUNT(*) AS events FROM audit_event WHERE {where} GROUP BY {column}"
    return tx.rows(_Group, sql, org=tx.org, **asked.params)


def _of_value(asked: Conditions, column: str, value: str | None) -> Conditions:
    one = Conditions([*asked.parts], {**asked.params})
    return one.ask(_NO_VALUE[column]) if value is None else one.ask(_VALUE[column], Qvalue=value)


def _texts(tx: Tx, actor: Actor, column: str, groups: Sequence[_Group]) -> dict[str | None, str]:
    """What people read for each value."""
    if column == "what":
        return {one.value: say(actor.lang, f"audit.{one.value}") for one in groups}
    names = dict(tx.rows(_Name, "SELECT id, name FROM person WHERE org=:org", org=tx.org))
    nobody = say(actor.lang, "trail.system") if column == "who" else ""
    return {one.value: names.get(one.value or "", nobody) for one in groups}


def choices(tx: Tx, actor: Actor) -> dict[str, Sequence[str]]:
    """What the list may be narrowed to. People are told where they are few."""
    whats = {say(actor.lang, f"audit.{one}") for one in _distinct(tx, "what", 1000)}
    told: dict[str, Sequence[str]] = {"what": sorted(whats), "thing": sorted({*THINGS.values(), "security", "other"})}
    for column in ("who", "person"):
        ids = _distinct(tx, column, _FEW + 1)
        told[column] = sorted(set(names_of(tx, set(ids)).values())) if len(ids) <= _FEW else []
    if told["who"]:
        told["who"] = sorted({*told["who"], say(actor.lang, "trail.system")})
    return told


def _distinct(tx: Tx, column: str, most: int) -> list[str]:
    """Each value of a column once: a step of its index for each."""
    sql = (
        f"WITH RECURSIVE known(value) AS (SELECT MIN({column}) FROM audit_event WHERE org=:org UNION ALL"
        f" SELECT (SELECT MIN({column}) FROM audit_event WHERE org=:org AND {column} > known.value) FROM known"
        " WHERE known.value IS NOT NULL) SELECT value FROM known WHERE value IS NOT NULL LIMIT :most"
    )
    return tx.values(str, sql, org=tx.org, most=most)


def _of_what(_: Tx, actor: Actor, asked: Conditions, values: frozenset[str]) -> None:
    asked.ask(_WHAT, Qwhats=_whats(actor, lambda text: text in values))


def _whats(actor: Actor, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """The events whose words fit."""
    every = ((key.removeprefix("audit."), text) for key, text in words(actor.lang).items() if key.startswith("audit."))
    return tuple(what for what, text in every if fits(text))


def _of_who(tx: Tx, actor: Actor, asked: Conditions, values: frozenset[str]) -> None:
    by_nobody = say(actor.lang, "trail.system") in values
    asked.ask(_WHO_OR_NOBODY if by_nobody else _WHO, Qids=_ids(tx, values))


def _of_person(tx: Tx, _: Actor, asked: Conditions, values: frozenset[str]) -> None:
    asked.ask(_PERSON_OR_NOBODY if "" in values else _PERSON, Qids=_ids(tx, values))


def _ids(tx: Tx, names: frozenset[str]) -> tuple[str, ...]:
    return tuple(tx.values(str, _NAMED, org=tx.org, names=tuple(names)))


def _of_thing(_: Tx, __: Actor, asked: Conditions, values: frozenset[str]) -> None:
    asked.ask(
        _THING,
        Qentities=tuple(one for one, thing in THINGS.items() if thing in values),
        Qknown=tuple(THINGS),
        Qsecurity=tuple(SECURITY),
        Qother=int("other" in values),
        Qsecure=int("security" in values),
    )


def _of_seal(tx: Tx, _: Actor, asked: Conditions, values: frozenset[str]) -> None:
    if values >= {"holds", "broken"}:
        return
    broken = tuple(every_break_of(tx)[1][:_MOST_BROKEN])
    if broken or "broken" in values:
        asked.ask(_BROKEN if "broken" in values else _WHOLE, Qbroken=broken)


_FILTERS: Mapping[str, Callable[[Tx, Actor, Conditions, frozenset[str]], None]] = {
    "what": _of_what,
    "who": _of_who,
    "person": _of_person,
    "thing": _of_thing,
    "seal": _of_seal,
}


def _search(actor: Actor, asked: Conditions, word: str) -> None:
    """Events of which a word is a part: of what was done, or of a name of those whom it was done by or to.

    Stores know the two sizes of a to z alone, so that other letters are asked for in each way that names have them.
    """
    by_nobody = word in say(actor.lang, "trail.system").casefold()
    asked.ask(
        _WORD_OR_NOBODY if by_nobody else _WORD,
        Qwhats=_whats(actor, lambda text: word in text.casefold()),
        Qlow=_pattern(word),
        Qcapital=_pattern(word[:1].upper() + word[1:]),
        Qlarge=_pattern(word.upper()),
    )


def _pattern(word: str) -> str:
    """What holds a word anywhere, with a to z small."""
    small = "".join([one.lower() if one.isascii() else one for one in word])
    return f"%{small.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
