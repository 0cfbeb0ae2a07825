"""A change that is dated back earns the ended months too: by difference, closed months in the open one, and taken back
with the change."""

from typing import Any

from leima.db.tx import Tx
from leima.features.importing.counting import count_from
from leima.rules.zone import next_date
from tests.company import FLEX, Company, new_id
from tests.kiky.office import write_contract
from tests.kiky.test_earning import RULE, freeze, turn_month, worked
from tests.kiky.test_openings import in_office
from tests.kiky.test_year_by_agreement import LESS, MONTHS, accruals, ask, last_of, move, row
from tests.people.test_import_writing import take_into

KEY = "oma-reduction-leave"
JUNE = "2026-06-10T08:00"
ENDED = [f"{month}-{last_of(month)}" for month in MONTHS[:5]]
OFTEN = {"year_minutes": 4185, "holiday_day": 60}


def in_june(company: Company, rule: dict[str, Any] = LESS) -> str:
    """On 10 June Helmi is moved from 1 January on to an agreement that gives reduction leave; the change's id."""
    turn_month(company, "2026-06-08", JUNE)
    move(company, "reduction_leave", "company-office", "helmi", rows=[row("reduction_leave", rule)])
    (made,) = company.rows("SELECT id FROM contract_change WHERE org=:org")
    return str(made.id)


def earned(company: Company, who: str = "helmi", account: str = "reduction_leave") -> list[tuple[str, int]]:
    return accruals(company, who, account)


def held(company: Company, who: str = "helmi", account: str = "reduction_leave") -> int:
    """What stands, as the explanation adds it up."""
    told = company.get(who, "explain", account=account, **{"from": "2026-01-01"})
    assert sum(line["amount"] for line in told["rows"]) == told["total"]
    return int(told["total"])


def test_an_agreement_changed_back_to_january_posts_each_ended_month_at_once(company: Company) -> None:
    in_june(company)
    assert [date for date, _ in earned(company)] == ENDED
    assert held(company) == sum(amount for _, amount in earned(company)) == round(4185 * 5 / 12)
    turn_month(company, "2026-06-29", "2026-07-01T00:10")
    assert [date for date, _ in earned(company)] == [*ENDED, "2026-06-30"]
    assert held(company) == 2093


def test_the_explanation_names_the_month_and_the_agreement_that_gives_it(company: Company) -> None:
    in_june(company)
    told = company.get("helmi", "explain", account="reduction_leave", **{"from": "2026-01-01"})
    line = next(one for one in told["rows"] if one["date"] == "2026-03-31")
    assert line["kind"] == "accrual_month"
    assert line["title"] == "Karttunut kuussa 3/2026: Oma: reduction_leave"
    assert line["params"]["rule"] == "reduction_leave"


def test_a_change_taken_back_takes_back_what_it_earned(company: Company) -> None:
    change = in_june(company)
    ask(company, "POST", f"contracts/changes/{change}/undo", {})
    assert held(company) == 0
    assert sum(amount for _, amount in earned(company)) == 0
    turn_month(company, "2026-06-29", "2026-07-01T00:10")
    assert held(company) == 0


def test_a_trial_run_posts_nothing(company: Company) -> None:
    in_june(company)
    wanted = {"from": "2026-01-01", "people": [company.ids["ilona"]], "change": {"agreement": KEY}}
    ask(company, "POST", "contracts/preview", wanted)
    assert earned(company, "ilona") == []


def test_what_closed_months_earn_goes_to_the_open_one_once_and_says_which_month_it_corrects(company: Company) -> None:
    turn_month(company, "2026-06-08", JUNE)
    freeze(company, "2026-02")
    move(company, "reduction_leave", "company-office", "helmi", rows=[row("reduction_leave", LESS)])
    assert earned(company)[-2:] == [("2026-06-10", 349), ("2026-06-10", 349)]
    assert [date for date, _ in earned(company)][:3] == ENDED[2:]
    assert held(company) == round(4185 * 5 / 12)
    asked = {"person": company.ids["helmi"], "month": "2026-01"}
    corrected = company.get("palkka", "months/frozen", **asked)["corrections"]
    (line,) = [one for one in corrected if one["account"] == "reduction_leave"]
    assert (line["date"], line["amount"], line["posted"]) == ("2026-01-31", 349, "2026-06-10")
    change = company.rows("SELECT id FROM contract_change WHERE org=:org")[0].id
    ask(company, "POST", f"contracts/changes/{change}/undo", {})
    assert held(company) == 0


def rules(company: Company, rule: dict[str, Any]) -> int:
    """The agreement's own row is changed; the version that it makes."""
    shown = company.get("palkka", f"agreements/{KEY}")
    kept = [
        {name: one[name] for name in ("key", "form", "from", "until", "value", "source")}
        for one in shown["rows"]
        if one["of"] == KEY and one["key"] != "reduction_leave"
    ]
    head = shown["agreement"]
    form = {"version": head["version"], "name": head["name"], "until": head["until"], "source": head["source"]}
    ask(company, "PUT", f"agreements/{KEY}", {**form, "rows": [*kept, row("reduction_leave", rule)]})
    return int(head["version"]) + 1


def test_a_rule_changed_back_posts_the_difference_of_each_month_and_undone_takes_it_back(company: Company) -> None:
    in_june(company)
    version = rules(company, {"year_minutes": 2400})
    assert held(company) == 1000
    assert sorted({date for date, _ in earned(company)}) == ENDED
    ask(company, "POST", f"agreements/{KEY}/changes/{version}/undo", {})
    assert held(company) == round(4185 * 5 / 12)


def test_counts_from_moved_forth_and_back_earns_what_it_did(company: Company) -> None:
    in_june(company, OFTEN)
    stood = held(company)
    in_office(company, lambda tx: count_from(tx, company.ids["helmi"], "2026-03-16"))
    assert held(company) == round(348 * 16 / 31) + 349 + 349 + 4 * 60, "16 days of March, and four holidays since"
    in_office(company, lambda tx: count_from(tx, company.ids["helmi"], "2026-01-01"))
    assert held(company) == stood


def test_counts_from_moved_to_another_year_moves_the_openings_of_kiky_with_it(company: Company) -> None:
    in_office(company, lambda tx: write_contract(tx, company.ids, "helmi", FLEX, "2025-01-01"))

    def openings() -> dict[int, int]:
        rows = company.rows(
            "SELECT year, SUM(amount) AS amount FROM posting WHERE org=:org AND person=:p AND account='kiky'"
            " GROUP BY year",
            p=company.ids["helmi"],
        )
        return {int(one.year): int(one.amount) for one in rows if one.amount}

    assert openings() == {2026: 1440}
    for first, expected in (("2025-01-01", {2025: 1440, 2026: 1440}), ("2026-01-01", {2026: 1440})):
        in_office(company, lambda tx, first=first: count_from(tx, company.ids["helmi"], first))
        assert {year: minutes for year, minutes in openings().items() if year >= 2025} == expected


def test_an_import_of_a_first_contract_long_ago_earns_its_ended_months(company: Company) -> None:
    in_june(company)
    file: dict[str, Any] = {
        "format": 1,
        "people": [{"key": "uusi", "name": "Uusi", "email": "uusi@office.test", "counts_from": "2026-02-01"}],
    }
    contract = {"from": "2026-02-01", "agreement": KEY, "form": "office", "pay": "monthly", "share": 1.0}
    file["people"][0]["contracts"] = [contract]
    report = in_office_answer(company, lambda tx: take_into(tx, file))
    assert not report.problems, report.problems
    (row_,) = company.rows("SELECT id FROM person WHERE org=:org AND name='Uusi'")
    company.ids["uusi"] = row_.id
    assert [date for date, _ in earned(company, "uusi")] == ENDED[1:]


def in_office_answer(company: Company, work: Any) -> Any:
    return company.world.db.write_now(lambda tx: (setattr(tx, "org", company.ids["org"]), work(tx))[1])


def test_annual_leave_days_of_ended_months_come_with_a_change_dated_back_and_go_with_it(company: Company) -> None:
    for date in ("2026-03-03", "2026-04-07", "2026-06-08"):
        worked(company, date)
    turn_month(company, "2026-06-08", JUNE)
    move(company, "annual_leave_day", "company-office", "helmi", rows=[row("annual_leave", RULE)])
    assert held(company, account="annual_leave_day") == 2 * 450, "what June has earned comes when it ends"
    (made,) = company.rows("SELECT id FROM contract_change WHERE org=:org")
    ask(company, "POST", f"contracts/changes/{made.id}/undo", {})
    assert held(company, account="annual_leave_day") == 0


def test_a_change_for_what_is_to_come_leaves_what_has_been_earned(company: Company) -> None:
    in_june(company)
    before = held(company)
    wanted = {"id": new_id(), "from": "2026-06-20", "people": [company.ids["helmi"]]}
    ask(company, "POST", "contracts", {**wanted, "change": {"agreement": "company-office"}})
    assert held(company) == before
    turn_month(company, "2026-06-29", "2026-07-01T00:10")
    assert held(company) == before + round(349 * 19 / 30), "the agreement that gives it held for 19 days of June"


def test_who_leaves_and_comes_back_in_another_month_earns_the_days_employed(company: Company) -> None:
    in_june(company)
    contract = {**FLEX, "agreement": KEY, "variant": None}

    def two(tx: Tx) -> None:
        sql = "SELECT id FROM contract WHERE org=:org AND person=:p"
        (stood,) = tx.values(str, sql, org=tx.org, p=company.ids["helmi"])
        write_contract(tx, company.ids, "helmi", contract, "2026-01-01", "2026-06-15", stood)
        write_contract(tx, company.ids, "helmi", contract, "2026-08-01", None, new_id())

    in_office(company, two)
    before = held(company)
    turn_month(company, "2026-06-14", f"{next_date('2026-06-30')}T00:10")
    assert held(company) - before == 175, "half of June's 349"
