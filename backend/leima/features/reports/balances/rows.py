"""The balance report: a row a person with each account before, changed and after, kiky, months and what waits."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from leima.db.actor import Actor
from leima.db.site import instant, today
from leima.db.tx import Query, Tx
from leima.features.balances.standing import Key
from leima.features.ledger import store as ledger
from leima.features.reports import store
from leima.features.reports.balances import sums as bulk
from leima.features.reports.balances.sums import Sums, obliges
from leima.features.reports.held import accounts_held, planned_kiky
from leima.features.reports.interval import Interval
from leima.features.reports.store import Reported
from leima.rules.zone import next_date
from leima.web.errors import NotFound
from leima.web.words import say

USUAL = (
    *("flex", "overtime_leave", "bank", "reduction_leave", "annual_leave_day", "annual_holiday", "saved_leave"),
    *("holiday_bonus", "bonus_time"),
)
PARTS = ("opening", "change", "closing")
KIKY = ("opening", "settled", "planned", "left")


def page(
    tx: Tx, actor: Actor, over: Interval, teams: list[str] | None, after: str | None, limit: int
) -> dict[str, Any]:
    """One page of the report; `next` is what to give as `after` for the following one, null at the end."""
    people = page_of(tx, actor, over, teams, after, limit + 1)
    more = people[limit - 1].id if len(people) > limit else None
    people = people[:limit]
    ended = min(over.until, next_date(today(tx), -1))
    rows = rows_of(tx, people, over, ended, actor.lang)
    used = {key for row in rows for key in row}
    columns = columns_of({key.partition(".")[0] for key in used if "." in key}, actor.lang)
    return {
        "from": over.first,
        "to": over.last,
        "until": ended,
        "as_of": instant(tx.now),
        "lang": actor.lang,
        "columns": [column for column in columns if column["key"] in used or column["kind"] == "text"],
        "rows": rows,
        "sums": add_up(rows, columns),
        "next": more,
    }


def page_of(
    tx: Tx, actor: Actor, over: Interval, teams: list[str] | None, after: str | None, limit: int
) -> list[Reported]:
    """People by name, after the given one; those of teams by the interval's last day.

    Raises NotFound when nobody of that id is in the report: not there and not one's own look the same.
    """
    if teams is None:
        last = None if after is None else store.person(tx, after)
        if after is not None and last is None:
            raise NotFound()
        return store.everyone(tx, (last.name, last.id) if last else ("", ""), limit)
    found = _of_teams(tx, actor, over, teams)
    last = next((row for row in found if row.id == after), None)
    if after is not None and last is None:
        raise NotFound()
    left = [row for row in found if last is None or (row.name, row.id) > (last.name, last.id)]
    return left[:limit]


def everybody(tx: Tx, actor: Actor, over: Interval, teams: list[str] | None) -> Query[Reported]:
    """The query for all whom the pages hold, in their order."""
    if teams is None:
        return store.all_people(tx)
    if not teams:
        return store.one_person(tx, actor.person)
    return store.all_members_on(tx, teams, over.last, store.left_out(actor))


def _of_teams(tx: Tx, actor: Actor, over: Interval, teams: list[str]) -> list[Reported]:
    """The people of teams on the last day of an interval; oneself where no team is one's own."""
    if not teams:
        return [row for row in [store.person(tx, actor.person)] if row is not None]
    without = store.left_out(actor)
    return [row for row in store.members_on(tx, teams, over.last) if row.id not in without]


def columns_of(accounts: set[str], lang: str) -> list[dict[str, Any]]:
    """Name and team, three columns for each account, the usual ones first, kiky, what waits, and the months."""
    found = [
        _column("name", "text", say(lang, "report.column.name")),
        _column("team", "text", say(lang, "report.team")),
    ]
    more = accounts - {"kiky"}
    for account in [name for name in USUAL if name in more] + sorted(more - set(USUAL)):
        kind = "days" if account in ledger.DAY_ACCOUNTS else "balance"
        for part in PARTS:
            title = f"{say(lang, f'report.account.{account}')}: {say(lang, f'report.part.{part}')}"
            found.append(_column(f"{account}.{part}", "signed" if part == "change" and kind != "days" else kind, title))
    for part in KIKY:
        title = f"{say(lang, 'report.account.kiky')}: {say(lang, f'report.part.{part}')}"
        found.append(_column(f"kiky.{part}", "min", title))
    found.append(_column("pending_days", "count", say(lang, "report.column.pending_days")))
    return [*found, _column("months", "text", say(lang, "report.column.months"))]


def _column(key: str, kind: str, title: str) -> dict[str, Any]:
    return {"key": key, "kind": kind, "title": title, "adds_up": kind != "text"}


def rows_of(tx: Tx, people: Sequence[Reported], over: Interval, ended: str, lang: str) -> list[dict[str, Any]]:
    """A row for each of the people, in order: minutes, days as decimals, text."""
    if not people:
        return []
    sums, waits = bulk.accounts(tx, people, over, ended), bulk.pending(tx, people, over)
    ids = [person.id for person in people]
    teams, planned = store.team_names(tx, ids, over.last), planned_kiky(tx, ids, ended)
    held = accounts_held(tx, ids, ended)
    for person, kept in store.frozen_standings(tx, ids, ended).items():
        held[person] = frozenset(kept["held"])
        planned[person] = int(kept["planned"].get(ended[:4], 0))
    states: dict[str, Counter[str]] = {id: Counter() for id in ids}
    for row in store.month_states(tx, ids, over.first[:7], over.last[:7]):
        states[row.person][row.status] += 1
    months = len(over.months)
    return [
        {
            "person": one.id,
            "name": one.name,
            "team": teams.get(one.id, ""),
            **_cells(sums.get(one.id, {}), planned.get(one.id, 0), held.get(one.id, frozenset())),
            "pending_days": waits.get(one.id, 0),
            "months": _months(states[one.id], months, lang),
        }
        for one in people
    ]


def _cells(accounts: dict[Key, Sums], planned: int, held: frozenset[str]) -> dict[str, Any]:
    """The cells of the accounts that the person has: 0 is a number, and only what is nobody's is empty."""
    found: dict[str, Any] = {}
    for account in sorted({account for account, _ in accounts} | (held - {"kiky"})):
        mine = [one for (name, _), one in sorted(accounts.items()) if name == account]
        if account == "kiky" or (account == "flex" and account not in held and not any(map(_moved, mine))):
            continue
        for part in PARTS:
            value = sum(getattr(one, part) for one in mine)
            found[f"{account}.{part}"] = value / 100 if account in ledger.DAY_ACCOUNTS else value
    owed = [one for (account, _), one in accounts.items() if account == "kiky"]
    return found | _kiky(owed, planned) if "kiky" in held or any(map(_moved, owed)) else found


def _moved(one: Sums) -> bool:
    return bool(one.opening or one.closing or one.kinds)


def _kiky(owed: Sequence[Sums], planned: int) -> dict[str, int]:
    opened = sum(amount for one in owed for kind, amount in one.kinds.items() if obliges(kind))
    settled = -sum(amount for one in owed for kind, amount in one.kinds.items() if not obliges(kind))
    return {
        "kiky.opening": sum(one.opening for one in owed) + opened,
        "kiky.settled": settled,
        "kiky.planned": planned,
        "kiky.left": sum(one.closing for one in owed),
    }


def _months(states: Counter[str], months: int, lang: str) -> str:
    """`Suljettu` for one month; `Suljettu 2, avoin 1` for several."""
    counted = Counter({**states, "open": months - sum(states.values()) + states.get("open", 0)})
    shown = [(status, n) for status, n in counted.items() if n]
    if months == 1:
        return say(lang, f"report.status.{shown[0][0]}")
    return ", ".join(f"{say(lang, f'report.status.{status}')} {n}" for status, n in shown)


def add_up(rows: Sequence[dict[str, Any]], columns: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The sums of the columns that add up."""
    found: dict[str, Any] = {}
    for column in columns:
        key = column["key"]
        values = [row[key] for row in rows if key in row] if column["adds_up"] else []
        if values:
            found[key] = round(sum(values), 2)
    return found
