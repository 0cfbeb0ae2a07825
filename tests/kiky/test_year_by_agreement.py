"""Kiky carried out by the agreement itself (ii-vi of the usual ways): an admin copies the agreement, names and dates
it, changes one setting and moves people to it; each then works through 2026, and no obligation ever stands."""

import csv
import io
from datetime import date as Date
from datetime import datetime, timedelta
from typing import Any

from leima.features.agreements.terms import rates_on
from tests.company import Company, ms, new_id, operation
from tests.kiky.test_year import to_the_end, year
from tests.reports.month import file
from tests.reports.test_files import minutes as minutes_of
from tests.reports.test_files import opened, rows_of
from tests.sync.test_absences import absence

EPIPHANY = "2026-01-06"
MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]
MIDWEEK_HOLIDAYS = 9
"""Named days from Monday to Friday in 2026."""


def ask(company: Company, method: str, path: str, body: dict[str, Any]) -> Any:
    answer = company.client.request(method, f"/api/v1/{path}", json=body, headers=company.headers("palkka"))
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


def row(key: str, value: Any, form: str | None = None) -> dict[str, Any]:
    return {"key": key, "form": form, "from": "2026-01-01", "until": None, "value": value, "source": "kiky-muutokset"}


def move(company: Company, way: str, copy_of: str, *who: str, rows: list[dict[str, Any]]) -> None:
    """The manual's whole path: a copy with a name, a last day and a source; the setting; "Työehtosopimuksen vaihto"."""
    key = f"oma-{way.replace('_', '-')}"
    named = {"name": f"Oma: {way}", "until": "2027-12-31", "source": "liitto.example"}
    made = ask(company, "POST", "agreements", {"id": key, "copy_of": copy_of, "from": "2026-01-01", **named})
    scheme = {"accounted": "none", "year_minutes": 0, "methods": [way], "pay_out": [], "supplements": {}}
    kept = [
        {name: one[name] for name in ("key", "form", "from", "until", "value", "source")}
        for one in made["rows"]
        if one["of"] == key and one["key"] not in {"kiky", *(new["key"] for new in rows)}
    ]
    version = made["agreement"]["version"]
    form = {"version": version, **named, "rows": [*kept, row("kiky", scheme), *rows]}
    ask(company, "PUT", f"agreements/{key}", form)
    people = [company.ids[name] for name in who]
    wanted = {"id": new_id(), "from": "2026-01-01", "people": people, "change": {"agreement": key}}
    done = ask(company, "POST", "contracts", wanted)
    assert [one["person"] for one in done["left"]] == []
    assert len(done["changed"]) == len(who)


def work_the_year(company: Company, who: str, start: str = "08:00", end: str = "15:30") -> None:
    """Every weekday of the year, sent at the end of each month, and the days turned as they end."""
    for month in MONTHS:
        first = Date.fromisoformat(f"{month}-01")
        nextmonth = (first + timedelta(days=32)).replace(day=1)
        company.at(f"{(nextmonth - timedelta(days=1)).isoformat()}T20:00")
        days = [first + timedelta(days=n) for n in range((nextmonth - first).days)]
        company.push(who, *(typed(company, who, day.isoformat(), start, end) for day in days if day.weekday() < 5))
        company.turn(f"{nextmonth.isoformat()}T06:00")


def typed(company: Company, who: str, date: str, start: str, end: str) -> dict[str, Any]:
    body = {"start": ms(f"{date}T{start}"), "end": ms(f"{date}T{end}"), "work_type": None, "cost_centre": None}
    body |= {"remote": False, "kiky": False, "note": ""}
    return operation(company.ids[who], "entry.create", body, company.clock.now())


def day(company: Company, who: str, date: str) -> dict[str, Any]:
    """A day's result as the person sees it."""
    found = company.get(who, "days", **{"from": date, "to": date})["days"]
    result: dict[str, Any] = found[0]["result"]
    return result


def accruals(company: Company, who: str, account: str) -> list[tuple[str, int]]:
    rows = company.rows(
        "SELECT date, amount FROM posting WHERE org=:org AND person=:person AND account=:account AND kind='accrual'"
        " ORDER BY date",
        person=company.ids[who],
        account=account,
    )
    return [(line.date, int(line.amount)) for line in rows]


def nothing_is_owed(company: Company, way: str, *who: str) -> None:
    """No account, nothing opened, settled or left, and everybody is told how kiky is done: on the phone, the year's
    picture and the team's table."""
    team = {line["person"]: line for line in company.get("palkka", "kiky/team", year=2026)["people"]}
    for name in who:
        seen = year(company, name)
        kiky = [line for line in company.get(name, "balances")["accounts"] if line["account"] == "kiky"]
        assert sum(line["amount"] for line in kiky) == 0
        assert (seen["accounted"], seen["left"], seen["settled"], seen["lapsed"]) == ("none", 0, 0, 0)
        assert team[company.ids[name]]["accounted"] == "none"
        print(f"{way} {name}: kiky opened {seen['opening']}, left {seen['left']}")


def test_ii_a_midweek_holiday_of_another_length_carries_it_and_nobody_owes(company: Company) -> None:
    move(company, "holiday_cut", "company-office", "helmi", "ilona", rows=[row("holiday_cut", 360)])
    company.turn("2026-01-08T06:00")
    assert (day(company, "helmi", EPIPHANY)["target"], day(company, "jari", EPIPHANY)["target"]) == (90, 0)
    to_the_end(company)
    nothing_is_owed(company, "ii", "helmi", "ilona")


def test_iii_days_off_are_earned_by_hours_worked_after_six_months(company: Company) -> None:
    rule = {"steps": [], "every": 13_200, "most": 7, "day": 450, "wait_months": 6, "complete": True}
    move(company, "annual_leave_day", "company-office", "helmi", rows=[row("annual_leave", rule)])
    work_the_year(company, "helmi")
    earned = accruals(company, "helmi", "annual_leave_day")
    assert earned[0] == ("2026-06-30", 4 * 450), "the wait of six months ends with June"
    assert sum(minutes for _, minutes in earned) == company.account("helmi", "annual_leave_day")["amount"] == 7 * 450
    assert all(minutes == 450 for _, minutes in earned[1:])
    nothing_is_owed(company, "iii", "helmi")
    print("iii earned", earned)


def test_iv_fewer_days_of_reduction_leave_are_earned_month_by_month(company: Company) -> None:
    move(company, "reduction_leave", "company-office", "helmi", "puoli", rows=[row("reduction_leave", LESS)])
    to_the_end(company)
    for who, minutes in (("helmi", 4185), ("puoli", 2093)):
        earned = accruals(company, who, "reduction_leave")
        assert [on for on, _ in earned] == [f"{month}-{last_of(month)}" for month in MONTHS]
        assert sum(amount for _, amount in earned) == minutes
        assert company.account(who, "reduction_leave")["amount"] == minutes
        print("iv earned", who, earned)
    told = company.get("helmi", "explain", account="reduction_leave", **{"from": "2026-01-01"})
    assert sum(line["amount"] for line in told["rows"]) == told["total"] == 4185
    nothing_is_owed(company, "iv", "helmi", "puoli")


LESS = {"year_minutes": 4185}
"""9.3 days a year where there were 12.5: 24 hours less."""


def last_of(month: str) -> str:
    first = Date.fromisoformat(f"{month}-01")
    return f"{((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).day}"


def test_v_a_day_of_reduction_leave_has_a_length_of_its_own_by_working_time_form(company: Company) -> None:
    rows = [row("reduction_leave", {"holiday_day": 450}), row("reduction_leave", {"holiday_day": 420}, "flexitime")]
    move(company, "reduction_day", "company-office", "helmi", rows=rows)
    company.at("2026-02-02T08:00")
    company.push("boss", absence(company.ids["helmi"], "reduction_leave", "2026-02-03"))
    to_the_end(company)
    earned = accruals(company, "helmi", "reduction_leave")
    assert sum(minutes for _, minutes in earned) == MIDWEEK_HOLIDAYS * 420
    assert company.account("helmi", "reduction_leave")["amount"] == (MIDWEEK_HOLIDAYS - 1) * 420
    assert (day(company, "helmi", "2026-02-03")["target"], day(company, "helmi", "2026-02-03")["flex"]) == (0, 0)
    nothing_is_owed(company, "v", "helmi")
    print("v earned", earned)


def test_vi_a_lower_per_cent_of_midweek_holiday_pay_carries_it_for_the_hourly_paid(company: Company) -> None:
    rule = {"names": ["epiphany", "independence_day"], "length": "contract_day", "percent": 75}
    move(company, "midweek_pay_percent", "general-40", "tunti", rows=[row("midweek_pay", rule)])
    to_the_end(company)
    asked = {"from": "2026-01-01", "to": "2026-01-31", "columns": "all"}
    told = company.get("tunti", "reports/working-time", **asked)
    (part,) = told["people"]
    paid = {line["date"]: line["midweek_pay.75"] for line in part["rows"] if line.get("midweek_pay.75")}
    assert paid == {EPIPHANY: 480}
    assert {"key": "midweek_pay.75", "title": "Arkipyhäkorvaus 75 %"}.items() <= by_key(told)["midweek_pay.75"].items()
    assert part["sums"]["midweek_pay.75"] == 480
    in_files(company, "tunti", asked, "Arkipyhäkorvaus 75 %", 480)
    at = company.world.db.read_now(lambda tx: rates_on(_of(tx, company), company.ids["tunti"], EPIPHANY))
    assert at is not None and at.midweek_pay is not None and at.midweek_pay.percent == 75
    nothing_is_owed(company, "vi", "tunti")


def by_key(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {column["key"]: column for column in told["columns"]}


def in_files(company: Company, who: str, asked: dict[str, Any], title: str, minutes_paid: int) -> None:
    """The column and its one figure stand in the workbook and in the CSV too."""
    book = opened(file(company, who, "working-time", **asked, format="xlsx"))
    days = [one for one in rows_of(book[who.title()]) if isinstance(one["Päivä"], datetime)]
    assert sum(minutes_of(one[title]) for one in days if one[title]) == minutes_paid
    text = file(company, who, "working-time", **asked, format="csv").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert [one[head.index(title)] for one in rows if one[head.index(title)]] == [
        f"{minutes_paid / 60:.2f}".replace(".", ",")
    ]


def _of(tx: Any, company: Company) -> Any:
    tx.org = company.ids["org"]
    return tx
