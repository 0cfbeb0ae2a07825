"""What stands under the rows: every account from opening to closing, kiky with how it was settled, and sums."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from leima.db.tx import Row
from leima.features.balances import store as ledger
from leima.features.balances.kinds import in_unit
from leima.features.days.balances import KIKY_GIVEN, Key, Standing, account_rows
from leima.features.days.settle import dates_between
from leima.features.reports import bulk, store
from leima.features.reports.away import listed
from leima.features.reports.cells import Cells
from leima.features.reports.columns import BY_KIND, Column
from leima.features.reports.reading import Reading
from leima.rules.pay.rest import monday_of
from leima.rules.zone import next_date


def obliges(kind: str) -> bool:
    """Whether a kind of posting on a kiky account is part of what the year holds; the others settle it."""
    return kind in KIKY_GIVEN


def summary(made: Reading) -> dict[str, Any]:
    """Accounts, kiky by year, absences, days that wait for a word, and how far the months have come."""
    shown = account_rows(made.tx, made.person.id, made.closing)
    keys = [(row["account"], int(row["year"] or 0)) for row in shown]
    more = {key for key in made.opening.settled if total(made.opening, key)}
    more |= {(row.account, int(row.year)) for row in made.postings}
    keys += sorted(more - set(keys))
    planned = {int(row["year"]): int(row.get("planned", 0)) for row in shown if row["account"] == "kiky"}
    longer = made.longer()
    return {
        "accounts": [account(made, key) for key in keys if key[0] != "kiky"],
        "kiky": [kiky(made, key[1], planned, longer) for key in keys if key[0] == "kiky"],
        "absences": absences(made),
        "pending_days": bulk.pending(made.tx, [made.person], made.over).get(made.person.id, 0),
        "months": [{"month": month, "status": made.months.get(month, "open")} for month in made.over.months],
    }


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


def by_kind(postings: Iterable[Row], key: Key) -> dict[str, int]:
    """The ledger's lines of an account added up by kind."""
    found: dict[str, int] = {}
    for row in postings:
        if (row.account, int(row.year)) == key:
            found[row.kind] = found.get(row.kind, 0) + int(row.amount)
    return found


def account(made: Reading, key: Key) -> dict[str, Any]:
    """Opening, changes by kind and closing of one account; the kind `day` is what the days posted."""
    opening, closing = total(made.opening, key), total(made.closing, key)
    kinds = by_kind(made.postings, key)
    days = closing - opening - sum(kinds.values())
    changes = {**({"day": days} if days else {}), **{kind: amount for kind, amount in kinds.items() if amount}}
    name = key[0]
    return {
        **{"account": name, "year": key[1] or None, "unit": "day" if name in ledger.DAY_ACCOUNTS else "min"},
        **{"opening": in_unit(opening, name), "closing": in_unit(closing, name)},
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
        **{"year": year, "opening": opening + opened, "settled": sum(settled.values()), "by_kind": settled},
        **{"planned": planned.get(year, 0), "left": closing},
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
