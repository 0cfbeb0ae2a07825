"""What stands under the rows: every account from opening to closing, kiky with how it was settled, and sums."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from leima.db.tables.ledger import Posting
from leima.features.balances.standing import Key, Standing, account_rows
from leima.features.days.recompute import dates_between
from leima.features.ledger import store as ledger
from leima.features.ledger.kinds import in_unit
from leima.features.reports import store
from leima.features.reports.balances import sums as bulk
from leima.features.reports.balances.sums import obliges
from leima.features.reports.working_time.away import listed
from leima.features.reports.working_time.cells import Cells
from leima.features.reports.working_time.columns import BY_KIND, Column
from leima.features.reports.working_time.reading import Reading
from leima.rules.pay.rest import monday_of
from leima.rules.pay.wage import Part, money_of
from leima.rules.zone import next_date


def summary(made: Reading) -> dict[str, Any]:
    """Accounts, kiky by year, absences, days that wait for a word, and how far the months have come."""
    keys, planned = _listed_accounts(made)
    longer = made.longer()
    return {
        "accounts": [account(made, key) for key in keys if key[0] != "kiky"],
        "kiky": [kiky(made, key[1], planned, longer) for key in keys if key[0] == "kiky"],
        "absences": absences(made),
        "pending_days": bulk.pending(made.tx, [made.person], made.over).get(made.person.id, 0),
        "months": [{"month": month, "status": made.months.get(month, "open")} for month in made.over.months],
        "money": money(made),
    }


def held(made: Reading) -> frozenset[str]:
    """The accounts that the summary tells of."""
    return frozenset(account for account, _ in _listed_accounts(made)[0])


def _listed_accounts(made: Reading) -> tuple[list[Key], dict[int, int]]:
    """The accounts that are shown, those that had or got something in the interval too, and planned kiky by year."""
    keys, planned = _shown(made)
    more = {key for key in made.opening.settled if total(made.opening, key)}
    more |= {(row.account, row.year) for row in made.postings}
    return keys + sorted(more - set(keys)), planned


def _shown(made: Reading) -> tuple[list[Key], dict[int, int]]:
    """The accounts that the person has, and planned kiky by year: as a closed month was frozen, or as they are now."""
    kept = made.frozen_standing
    if kept is not None:
        keys = [(str(account), int(year)) for account, year in kept["shown"]]
        return keys, {int(year): int(minutes) for year, minutes in kept["planned"].items()}
    shown = account_rows(made.tx, made.person.id, made.closing)
    planned = {int(row["year"]): int(row.get("planned", 0)) for row in shown if row["account"] == "kiky"}
    return [(row["account"], int(row["year"] or 0)) for row in shown], planned


def money(made: Reading) -> dict[str, Any] | None:
    """What the hours make in cents, as `money_of`, for the person, payroll and admins; None where no wage is known.

    A closed day keeps the wage that it was frozen with.
    """
    actor = made.tx.actor
    if actor is None or not (actor.person == made.person.id or actor.may_see_everyone):
        return None
    dates = dates_between(made.over.first, made.over.until)
    told = money_of(Part(*one) for date in dates for one in made.day(date).get("pay", ()))
    return told if told["rows"] else None


def absences(made: Reading) -> list[dict[str, Any]]:
    """Each absence as far as the report holds it, by date."""
    on: dict[str, dict[str, Mapping[str, Any]]] = {}
    for date in dates_between(made.over.first, made.over.until):
        for one in made.day(date)["away"]:
            on.setdefault(one["id"], {})[date] = one
    reasons = store.reasons(made.tx, made.person.id, list(on))
    shown = [listed(parts, reasons.get(id, ""), made.knows_kinds) for id, parts in on.items()]
    return sorted(shown, key=lambda one: str(one["from"]))


def total(at: Standing, key: Key) -> int:
    """An account with the running day."""
    return at.settled.get(key, 0) + at.added.get(key, 0)


def by_kind(postings: Iterable[Posting], key: Key) -> dict[str, int]:
    """The ledger's lines of an account added up by kind."""
    found: dict[str, int] = {}
    for row in postings:
        if (row.account, row.year) == key:
            found[row.kind] = found.get(row.kind, 0) + row.amount
    return found


def account(made: Reading, key: Key) -> dict[str, Any]:
    """Opening, changes by kind and closing of one account; the kind `day` is what the days posted."""
    opening, closing = total(made.opening, key), total(made.closing, key)
    kinds = by_kind(made.postings, key)
    days = closing - opening - sum(kinds.values())
    changes = {**({"day": days} if days else {}), **{kind: amount for kind, amount in kinds.items() if amount}}
    name = key[0]
    return {
        "account": name,
        "year": key[1] or None,
        "unit": "day" if name in ledger.DAY_ACCOUNTS else "min",
        "opening": in_unit(opening, name),
        "closing": in_unit(closing, name),
        "changes": {kind: in_unit(amount, name) for kind, amount in changes.items()},
    }


def kiky(made: Reading, year: int, planned: dict[int, int], longer: dict[int, int]) -> dict[str, Any]:
    """What was owed before and opened in the interval, how much was settled in which way, what is left. Minutes."""
    opening, closing = total(made.opening, ("kiky", year)), total(made.closing, ("kiky", year))
    kinds = by_kind(made.postings, ("kiky", year))
    opened = sum(amount for kind, amount in kinds.items() if obliges(kind))
    settled = {kind: -amount for kind, amount in kinds.items() if amount and not obliges(kind)}
    of_days = opening + opened - closing - sum(settled.values())
    by_contract = min(longer.get(year, 0), of_days)
    settled |= {
        name: minutes
        for name, minutes in (("extension", of_days - by_contract), ("longer_hours", by_contract))
        if minutes
    }
    return {
        "year": year,
        "opening": opening + opened,
        "settled": sum(settled.values()),
        "by_kind": settled,
        "planned": planned.get(year, 0),
        "left": closing,
    }


def sums(rows: Iterable[Cells], columns: Sequence[Column]) -> dict[str, int]:
    """The columns that add up, added up."""
    found: dict[str, int] = {}
    adding = {column.key for column in columns if column.adds_up}
    for row in rows:
        for key, value in row.items():
            if key in adding or (key.partition(".")[0] in adding & BY_KIND):
                found[key] = found.get(key, 0) + int(value)
    return found


def weeks(rows: Sequence[Cells], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The sums of each week, Monday to Sunday, as far as the interval holds it."""
    grouped = groupby(rows, key=lambda row: monday_of(row["date"]))
    return [
        {"from": monday, "until": next_date(monday, 6), "sums": sums(list(group), columns)} for monday, group in grouped
    ]


def months(rows: Sequence[Cells], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The sums of each month, as far as the interval holds it."""
    grouped = groupby(rows, key=lambda row: str(row["date"])[:7])
    return [{"month": month, "sums": sums(list(group), columns)} for month, group in grouped]
