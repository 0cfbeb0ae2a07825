"""Refused sign-ins as admins read them: a few events of a person and day, however often somebody tries.

A refusal is counted in the process and writes nothing. A job writes the counts every minute: an event of the
first refusal, one each time there are ten times as many, and one of how many they were when the day is over. Beyond
the first people of a day the others of an organisation share a row, so that guesses at everybody fill no chain;
payroll and admins always have their own. Of addresses that nobody has there is a number in the log and no more
(docs/decisions/0050-refused-sign-ins.md).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

import structlog

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.tables.auth import RefusedSignIn
from leima.db.tally import Counted
from leima.db.tx import Tx
from leima.features.auth.secrets import DAY_MS
from leima.web.errors import Problem

WINDOW = DAY_MS
"""Milliseconds that are told together."""
OWN_ROWS = 50
"""People of an organisation who are told by name in a day, beside payroll and admins."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "invalid_credentials": "password",
        "wrong_code": "code",
        **dict.fromkeys(("passkey_unknown", "passkey_copied"), "passkey"),
        **dict.fromkeys(("company_only", "company_unknown", "company_other_account", "company_unverified"), "company"),
        "too_many_tries": "slowed",
    }
)
"""What a refusal counts as, by its code. A code that is still to come is none."""
COUNTS = ("password", "code", "passkey", "company", "slowed")
_HAVE = "SELECT person FROM refused_sign_in WHERE org=:org AND person <> ''"
_BY_NAME = "SELECT DISTINCT person FROM person_role WHERE org=:org AND role IN ('payroll', 'admin')"
_ADD = (
    "INSERT INTO refused_sign_in (org, person, since, password, code, passkey, company, slowed, told)"
    " VALUES (:org, :person, :now, :password, :code, :passkey, :company, :slowed, 0)"
    " ON CONFLICT (org, person) DO UPDATE SET password=refused_sign_in.password+excluded.password,"
    " code=refused_sign_in.code+excluded.code, passkey=refused_sign_in.passkey+excluded.passkey,"
    " company=refused_sign_in.company+excluded.company, slowed=refused_sign_in.slowed+excluded.slowed RETURNING *"
)
_OVER = "SELECT DISTINCT org FROM refused_sign_in WHERE since <= :old ORDER BY org"
_END = "DELETE FROM refused_sign_in WHERE org=:org AND since <= :old RETURNING *"
log = structlog.get_logger("leima")
Visitors: TypeAlias = set[tuple[str, str]]
"""Organisation and person of whoever may be signing in."""


@contextmanager
def counted(db: Database) -> Iterator[Visitors]:
    """Counts a refusal of those whom the block says. It writes nothing, so that nobody waits for it."""
    who: Visitors = set()
    try:
        yield who
    except Problem as refused:
        if kind := KINDS.get(refused.code):
            for org, person in who or {("", "")}:
                db.hooks.known.refused.add(Counted(org, person, kind))
        raise


async def tell_refusals(db: Database) -> int:
    """Writes what was counted, and ends the days that are over; returns how many rows it met."""
    taken, done = db.hooks.known.refused.take(), 0
    if unknown := sum(count for what, count in taken.items() if not what.org):
        log.info("sign_ins_of_nobody_refused", count=unknown)
    waiting = sorted((what, count) for what, count in taken.items() if what.org)
    try:
        while waiting:
            org = waiting[0][0].org
            some = [one for one in waiting if one[0].org == org]
            done += await db.write(partial(_add, org=org, counts=some))
            waiting = waiting[len(some) :]
    finally:
        for what, count in waiting:
            db.hooks.known.refused.add(what, count)
    for org in await db.read(lambda tx: tx.values(str, _OVER, old=tx.now - WINDOW)):
        done += await db.write(partial(_end, org=org))
    return done


def _add(tx: Tx, org: str, counts: Sequence[tuple[Counted, int]]) -> int:
    tx.org = org
    by_row = _by_row(tx, counts)
    for person, kinds in sorted(by_row.items()):
        row = tx.one(RefusedSignIn, _ADD, org=org, person=person, now=tx.now, **{one: kinds[one] for one in COUNTS})
        if row is not None and _refusals(row) >= _next_told(row.told):
            _tell(tx, row)
    return len(by_row)


def _by_row(tx: Tx, counts: Sequence[tuple[Counted, int]]) -> dict[str, Counter[str]]:
    """What each row counts more, by its person: the first people of a day, payroll and admins, the others as one."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    have = set(tx.values(str, _HAVE, org=tx.org))
    own = have | set(tx.values(str, _BY_NAME, org=tx.org))
    for what, count in counts:
        if len(have) < OWN_ROWS:
            own.add(what.person)
        whose = what.person if what.person in own else ""
        have |= {whose} - {""}
        found[whose][what.kind] += count
    return found


def _next_told(told: int) -> int:
    """How many refusals the next event tells of: the first, ten, a hundred and so on."""
    return 10 ** len(str(told)) if told else 1


def _refusals(row: RefusedSignIn) -> int:
    return sum(getattr(row, name) for name in COUNTS)


def _tell(tx: Tx, row: RefusedSignIn) -> None:
    refusals = _refusals(row)
    by_kind = {f"refused_{name}": count for name in COUNTS if (count := getattr(row, name))}
    about = ("person", row.person) if row.person else ("organisation", tx.org)
    tx.audit("sign_in.refused", *about, None, {"refusals": refusals, "since_at": row.since, **by_kind})
    sql = "UPDATE refused_sign_in SET told=:told WHERE org=:org AND person=:person"
    tx.run(sql, told=refusals, org=tx.org, person=row.person)


def _end(tx: Tx, org: str) -> int:
    """The day is over: what no event has told yet is told by a last one."""
    tx.org = org
    rows = tx.rows(RefusedSignIn, _END, org=org, old=tx.now - WINDOW)
    for row in sorted(rows, key=lambda one: one.person):
        if _refusals(row) > row.told:
            _tell(tx, row)
    return len(rows)


TELL_REFUSALS = Job("tell_refusals", tell_refusals, every=60.0)
