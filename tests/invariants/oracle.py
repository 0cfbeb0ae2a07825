"""Whether what is stored is what the facts say: everything is worked out again, and nothing may change."""

import re
from contextlib import suppress
from typing import Any

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.agreements import terms
from leima.features.days.recompute import recompute_days
from leima.features.kiky.openings import open_kiky_years
from leima.rules.zone import next_date
from tests.company import Company
from tests.look import look

STORED = {
    "day": "SELECT date, status, flex, kiky, posted, attention, body FROM day_result WHERE {who} AND date <> :today"
    " ORDER BY date",
    "posts": "SELECT date, account, year, amount, why FROM day_posting WHERE {who} ORDER BY date, account, year",
    "month": "SELECT account, year, month, amount FROM account_month WHERE {who} AND amount <> 0"
    " ORDER BY account, year, month",
    "ledger": "SELECT id, date, account, year, kind, amount FROM posting WHERE {who} ORDER BY id",
    "entry": "SELECT id, start_at, end_at, work_type, remote, kiky, deleted, overrides FROM entry WHERE {who}"
    " ORDER BY id",
    "state": "SELECT state, since, remote, attention, unit FROM team_state WHERE {who}",
    "terms": "SELECT id, from_date, until_date, body FROM terms WHERE {who} AND NOT deleted ORDER BY id",
}
SUMS = (
    "SELECT account, year, month, SUM(amount) AS amount FROM ("
    " SELECT account, year, month, -amount AS amount FROM account_month WHERE {who}"
    " UNION ALL SELECT account, year, substr(date, 1, 7), amount FROM posting WHERE {who}"
    " UNION ALL SELECT account, year, substr(date, 1, 7), amount FROM day_posting WHERE {who}"
    " UNION ALL SELECT 'flex', 0, substr(date, 1, 7), flex FROM day_result WHERE {who} AND posted"
    " UNION ALL SELECT 'kiky', CAST(substr(date, 1, 4) AS INTEGER), substr(date, 1, 7), -kiky FROM day_result"
    " WHERE {who} AND posted) AS lines GROUP BY account, year, month HAVING SUM(amount) <> 0"
)


class _Seen(Exception):
    """Takes back what was worked out again."""


def stands(tx: Tx, person: str) -> dict[str, list[Any]]:
    """Every stored row that is worked out, by what it is. Today's own is left out: a shift that goes on over midnight
    does not write it, nothing of it is posted, and who looks at today has it worked out up to the minute."""
    who, asked = "org=:org AND person=:p", {"org": tx.org, "p": person, "today": today(tx)}
    return {name: [_plain(row) for row in look(tx, sql.format(who=who), **asked)] for name, sql in STORED.items()}


NO_NUMBERS = ((r'("scheduled":\d+),"from":"[-0-9]+"', r"\1"),)
"""Since when the contract row holds that a day's target comes from."""


def _plain(row: Any) -> tuple[Any, ...]:
    """The row without what counts nothing."""
    return tuple(_without(one) if isinstance(one, str) else one for one in row)


def _without(text: str) -> str:
    for what, left in NO_NUMBERS:
        text = re.sub(what, left, text)
    return text


def stale(company: Company, who: str, first: str) -> list[str]:
    """What of a person's stored rows is not what the facts say; empty is well."""
    person = company.ids[who]
    found: list[str] = []

    def again(tx: Tx) -> None:
        tx.org = company.ids["org"]
        left = look(tx, SUMS.format(who="org=:org AND person=:p"), org=tx.org, p=person)
        found.extend(f"sum {tuple(row)}" for row in left)
        before = stands(tx, person)
        terms.rebuild(tx, person)
        open_kiky_years(tx, person)
        tx.touch(person, first, next_date(today(tx), 10))
        recompute_days(tx)
        after = stands(tx, person)
        for name, rows in before.items():
            gone = [row for row in rows if row not in after[name]]
            come = [row for row in after[name] if row not in rows]
            found.extend(f"{name} - {row}" for row in gone)
            found.extend(f"{name} + {row}" for row in come)
        raise _Seen

    with suppress(_Seen):
        company.world.db.write_now(again)
    return found
