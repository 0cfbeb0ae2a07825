"""Annual holidays are earned at each month's end, from the days as they stand."""

import pytest

from tests.company import Company, ms, operation
from tests.leave.working import away, dates, employ, held, lines, opened, undo, work
from tests.ledger.test_acts import close
from tests.ledger.test_order import line
from tests.months.month_fixtures import decide, waiting
from tests.sync.test_absences import hold_agreements
from tests.sync.test_days import recomputed


@pytest.fixture
def employed(company: Company) -> Company:
    """Aino's balances count from November 2026; her employment is older than a year."""
    hold_agreements(company)
    return company


def test_a_month_with_fourteen_days_at_work_earns_when_it_has_ended(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-19"))
    assert held(employed, "aino") == {}
    employed.turn("2026-12-01T08:00")
    assert held(employed, "aino") == {2027: 2.5}
    assert held(employed, "aino", "2026-11-29") == {}
    assert lines(employed, "aino") == [("2026-11-30", 2027, "accrual", 250)]
    recomputed(employed)


def test_a_late_day_earns_the_ended_month_and_taking_it_away_takes_it_back(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-18"))
    employed.turn("2026-12-01T08:00")
    assert held(employed, "aino") == {}
    id = away(employed, "aino", "sick", "2026-11-23", "2026-11-23")
    assert held(employed, "aino") == {2027: 2.5}
    assert id


def told(company: Company, on: str) -> list[tuple[str, float, list[str]]]:
    """Each row of the explanation of Aino's holidays: kind, days, and the rules of its lines; newest first."""
    found = company.get("aino", "explain", account="annual_holiday", on=on)
    assert sum(row["amount"] for row in found["rows"]) == found["total"]
    return [(row["kind"], row["amount"], [line["rule"] for line in row["lines"]]) for row in found["rows"]]


def test_each_month_says_what_it_earns_and_why(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-18"))
    away(employed, "aino", "sick", "2026-11-19", "2026-11-20")
    employed.turn("2027-01-08T08:00")
    assert told(employed, "2027-01-07") == [
        ("leave_month", 0, ["leave_month_not_ended"]),
        ("leave_month", 0, ["leave_month_short_days"]),
        ("accrual_month", 2.5, ["leave_month_full_days", "leave_as_work_sick", "leave_rate_later_likely"]),
        ("leave_month", 0, ["leave_month_before"]),
    ]
    found = employed.get("aino", "explain", account="annual_holiday", on="2027-01-07")["rows"][2]
    assert (found["title"], len(found["params"]["dates_at_work"])) == (
        "Karttunut kuussa 11/2026: Esimerkkiyritys, toimisto",
        13,
    )
    assert (found["params"]["days_at_work"], found["params"]["as_work"]) == (13, 2)
    full, sick, rate = found["lines"]
    assert full["because"] == "työssäolopäiviä tai niiden veroisia 15, vaaditaan 14"
    assert "162/2005" in full["source"]
    assert (sick["title"], sick["because"]) == ("Työssäolon veroista: sairaus", "päiviä 2")
    assert rate["title"] == "2,5 päivää kuukaudelta"
    assert rate["because"] == "työsuhde on 31.3.2027 kestänyt vähintään vuoden, jos se jatkuu, varmistuu silloin"


JOINED = [
    ("joined on the 1st of July: 23 days at work", "2026-07-01", "2026-07-31", 2),
    ("joined on the 14th: 14 days at work are enough", "2026-07-14", "2026-07-31", 2),
    ("joined on the 15th: 13 days at work are not", "2026-07-15", "2026-07-31", 0),
    ("joined on the 17th: 11 days at work", "2026-07-17", "2026-07-31", 0),
    ("joined on the 31st: one day at work", "2026-07-31", "2026-07-31", 0),
]


@pytest.mark.parametrize(("says", "first", "last", "days"), JOINED, ids=[row[0] for row in JOINED])
def test_the_month_of_joining_earns_by_its_days_at_work(
    employed: Company, says: str, first: str, last: str, days: float
) -> None:
    employ(employed, "aino", first)
    work(employed, "aino", dates(first, last))
    assert held(employed, "aino").get(2027, 0) == days, says
    assert held(employed, "aino", "2026-07-30") == {}
    recomputed(employed)


def test_by_hours_a_month_earns_from_thirty_five_of_them_and_a_night_shift_is_two_days(employed: Company) -> None:
    thursdays = (0, 0, 0, 540, 0, 0, 0)
    employ(employed, "aino", "2026-10-01", weekdays=thursdays)
    work(employed, "aino", ["2026-10-01", "2026-10-08", "2026-10-15"], ("08:00", "17:00"))
    assert held(employed, "aino") == {}
    work(employed, "aino", ["2026-10-22"], ("18:00", "02:00"))
    assert held(employed, "aino") == {2027: 2}
    rows = employed.get("aino", "explain", account="annual_holiday", on="2026-11-01")["rows"]
    october = next(row for row in rows if row["params"]["month"] == "2026-10")
    assert october["lines"][0]["because"] == "työtunteja tai niiden veroisia 35:00, vaaditaan 35:00"
    assert october["params"]["dates_at_work"][-2:] == ["2026-10-22", "2026-10-23"]


def test_what_is_told_otherwise_is_not_earned_twice(employed: Company) -> None:
    employ(employed, "aino", "2026-08-01")
    work(employed, "aino", dates("2026-08-03", "2026-10-30"))
    assert held(employed, "aino") == {2027: 6}
    opened(employed, "2026-09-30", {2027: 450})
    assert held(employed, "aino") == {2027: 6.5}, "4.5 until September, October after it"
    made = line(employed, "annual_holiday", 2.5, "2026-10-30", year=2027, kind="accrual")
    assert held(employed, "aino") == {2027: 7}, "October by hand"
    undo(employed, made)
    assert held(employed, "aino") == {2027: 6.5}


def test_the_year_rounds_up_at_its_end_and_fills_up_what_sickness_has_lost(employed: Company) -> None:
    employ(employed, "aino", "2026-04-01")
    employed.at("2027-04-05T08:00")
    work(employed, "aino", dates("2026-04-01", "2026-08-31"))
    assert held(employed, "aino", "2027-03-30") == {2027: 12.5}
    assert held(employed, "aino") == {2027: 13}
    away(employed, "aino", "sick", "2026-09-01", "2027-02-28")
    assert held(employed, "aino") == {2027: 24}
    assert lines(employed, "aino")[-3:] == [
        ("2027-03-31", 2027, "accrual", -50),
        ("2027-03-31", 2027, "accrual", 50),
        ("2027-03-31", 2027, "accrual", 400),
    ]
    recomputed(employed)


def test_what_a_closed_month_lacks_is_posted_in_the_open_one_and_says_what_it_corrects(employed: Company) -> None:
    employed.at("2026-11-30T16:00")
    work(employed, "aino", dates("2026-11-02", "2026-11-18"))
    employed.turn("2026-12-02T08:00")
    close(employed, "aino", "2026-11")
    late = operation(
        employed.ids["aino"], "entry.create", {"start": ms("2026-11-19T08:00"), "end": ms("2026-11-19T15:30")}, 1
    )
    employed.push("aino", late)
    assert held(employed, "aino") == {}, "nobody has said that the late day counts"
    decide(employed, "boss", waiting(employed, "boss")["changes"][0], "approve")
    assert held(employed, "aino", "2026-11-30") == {}, "the closed month stands"
    assert held(employed, "aino") == {2027: 2.5}
    (line_,) = employed.rows("SELECT date, corrects FROM posting WHERE org=:org AND account='annual_holiday'")
    assert (line_.date, line_.corrects) == ("2026-12-02", f"{employed.ids['aino']}:2026-11-30")
    (row,) = [row for row in told(employed, "2026-12-02") if row[1]]
    assert row[0] == "accrual_month"


def test_a_table_of_lengths_that_nobody_knows_earns_nothing_and_says_so(employed: Company) -> None:
    employ(employed, "aino", "2026-10-01", agreement="kvtes", form="general", day_minutes=459, week_minutes=2295)
    work(employed, "aino", dates("2026-10-01", "2026-10-30"))
    assert held(employed, "aino") == {}
    assert told(employed, "2026-11-15") == [("leave_month", 0, ["leave_length_unknown"])]
    (row,) = employed.get("aino", "explain", account="annual_holiday", on="2026-11-15")["rows"]
    assert "KVTES" in row["lines"][0]["because"]
    assert "CHECK" in row["lines"][0]["source"]


def test_who_leaves_in_the_middle_of_a_month_has_it_on_the_last_day(employed: Company) -> None:
    employ(employed, "aino", "2026-09-01", "2026-10-23")
    work(employed, "aino", dates("2026-09-01", "2026-10-23"))
    assert held(employed, "aino") == {2027: 4}
    assert held(employed, "aino", "2026-10-22") == {2027: 2}
    lines_ = employed.get("payroll", f"people/{employed.ids['aino']}/statement", on="2026-10-23")["lines"]
    (holiday,) = [one for one in lines_ if one["account"] == "annual_holiday"]
    assert (holiday["year"], holiday["amount"], holiday["proposal"]) == (2027, 4, "pay")
