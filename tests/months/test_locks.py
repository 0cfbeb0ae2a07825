"""A closed month is frozen: no day of it is worked out again, and what moves nothing costs nothing."""

import pytest

from leima.db.operations import Rejected
from leima.db.tx import Tx
from leima.features.days.recompute import recompute_days
from leima.features.months import store as months
from tests.company import Company, punch
from tests.statements import statements_of_requests

FROZEN = (
    "SELECT date, status, flex, kiky, posted, body, version FROM day_result WHERE org=:org AND person=:person",
    "SELECT account, year, month, amount FROM account_month WHERE org=:org AND person=:person",
)


def close(company: Company, who: str, month: str) -> None:
    """Closes a month as it stands."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run(
            "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
            " VALUES (:org, :person, :month, :id, 'closed', '', '{}', 1)",
            org=tx.org,
            person=company.ids[who],
            month=month,
            id=months.month_id(company.ids[who], month),
        )

    company.world.db.write_now(work)


def frozen(company: Company, who: str, month: str) -> list[list[tuple[object, ...]]]:
    found = [sorted(tuple(row) for row in company.rows(sql, person=company.ids[who])) for sql in FROZEN]
    return [[row for row in rows if any(str(cell).startswith(month) for cell in row)] for rows in found]


def test_no_day_of_a_closed_month_is_worked_out_again(company: Company) -> None:
    company.turn("2026-12-02T00:01")
    before = frozen(company, "aino", "2026-11")
    close(company, "aino", "2026-11")

    def touch_everything(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.run("DELETE FROM terms WHERE org=:org AND person=:person", org=tx.org, person=company.ids["aino"])
        tx.touch(company.ids["aino"], "2026-10-20", "2026-11-30")
        recompute_days(tx)

    company.world.db.write_now(touch_everything)
    assert before[0]
    assert before[1]
    assert frozen(company, "aino", "2026-11") == before


def test_an_operation_that_cannot_wait_is_refused_in_a_closed_month_and_before_it(company: Company) -> None:
    close(company, "aino", "2026-11")

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for date in ("2026-11-01", "2026-11-30", "2026-09-15"):
            with pytest.raises(Rejected, match="period_locked"):
                months.refuse_if_locked(tx, company.ids["aino"], date)
        months.refuse_if_locked(tx, company.ids["aino"], "2026-12-01")
        months.refuse_if_locked(tx, company.ids["eino"], "2026-11-30")

    company.world.db.write_now(work)


def test_the_lock_costs_a_push_no_statement_of_its_own(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    said = statements_of_requests(monkeypatch)
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T08:00"))
    asked = [sql for sql in said if "month_state" in sql]
    print(f"statements of a push of one punch: {len(said)}, of months: {len(asked)}")
    assert len(asked) == 1
    assert not [sql for sql in said if sql.startswith("SELECT counts_from FROM person")]
