"""Work outside any contract is never lost: it is kept and shown with a finding, and counts nothing until decided."""

from typing import Any

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.importing import counting
from tests.company import FLEX, Company, ms, operation, punch
from tests.months.month_fixtures import approved, close, month_op, tell, waiting, work
from tests.reports.month import report
from tests.reports.test_pay_columns import contracted

FINDING = "Työtä 8:00 ilman työsopimusta. Aika on tallessa eikä laske; lisää sopimus tai korjaa kirjaus."


def ends(company: Company, who: str, until: str, again: str | None = None) -> None:
    """Their contract ends on a date, and begins again on another."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        person = company.ids[who]
        (row,) = agreement_store.contracts_of(tx, person)
        given: dict[str, Any] = {"agreement": row.agreement, "variant": row.variant, "body": {"form": "flexitime"}}
        given["body"] |= {"pay": "monthly"}
        agreement_store.add_contract(tx, person, id=row.id, from_date=row.from_date, until_date=until, **given)
        if again is not None:
            agreement_store.add_contract(tx, person, id="again", from_date=again, until_date=None, **given)
        terms.rebuild(tx, person)

    company.world.db.write_now(work)


def gap(company: Company) -> None:
    """Aino has no contract from the 9th to the 13th of November."""
    contracted(company, "aino", FLEX)
    company.turn("2026-11-20T07:00")
    ends(company, "aino", "2026-11-08", "2026-11-14")


def day(company: Company, date: str) -> dict[str, Any]:
    rows = company.get("aino", "days", **{"from": date, "to": date})["days"]
    return dict(rows[0]) if rows else {}


def test_work_in_a_gap_between_contracts_is_kept_and_shown_and_counts_nothing(company: Company) -> None:
    gap(company)
    flex = company.account("aino", "flex")["settled"]
    work(company, "aino", "2026-11-10")
    assert company.account("aino", "flex")["settled"] == flex
    shown = day(company, "2026-11-10")["result"]
    assert (shown["status"], shown["presence"], shown["worked"], shown["flex"], shown["target"]) == (
        "done",
        480,
        0,
        0,
        0,
    )
    assert shown["findings"] == [{"kind": "no_contract", "params": {"minutes": 480}}]
    row = next(one for one in report(company, "aino")["people"][0]["rows"] if one["date"] == "2026-11-10")
    assert row["findings"] == FINDING
    assert row.get("worked", 0) == 0
    asked = next(one for one in company.get("boss", "team")["teams"][0]["members"] if one["name"] == "Aino")
    assert [(one["kind"], one["date"]) for one in asked["attention"]] == [("no_contract", "2026-11-10")]


def test_once_there_is_a_contract_the_same_work_counts(company: Company) -> None:
    gap(company)
    work(company, "aino", "2026-11-10")

    def fill(tx: Tx) -> None:
        tx.org = company.ids["org"]
        given = {"agreement": FLEX["agreement"], "variant": FLEX["variant"]}
        body = {"form": "flexitime", "pay": "monthly"}
        first, last = "2026-11-09", "2026-11-13"
        agreement_store.add_contract(
            tx, company.ids["aino"], id="gap", from_date=first, until_date=last, body=body, **given
        )
        terms.rebuild(tx, company.ids["aino"])

    company.world.db.write_now(fill)
    shown = day(company, "2026-11-10")["result"]
    assert (shown["worked"], shown["findings"]) == (450, [])


def test_an_entry_typed_in_before_the_first_contract_and_after_the_last_day_is_shown_too(company: Company) -> None:
    contracted(company, "aino", FLEX)
    company.turn("2026-11-20T07:00")
    ends(company, "aino", "2026-11-18")
    for date in ("2024-12-30", "2026-11-19"):
        body = {"start": ms(f"{date}T08:00"), "end": ms(f"{date}T16:00")}
        told = tell(company, "aino", operation(company.ids["aino"], "entry.create", body, 1))[0]
        assert told["status"] == "applied"
        shown = day(company, date)["result"]
        assert [one["kind"] for one in shown["findings"]] == ["no_contract"]


def test_a_month_with_work_outside_the_contract_is_told_as_undecided(company: Company) -> None:
    gap(company)
    work(company, "aino", "2026-11-10")
    company.turn("2026-12-02T09:00")
    assert tell(company, "aino", month_op(company, "aino", "send"))[0]["flags"] == ["month_unfinished"]
    told = waiting(company, "boss")["months"][0]["summary"]
    assert told["unfinished"]["undecided"] == 480
    assert "no_contract" in [one["kind"] for one in told["findings"]]


def test_work_outside_a_contract_in_a_closed_month_counts_in_the_open_one_once_decided(company: Company) -> None:
    gap(company)
    work(company, "aino", "2026-11-10")
    company.turn("2026-12-02T09:00")
    approved(company)
    close(company, people=[company.ids["aino"]])
    late = punch(company.ids["aino"], "in", "2026-11-11T08:00")
    assert tell(company, "aino", late)[0]["flags"] == ["period_locked", "correction_requested"]


def test_counts_from_moved_forth_and_back_gives_the_same_numbers_again(company: Company) -> None:
    contracted(company, "aino", FLEX)
    company.at("2026-11-20T17:00")
    work(company, "aino", "2026-11-05", "2026-11-10", "2026-11-12")
    away = {"from_date": "2026-11-06", "until_date": "2026-11-06", "kind": "annual_holiday"}
    tell(company, "aino", operation(company.ids["aino"], "absence.record", away, 1))
    company.turn("2026-11-21T08:00")

    def numbers() -> tuple[Any, ...]:
        sums = "SELECT account, year, month, amount FROM account_month WHERE org=:org AND person=:p AND amount <> 0"
        days = "SELECT date, flex, kiky, posted, body FROM day_result WHERE org=:org AND person=:p AND status <> 'none'"
        told = report(company, "aino")["people"][0]
        rows = (sorted(tuple(row) for row in company.rows(sql, p=company.ids["aino"])) for sql in (sums, days))
        return (*rows, told["sums"], company.get("aino", "balances")["accounts"])

    def count_from(date: str) -> None:
        def change(tx: Tx) -> None:
            tx.org = company.ids["org"]
            counting.count_from(tx, company.ids["aino"], date)

        company.world.db.write_now(change)

    before = numbers()
    for date in ("2026-11-11", "2026-10-15", "2027-01-01", "2026-11-01"):
        count_from(date)
    assert numbers() == before
