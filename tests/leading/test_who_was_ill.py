"""Sickness is told to a supervisor, who sees who is away, only where the sum tells of nobody that they were ill."""

from functools import partial

from leima.db.tx import Tx
from tests.company import Company
from tests.leading.months import away, ended, grant, hire, leading

ILL = ("kalle", "kerttu", "kaisa", "kauko", "kirsi", "konsta")
OTHERS = ("sanna", "sari", "seppo", "simo", "sulo")
DAY = 450


def begun(company: Company) -> None:
    """November with six ill on one day each, of a team of fifteen; eino pays."""
    hire(company, "team", *ILL, *OTHERS)
    grant(company, "eino", "payroll")
    for who in ILL:
        away(company, who, "sick", "2026-11-16", "2026-11-16")


def trained(company: Company, minutes: int | None = None, *people: str) -> list[str]:
    """Others are away for two days for a reason that they put in themselves."""
    return [away(company, who, "training", "2026-11-16", "2026-11-17", minutes) for who in people or OTHERS]


def closed(company: Company, but: str = "") -> None:
    """November is over, and closed for everybody but one."""
    ended(company, "2026-12-01T06:00")

    def work(tx: Tx) -> None:
        for id in [one for who, one in company.ids.items() if who not in ("org", "team", but)]:
            sql = (
                "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
                " VALUES (:org, :person, '2026-11', :id, 'closed', '', '{}', 1)"
            )
            tx.run(sql, org=company.ids["org"], person=id, id=f"{id}:2026-11")

    company.world.db.write_now(work)


def november(company: Company, who: str) -> dict[str, object]:
    (row,) = leading(company, who, "absences", team=company.ids["team"])["rows"]
    return dict(row)


def test_where_all_who_were_away_were_ill_a_supervisor_is_not_told_so(company: Company) -> None:
    begun(company)
    closed(company)
    assert november(company, "boss")["away"] == len(ILL) * DAY
    assert (november(company, "boss")["sick"], november(company, "boss")["sick_rate"]) == (None, None)
    assert november(company, "eino")["sick"] == len(ILL) * DAY, "payroll sees why anybody is away"


def test_sickness_is_told_among_as_many_who_were_away_and_not_ill(company: Company) -> None:
    begun(company)
    trained(company, None, *OTHERS[:-1])
    closed(company)
    assert november(company, "boss")["sick"] is None
    trained(company, None, OTHERS[-1])
    assert november(company, "boss")["sick"] == len(ILL) * DAY
    assert leading(company, "boss", "absences")["sums"]["sick"] == len(ILL) * DAY


def test_who_was_ill_and_away_for_another_reason_too_hides_nobody(company: Company) -> None:
    begun(company)
    trained(company, None, *ILL)
    closed(company)
    assert november(company, "boss")["sick"] is None


def test_time_away_whose_reason_the_supervisor_was_asked_for_hides_nobody(company: Company) -> None:
    begun(company)
    asked = trained(company)
    closed(company)
    assert november(company, "boss")["sick"] == len(ILL) * DAY

    def work(tx: Tx, id: str) -> None:
        sql = (
            "INSERT INTO leave_request (org, id, person, from_date, until_date, kind, note, reason, status, asked_at,"
            " answer, version) SELECT org, id, person, from_date, until_date, kind, '', '', 'approved', 1, '', 1"
            " FROM absence WHERE org=:org AND id=:id"
        )
        tx.run(sql, org=company.ids["org"], id=id)

    company.world.db.write_now(partial(work, id=asked[0]))
    assert november(company, "boss")["sick"] is None


def test_nobody_is_away_for_so_long_that_the_sum_needs_them(company: Company) -> None:
    begun(company)
    trained(company)
    away(company, "kalle", "sick", "2026-11-18", "2026-11-27")
    closed(company)
    assert november(company, "boss")["away"] == (len(ILL) + 8 + 2 * len(OTHERS)) * DAY
    assert november(company, "boss")["sick"] == (len(ILL) + 8) * DAY
    away(company, "kalle", "sick", "2026-11-02", "2026-11-04")
    assert november(company, "boss")["sick"] is None


def test_a_month_that_is_open_for_anybody_is_not_told_and_a_closed_one_stays_as_it_was_told(company: Company) -> None:
    begun(company)
    trained(company)
    closed(company, "aino")
    assert november(company, "boss")["sick"] is None
    assert november(company, "eino")["sick"] is not None
    late(company, "aino", closed_too=True)
    assert november(company, "boss")["sick"] == len(ILL) * DAY


def late(company: Company, who: str, closed_too: bool) -> None:
    """A sick day of November that is told when the month is closed, and counts in December."""
    away(company, who, "sick", "2026-11-16", "2026-11-16")

    def work(tx: Tx) -> None:
        told = {"org": company.ids["org"], "person": company.ids[who]}
        if closed_too:
            sql = (
                "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
                " VALUES (:org, :person, '2026-11', 'late', 'closed', '', '{}', 1)"
            )
            tx.run(sql, **told)
        sql = (
            "INSERT INTO month_correction (org, id, person, date, corrects, act, minutes, why, at)"
            " VALUES (:org, 'late', :person, '2026-12-01', '2026-11-16', 'late', :minutes, '', 1)"
        )
        tx.run(sql, **told, minutes='{"absences.sick": 450, "target": -450}')

    company.world.db.write_now(work)


def test_who_was_ill_by_a_later_correction_alone_is_not_counted_as_ill_before(company: Company) -> None:
    hire(company, "team", *ILL, *OTHERS)
    grant(company, "eino", "payroll")
    for who in ILL[:4]:
        away(company, who, "sick", "2026-11-16", "2026-11-16")
    closed(company)
    late(company, "aino", closed_too=False)
    assert november(company, "eino")["away"] == 4 * DAY
    assert november(company, "eino")["sick"] is None, "four were ill"


def test_an_open_month_of_somebody_who_has_no_planned_time_is_not_told_either(company: Company) -> None:
    """Who is called in when there is work has no target; the difference between two days would be their illness."""
    begun(company)
    hire(company, "team", "sisko")
    trained(company)
    closed(company, "sisko")

    def told() -> object:
        sql = "DELETE FROM day_share WHERE kind='target' AND person=:person"
        company.world.db.write_now(lambda tx: tx.run(sql, person=company.ids["sisko"]))
        return november(company, "boss")["sick"]

    before = told()
    away(company, "sisko", "sick", "2026-11-18", "2026-11-18", 60)
    assert told() in (None, before)
