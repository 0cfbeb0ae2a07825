"""Agreements: listed with their kiky, compared, copied, changed from a date; what cannot stand is refused by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.people.office import COPY, ask, copied, open_office, rules


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Company]:
    with open_office(tmp_path) as company:
        yield company


OWED = {"accounted": "obligation", "year_minutes": 1440}
"""A scheme that is owed; its ways are the test's."""


def test_every_agreement_is_listed_with_its_kiky_who_is_out_from_until_and_source(office: Company) -> None:
    listed = {one["key"]: one for one in ask(office, "boss", "GET", "agreements").json()["agreements"]}

    assert len(listed) >= 19
    state = listed["state"]["kiky"][0]
    assert (state["from"], state["until"], state["accounted"]) == ("2017-02-01", "2020-09-30", "contract")
    assert (state["methods"], state["out"]) == (["longer_hours"], ["hourly"])
    assert listed["commerce"]["kiky"][0]["methods"] == ["annual_leave_day"]
    assert listed["company-office"]["people"] == 3 and listed["general-40"]["people"] == 1
    assert all(one["source"] and one["from"] for one in listed.values())


def test_one_agreement_shows_inherited_rows_with_where_they_come_from_and_marks_what_waits_to_be_checked(
    office: Company,
) -> None:
    one = ask(office, "boss", "GET", "agreements/kvtes").json()

    rows = {(row["key"], row["form"], row["from"]): row for row in one["rows"]}
    week = rows["weekly_line", "office", "2020-08-31"]
    assert (week["value"], week["origin"], week["in_force"], week["check"]) == (2295, "own", True, False)
    assert rows["regular_week", "office", "2017-02-01"]["in_force"] is False
    assert rows["daily_overtime", None, "1996-11-23"]["origin"] == "law"
    assert rows["holiday_spill", None, "2017-02-01"]["check"] is False
    assert rows["weekly_line_moves", "period", "2020-08-31"]["check"] is True
    assert one["may_change"] is False
    assert ask(office, "boss", "GET", "agreements/metal").status_code == 404


def test_two_agreements_stand_side_by_side_and_only_what_differs_is_marked(office: Company) -> None:
    answer = ask(office, "boss", "GET", "agreements/compare?a=general-37-5&b=general-40&on=2026-11-20").json()

    rows = {(row["key"], row["form"]): row for row in answer["rows"]}
    week = rows["regular_week", None]
    assert week["differs"] and (week["a"]["value"], week["b"]["value"]) == (2250, 2400)
    assert week["a"]["source"] and week["b"]["source"]
    assert rows["daily_overtime", None]["differs"] is False
    assert ask(office, "boss", "GET", "agreements/compare?a=law&b=law&on=2026-02-30").status_code == 400
    assert ask(office, "boss", "GET", "agreements/compare?a=law&b=metal").status_code == 404


def test_an_admin_copies_names_and_dates_an_agreement_and_the_same_request_again_changes_nothing(
    office: Company,
) -> None:
    first = copied(office)
    assert copied(office) == first
    assert (first["agreement"]["kind"], first["agreement"]["copied_from"]) == ("own", "general-37-5")
    assert first["agreement"]["until"] == "2027-12-31" and first["may_change"] is True
    other = ask(office, "admin", "POST", "agreements", {**COPY, "name": "Another"})
    assert (other.status_code, other.json()["code"]) == (409, "agreement_key_taken")


@pytest.mark.parametrize("missing", ["until", "source", "name", "from", "id", "copy_of"])
def test_a_copy_without_its_last_day_or_its_source_is_refused(office: Company, missing: str) -> None:
    body = {key: value for key, value in COPY.items() if key != missing}
    assert ask(office, "admin", "POST", "agreements", body).status_code == 400
    assert ask(office, "admin", "GET", "agreements/oma-37").status_code == 404


def test_a_copy_that_ends_before_it_starts_or_of_nothing_is_refused_with_the_field_and_what_to_do(
    office: Company,
) -> None:
    early = ask(office, "admin", "POST", "agreements", {**COPY, "until": "2025-12-31"})
    assert early.status_code == 400
    assert early.json()["fields"][0]["field"] == "until" and "2025-12-31" in early.json()["fields"][0]["message"]
    unknown = ask(office, "admin", "POST", "agreements", {**COPY, "copy_of": "metal"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "agreement_unknown")
    assert ask(office, "clerk", "POST", "agreements", COPY).status_code == 403


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ({"key": "regular_weak"}, "rows[0].key"),
        ({"value": "long"}, "rows[0].value"),
        ({"source": ""}, "rows[0].source"),
        ({"source": None}, "rows[0].source"),
        ({"until": "2019-01-01"}, "rows[0].until"),
        ({"from": "2026-02-30"}, "rows[0].from"),
        ({"form": "night"}, "rows[0].form"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_with_row_field_and_what_to_do(
    office: Company, fault: dict[str, Any], field: str
) -> None:
    form = rules(copied(office))
    row = {"key": "regular_week", "form": None, "from": "2026-01-01", "until": None, "value": 2250, "source": "x"}
    form["rows"] = [{**row, **fault}]

    answer = ask(office, "admin", "PUT", "agreements/oma-37", form)

    assert (answer.status_code, answer.json()["code"]) == (400, "agreement_refused")
    assert field in [one["field"] for one in answer.json()["fields"]]
    assert all(one["message"] for one in answer.json()["fields"])
    assert ask(office, "admin", "GET", "agreements/oma-37").json()["agreement"]["version"] == 1


@pytest.mark.parametrize(
    ("key", "value", "field", "says"),
    [
        ("weekly_tiers", [{"minutes": 480, "percent": -5}], "value[0].percent", "50"),
        ("weekly_tiers", [{"minutes": None, "percent": 50}, {"minutes": 60, "percent": 9}], "value[0].minutes", "7:36"),
        ("weekly_tiers", [{"minutes": 480}], "value[0].percent", "täytä"),
        ("supplement_evening", {"percent": 15, "window": ["18:00", "25:00"]}, "value.window[1]", "25:00"),
        ("supplement_evening", {"percent": 15, "hours": 3}, "value.hours", "poista"),
        ("flex_band", ["20:00", "06:00"], "value[1]", "vaihda"),
        ("flex_band", ["06:00"], "value", "lisää tai poista"),
        (
            "annual_leave",
            {"steps": [[12000, 1], [6000, 2]], "day": 450, "wait_months": 6, "most": 9},
            "value.steps[1][0]",
            "6000",
        ),
        ("weekly_tiers", [], "value", "lisää rivi"),
        ("period_work", [], "value", "lisää rivi"),
        ("period_tiers", [], "value", "lisää rivi"),
        ("annual_leave", {"steps": [], "day": 450, "wait_months": 6, "most": 9}, "value.steps", "lisää rivi"),
        ("kiky", {"accounted": "obligation", "supplements": {"sunday": "no"}}, "value.supplements.sunday", "kyllä"),
        ("kiky", {**OWED, "methods": ["longer_hours"]}, "value.methods", "saldovähennys"),
        ("kiky", {**OWED, "methods": []}, "value.methods", "saldovähennys"),
        ("kiky", {**OWED, "accounted": "contract", "extension_minutes": 0}, "value.extension_minutes", "minuutit"),
        ("kiky", {**OWED, "methods": ["extension_day"], "part_time": "half"}, "value.part_time", "half"),
        ("rest", {"daily": 660, "daily_own": 420, "weekly": "long", "weekly_least": 0}, "value.weekly", "long"),
        ("boundary", "midnight", "value", "midnight"),
    ],
)
def test_a_part_of_a_value_that_cannot_stand_is_refused_by_its_row_its_part_and_what_to_do(
    office: Company, key: str, value: Any, field: str, says: str
) -> None:
    form = rules(copied(office))
    row = {"key": key, "form": None, "from": "2026-01-01", "until": None, "value": value, "source": "x"}
    form["rows"].append(row)

    answer = ask(office, "admin", "PUT", "agreements/oma-37", form)

    assert (answer.status_code, answer.json()["code"]) == (400, "agreement_refused")
    (fault,) = answer.json()["fields"]
    assert fault["field"] == f"rows[{len(form['rows']) - 1}].{field}"
    assert says in fault["message"] and "{" not in fault["message"]


def test_two_admins_cannot_write_over_each_other_and_a_ready_agreement_stays_as_it_is(office: Company) -> None:
    form = rules(copied(office), regular_week=2280, regular_day=456)
    assert ask(office, "admin", "PUT", "agreements/oma-37", form).status_code == 200
    stale = ask(office, "admin", "PUT", "agreements/oma-37", form)
    assert (stale.status_code, stale.json()["code"]) == (409, "agreement_changed_meanwhile")
    ready = ask(office, "admin", "PUT", "agreements/general-40", form)
    assert (ready.status_code, ready.json()["code"]) == (409, "agreement_is_ready")
    assert ask(office, "clerk", "PUT", "agreements/oma-37", {**form, "version": 2}).status_code == 403


def test_two_agreements_side_by_side_for_the_same_week_with_two_long_days_give_different_overtime(
    office: Company,
) -> None:
    days = [
        {
            "date": f"2026-11-{16 + n}",
            "work": [
                {"start": "08:00", "end": "16:00", "break": 30, "ordered": True},
                *([{"start": "16:00", "end": "19:00", "ordered": True}] if n in (1, 3) else []),
            ],
        }
        for n in range(5)
    ]
    week = {"a": "general-37-5", "b": "kvtes", "form": "office", "days": days}

    answer = ask(office, "boss", "POST", "agreements/compare/week", week)

    assert answer.status_code == 200, answer.text
    a, b = answer.json()["a"], answer.json()["b"]
    kinds = ("regular", "additional", "overtime50", "overtime100", "weekly50", "weekly100")
    print([{kind: side["totals"].get(kind, 0) for kind in kinds} for side in (a, b)])
    assert a["totals"] != b["totals"]
    for side in (a, b):
        assert sum(side["totals"].values()) == 5 * 450 + 2 * 180
        assert (side["totals"]["overtime50"], side["totals"]["overtime100"]) == (240, 60)
        tested = [line for week in side["weeks"] for line in week["lines"]]
        assert next(line for line in tested if line["rule"] == "week_line")["source"]
    assert a["weeks"][0]["line"] == 2400 and b["weeks"][0]["line"] == 2295
    assert (a["totals"].get("weekly50", 0), b["totals"].get("weekly50", 0)) == (0, 15)


def test_a_time_that_does_not_exist_on_the_clock_change_night_is_refused_by_its_field(office: Company) -> None:
    week = {"a": "law", "b": "kvtes", "days": [{"date": "2026-03-29", "work": [{"start": "03:30", "end": "08:00"}]}]}
    answer = ask(office, "boss", "POST", "agreements/compare/week", week)
    assert answer.status_code == 400
    assert answer.json()["fields"][0]["field"] == "days[0].work[0].start"
    assert "03:30" in answer.json()["fields"][0]["message"]
