"""People who work, are away and earn leave, as their phones and supervisors tell it."""

import json
from collections.abc import Iterable
from datetime import date as Date
from typing import Any

from leima.db.site import today
from leima.db.tx import Tx
from leima.features.importing import openings
from leima.features.ledger import acts
from leima.features.people.store import update_person
from leima.rules.zone import next_date
from tests.company import COUNTS_FROM, Company, add_terms, ms, operation
from tests.ledger.test_acts import write
from tests.sync.test_absences import absence

BATCH = 50
"""Operations of one push."""
LAW = {"agreement": "law", "form": "general", "pay": "monthly", "day_minutes": 450, "week_minutes": 2250}


def dates(first: str, last: str, weekdays: Iterable[int] = range(5)) -> list[str]:
    """The dates between two that fall on the weekdays."""
    held = set(weekdays)
    found, date = [], first
    while date <= last:
        if Date.fromisoformat(date).weekday() in held:
            found.append(date)
        date = next_date(date)
    return found


def work(company: Company, who: str, days: Iterable[str], hours: tuple[str, str] = ("08:00", "15:30")) -> None:
    """Typed entries of theirs, sent in batches."""
    person = company.ids[who]
    ops = []
    for day in days:
        start, end = ms(f"{day}T{hours[0]}"), ms(f"{day}T{hours[1]}")
        end += 86_400_000 if end <= start else 0
        ops.append(operation(person, "entry.create", {"start": start, "end": end}, company.clock.now()))
    for at in range(0, len(ops), BATCH):
        results = company.push(who, *ops[at : at + BATCH])["results"]
        assert {one["status"] for one in results} == {"applied"}, results


def away(company: Company, who: str, kind: str, first: str, last: str, **body: Any) -> str:
    """The id of an absence that the supervisor records."""
    made = absence(company.ids[who], kind, first, last, body=body)
    (result,) = company.push("boss", made)["results"]
    assert result["status"] == "applied", result
    return str(made["entity"]["id"])


def employ(
    company: Company, who: str, first: str, until: str | None = None, *, counts_from: str = "", **contract: Any
) -> None:
    """Gives a person another employment in place of what they have; balances count from its first date, or later."""

    def employed(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("UPDATE terms SET deleted=:yes WHERE org=:org AND person=:p", org=tx.org, p=company.ids[who], yes=True)
        update_person(tx, company.ids[who], counts_from=counts_from or first)
        tx.cache.months.pop(company.ids[who], None)
        add_terms(tx, company.ids[who], first, until, **{**LAW, **contract})
        tx.termed.add(company.ids[who])
        tx.touch(company.ids[who], min(first, COUNTS_FROM), today(tx))

    company.world.db.write_now(employed)


def follow(company: Company, who: str, first: str, **contract: Any) -> None:
    """Another contract that follows the one they have."""

    def followed(tx: Tx) -> None:
        tx.org = company.ids["org"]
        add_terms(tx, company.ids[who], first, None, **{**LAW, **contract})
        tx.termed.add(company.ids[who])
        tx.touch(company.ids[who], first, today(tx))

    company.world.db.write_now(followed)


def agree(company: Company, setting: str, value: Any, agreement: str = "law") -> None:
    """The organisation's own row for a setting of an agreement, in force for long."""
    own = {"key": setting, "form": None, "from": "2019-01-01", "until": None, "value": value, "source": "Oma sopimus"}

    def agreed(tx: Tx) -> None:
        tx.org = company.ids["org"]
        text = tx.value(str, "SELECT rows FROM agreement WHERE org=:org AND id=:id", org=tx.org, id=agreement)
        rows = [row for row in json.loads(text or "[]") if row["key"] != setting]
        said = json.dumps([*rows, own])
        tx.run("UPDATE agreement SET rows=:rows WHERE org=:org AND id=:id", org=tx.org, id=agreement, rows=said)

    company.world.db.write_now(agreed)


def held(company: Company, who: str, on: str | None = None) -> dict[int | None, float]:
    """Days of annual holiday of each earning year on a date."""
    rows = company.get(who, "balances", **({"on": on} if on else {}))["accounts"]
    return {row["year"]: row["amount"] for row in rows if row["account"] == "annual_holiday"}


def lines(company: Company, who: str) -> list[tuple[str, int, str, int]]:
    """The ledger's lines of their annual holiday: date, year, kind, hundredths."""
    sql = (
        "SELECT date, year, kind, amount FROM posting WHERE org=:org AND person=:p AND account='annual_holiday'"
        " ORDER BY date, year, kind, amount"
    )
    return [(row.date, row.year, row.kind, row.amount) for row in company.rows(sql, p=company.ids[who])]


def opened(company: Company, date: str, days: dict[int, int], who: str = "aino") -> None:
    """Openings of earning years, in hundredths of days, as an import brings them."""

    def open_years(tx: Tx) -> None:
        for year, amount in days.items():
            openings.open_account(tx, company.ids[who], "annual_holiday", year, date, amount, "Vanha järjestelmä")

    write(company, open_years)


def undo(company: Company, act: str) -> None:
    """Undoes a deed on the ledger."""
    write(company, lambda tx: acts.undo(tx, act))
