"""A night over the turn of a month that is closed counts once, whatever comes late, and no late word is lost."""

import json
from typing import Any

import pytest

from leima.db.tables.agreements import Terms
from leima.db.tx import Tx
from tests.company import Company, ms, operation, punch
from tests.months.month_fixtures import approved, close, decide, stored_totals, tell, waiting

HELD = ["period_locked", "correction_requested"]


def by_shift(company: Company, who: str = "aino") -> None:
    """From now on their nights count whole to the day on which they began."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        sql = "SELECT * FROM terms WHERE org=:org AND person=:p"
        for row in tx.rows(Terms, sql, org=tx.org, p=company.ids[who]):
            body = json.dumps(json.loads(row.body) | {"boundary": "shift_start"})
            tx.run("UPDATE terms SET body=:body WHERE org=:org AND id=:id", body=body, org=tx.org, id=row.id)

    company.world.db.write_now(work)


def night(company: Company, *, out: str = "2026-12-01T06:00", by: str = "aino") -> None:
    """Aino comes on the last evening of November; somebody says when she left; November is closed."""
    aino = company.ids["aino"]
    company.at("2026-11-30T22:00")
    company.push("aino", punch(aino, "in", "2026-11-30T22:00"))
    company.at("2026-12-01T08:00")
    company.push(by, punch(aino, "out", out, body={"estimated_confirmed": by != "aino"}))
    company.turn("2026-12-02T09:00")
    approved(company)
    assert [one["name"] for one in close(company, people=[aino])["closed"]] == ["Aino"]


def flags(company: Company, op: dict[str, Any], by: str = "aino") -> list[str]:
    told = tell(company, by, op)[0]
    assert told["status"] == "applied", told
    return list(told["flags"])


def worked(company: Company, date: str) -> int:
    """What a day's row of the report says, the corrections of closed days that count on it aside."""
    rows = company.get("aino", "reports/working-time", **{"from": date, "to": date})["people"][0]["rows"]
    return int(rows[0].get("worked", 0))


def corrected(company: Company) -> int:
    """Worked minutes that closed November has been corrected by."""
    return int(company.get("aino", "months/frozen", month="2026-11")["corrected"].get("worked", 0))


@pytest.mark.parametrize("boundary", ["calendar", "shift_start"])
def test_the_own_word_on_a_night_that_a_supervisor_ended_earlier_reaches_the_open_month(
    company: Company, boundary: str
) -> None:
    if boundary == "shift_start":
        by_shift(company)
    night(company, out="2026-11-30T23:59", by="boss")
    before = stored_totals(company, "aino")
    assert flags(company, punch(company.ids["aino"], "out", "2026-12-01T06:00")) == HELD
    (asked,) = waiting(company, "boss")["changes"]
    assert (asked["kind"], asked["date"]) == ("late_punch", "2026-11-30")
    assert worked(company, "2026-12-01") + corrected(company) == 0, "nothing counts before somebody has decided"
    assert decide(company, "boss", asked, "approve", "Hätätyö")["status"] == "applied"
    # A night of eight hours less the automatic break of half an hour, of which 1:59 were counted before.
    rest = (1, 360) if boundary == "calendar" else (331, 0)
    assert (corrected(company), worked(company, "2026-12-01")) == rest
    assert stored_totals(company, "aino") == before


def test_a_second_clock_in_inside_a_closed_night_by_shift_waits_for_a_word_and_counts_nothing_twice(
    company: Company,
) -> None:
    by_shift(company)
    night(company)
    assert flags(company, punch(company.ids["aino"], "in", "2026-12-01T02:00")) == HELD
    assert worked(company, "2026-12-01") == 0


def test_work_that_joins_a_closed_night_by_shift_is_a_request_and_reaches_the_open_month(company: Company) -> None:
    by_shift(company)
    night(company)
    body = {"start": ms("2026-12-01T07:00"), "end": ms("2026-12-01T08:00")}
    assert flags(company, operation(company.ids["aino"], "entry.create", body, 1)) == HELD
    assert worked(company, "2026-12-01") == 0
    (asked,) = waiting(company, "boss")["changes"]
    assert decide(company, "boss", asked, "approve")["status"] == "applied"
    assert corrected(company) + worked(company, "2026-12-01") > 0


def test_a_late_break_after_midnight_of_a_closed_night_counts_at_once_by_the_calendar(company: Company) -> None:
    """The closed day ends at midnight, and nothing of it moves."""
    night(company)
    aino = company.ids["aino"]
    stood = worked(company, "2026-12-01")
    assert flags(company, punch(aino, "break_start", "2026-12-01T02:00")) == []
    assert flags(company, punch(aino, "break_end", "2026-12-01T03:00")) == []
    assert worked(company, "2026-12-01") < stood


def test_an_earlier_clock_out_after_midnight_of_a_closed_night_moves_the_open_day_alone(company: Company) -> None:
    night(company)
    frozen = stored_totals(company, "aino")
    assert flags(company, punch(company.ids["aino"], "out", "2026-12-01T05:00")) == []
    assert worked(company, "2026-12-01") == 300
    assert (stored_totals(company, "aino"), corrected(company)) == (frozen, 0)


def marked(company: Company, by: str = "boss") -> None:
    """Somebody says that the last night of November was Aino's kiky, from ten to two."""
    aino = company.ids["aino"]
    times = {"start": ms("2026-11-30T22:00"), "end": ms("2026-12-01T02:00"), "break_min": 0}
    told = tell(company, by, operation(aino, "kiky.mark", {"date": "2026-11-30", **times}, company.clock.now()))
    assert told[0]["status"] == "applied", told


def kiky_left(company: Company) -> int:
    return int(company.account("aino", "kiky")["settled"])


def test_hours_after_midnight_that_a_closed_eves_own_mark_waited_for_are_its_kiky_once(company: Company) -> None:
    company.at("2026-12-01T08:00")
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-30T22:00"), punch(aino, "out", "2026-12-01T00:00"))
    marked(company, by="aino")
    company.turn("2026-12-02T09:00")
    approved(company)
    assert [one["name"] for one in close(company, people=[aino])["closed"]] == ["Aino"]
    owed, before = kiky_left(company), stored_totals(company, "aino")
    late = {"start": ms("2026-12-01T00:00"), "end": ms("2026-12-01T02:00")}
    assert flags(company, operation(aino, "entry.create", late, company.clock.now())) == HELD
    (asked,) = waiting(company, "boss")["changes"]
    assert asked["date"] == "2026-11-30"
    assert (kiky_left(company), worked(company, "2026-12-01")) == (owed, 0)
    assert decide(company, "boss", asked, "approve", "Oli sovittu")["status"] == "applied"
    assert (kiky_left(company), worked(company, "2026-12-01")) == (owed - 120, 0)
    assert stored_totals(company, "aino") == before


def test_a_late_break_after_midnight_within_the_mark_of_a_closed_eve_is_corrected_in_the_open_month(
    company: Company,
) -> None:
    company.at("2026-12-01T08:00")
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-30T22:00"), punch(aino, "out", "2026-12-01T02:00"))
    marked(company)
    company.turn("2026-12-02T09:00")
    approved(company)
    assert close(company, people=[aino])["closed"]
    owed, before = kiky_left(company), stored_totals(company, "aino")
    told = tell(
        company, "aino", punch(aino, "break_start", "2026-12-01T00:30"), punch(aino, "break_end", "2026-12-01T01:00")
    )
    assert told[0]["flags"] == HELD
    for asked in waiting(company, "boss")["changes"]:
        assert decide(company, "boss", asked, "approve", "Tauko")["status"] == "applied"
    assert (kiky_left(company), worked(company, "2026-12-01")) == (owed + 30, 0)
    assert stored_totals(company, "aino") == before


def test_hours_within_the_mark_of_a_closed_eve_that_change_nothing_of_it_count_at_once(company: Company) -> None:
    company.at("2026-12-01T08:00")
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-30T22:00"), punch(aino, "out", "2026-12-01T00:00"))
    marked(company)
    company.turn("2026-12-02T09:00")
    approved(company)
    assert close(company, people=[aino])["closed"]
    owed = kiky_left(company)
    late = {"start": ms("2026-12-01T00:00"), "end": ms("2026-12-01T03:00")}
    assert flags(company, operation(aino, "entry.create", late, company.clock.now())) == []
    assert (kiky_left(company), worked(company, "2026-12-01")) == (owed, 60)
