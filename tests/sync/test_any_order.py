"""Days settle to the same whatever the order they are worked out in, and a new contract changes no earlier day."""

import json
from random import Random
from typing import Any

from leima.db.tables.agreements import Terms
from leima.db.tx import Tx
from leima.features.days.recompute import recompute_days
from tests.company import Company, ms, new_id, operation, punch
from tests.look import look
from tests.sizes import size
from tests.sync.test_absences import absence, hold_agreements
from tests.sync.test_orders import choose, order

FIRST, LAST = 2, 19
_STANDS = (
    "SELECT date, status, flex, kiky, posted, attention, body FROM day_result WHERE org=:org AND person=:p"
    " ORDER BY date",
    "SELECT date, account, year, amount, why FROM day_posting WHERE org=:org AND person=:p ORDER BY date, account",
    "SELECT account, year, month, amount FROM account_month WHERE org=:org AND person=:p AND amount <> 0"
    " ORDER BY account, year, month",
    "SELECT id, start_at, end_at, deleted FROM entry WHERE org=:org AND person=:p ORDER BY id",
)


def date_of(day: int) -> str:
    return f"2026-11-{day:02d}"


def filled(company: Company, seed: int) -> None:
    """Eighteen days of everything: long and short days, nights, orders, choices, absences, kiky."""
    aino, dice = company.ids["aino"], Random(seed)
    own: list[dict[str, Any]] = []
    given: list[dict[str, Any]] = []
    for day in range(FIRST, LAST + 1):
        date, comes = date_of(day), dice.randint(5, 10)
        kind = dice.choice(("work", "work", "work", "long", "away", "half", "kiky", "nothing"))
        if kind in ("work", "long", "half"):
            stays = {"work": 8, "long": 12, "half": 4}[kind]
            own += [punch(aino, "in", f"{date}T{comes:02d}:0{dice.randint(0, 9)}")]
            own += [punch(aino, "out", f"{date}T{comes + stays:02d}:{dice.randint(10, 59)}")]
        if kind == "long":
            given.append(order(aino, "order.place", date=date, minutes=dice.choice((90, 240))))
            own.append(choose(aino, dice.choice(("pay", "leave", "bank")), date))
        if kind in ("away", "half"):
            away = dice.choice(("sick", "flex_leave", "overtime_leave", "unpaid", "annual_holiday", "bank_leave"))
            minutes = 120 if kind == "half" and away != "annual_holiday" else None
            given.append(absence(aino, away, date, body={"minutes": minutes}))
        if kind == "kiky":
            body = {"date": date, "start": None, "end": None, "break_min": 0}
            own.append(operation(aino, "kiky.mark", body, ms("2026-11-20T08:00"), id=new_id()))
    company.at("2026-11-20T08:00").push("aino", *own)
    results = company.push("boss", *given)["results"]
    assert all(one["status"] == "applied" for one in results), results


def stands(tx: Tx, person: str) -> str:
    return json.dumps([look(tx, sql, org=tx.org, p=person) for sql in _STANDS])


def emptied(tx: Tx, person: str) -> None:
    """Takes away everything that was worked out, and leaves the facts and the ledger."""
    for table in ("day_result", "day_posting", "account_month"):
        tx.run(f"DELETE FROM {table} WHERE org=:org AND person=:p", org=tx.org, p=person)
    tx.run(
        "INSERT INTO account_month (org, person, account, year, month, amount) SELECT org, person, account, year,"
        " substr(date, 1, 7), SUM(amount) FROM posting WHERE org=:org AND person=:p"
        " GROUP BY org, person, account, year, substr(date, 1, 7)",
        org=tx.org,
        p=person,
    )


def test_days_settled_one_by_one_in_any_order_stand_as_they_do_together(company: Company) -> None:
    hold_agreements(company)
    wanted, aino = size("stored_orders"), company.ids["aino"]
    filled(company, 3)
    dice = Random(5)

    def shuffled(tx: Tx) -> tuple[str, str]:
        tx.org = company.ids["org"]
        before = stands(tx, aino)
        emptied(tx, aino)
        dates = [date_of(day) for day in range(1, LAST + 1)]
        dice.shuffle(dates)
        for date in dates:
            tx.touch(aino, date, date)
            recompute_days(tx)
        return before, stands(tx, aino)

    done = 0
    for _ in range(wanted.wanted):
        before, after = company.world.db.write_now(shuffled)
        assert after == before
        done += 1
    wanted.reached(done)


def test_a_new_contract_from_a_date_leaves_the_rows_of_earlier_days_as_they_were(company: Company) -> None:
    hold_agreements(company)
    filled(company, 8)
    aino, changed_from = company.ids["aino"], date_of(11)
    versions = "SELECT date, version, body FROM day_result WHERE org=:org AND person=:p AND date < :d ORDER BY date"
    before = company.rows(versions, p=aino, d=changed_from)

    def shorter(tx: Tx) -> None:
        tx.org = company.ids["org"]
        sql = "SELECT * FROM terms WHERE org=:org AND person=:p AND until_date IS NULL"
        row = tx.one(Terms, sql, org=tx.org, p=aino)
        assert row is not None
        body = json.loads(row.body) | {"from": changed_from, "weekdays": [360] * 5 + [0, 0], "contract_day": 360}
        tx.run(
            "UPDATE terms SET until_date=:d, version=2 WHERE org=:org AND id=:id", d=date_of(10), org=tx.org, id=row.id
        )
        tx.run(
            "INSERT INTO terms (org, id, person, from_date, until_date, body, version, deleted)"
            " VALUES (:org, :id, :person, :first, NULL, :body, 1, :no)",
            org=tx.org,
            id=new_id(),
            person=aino,
            first=changed_from,
            body=json.dumps(body),
            no=False,
        )
        tx.touch(aino, "2026-11-01", date_of(LAST))
        recompute_days(tx)

    company.world.db.write_now(shorter)
    assert company.rows(versions, p=aino, d=changed_from) == before and len(before) >= 5
