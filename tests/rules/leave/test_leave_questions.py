"""Bad input of `leave` and `accrual` is a sentence that names the field; anything else is answered."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leima.cli import main
from leima.features.agreements.parsing.ready import ready_agreements
from leima.rules.leave.asked import ask
from leima.rules.leave.leave import work_out
from leima.rules.leave.rules import SETTINGS
from leima.rules.situation.accrual import ACCRUAL
from leima.rules.situation.given import Refused
from leima.rules.situation.leave import LEAVE
from tests.rules.leave.asking import CALENDAR, Json, asked, own, rules
from tests.rules.leave.random_leaves import random_dated, random_leave
from tests.rules.leave.wishes import random_ground, random_terms, random_wish
from tests.rules.paid_weeks import OFTEN
from tests.rules.situations import contract
from tests.rules.test_rule_words import PLACE, ROOM, WORDS

WEEK = {"from": "2026-07-06", "to": "2026-07-12", "kind": "annual_holiday", "balances": []}
YEAR = {"employments": [{"from": "2020-01-01"}], "earning_year": 2027}
ROWS = own(leave_counting=None)


def held(**fields: Any) -> Json:
    return {"balances": [{"earning_year": 2026, "days": 3, **fields}]}


@pytest.mark.parametrize(
    ("question", "changed", "place", "code"),
    [
        ("leave", {"to": "2026-07-05"}, "to", "end_before_start"),
        ("leave", {"from": "2026-02-29"}, "from", "bad_date"),
        ("leave", {"to": "31.7.2026"}, "to", "bad_date"),
        ("leave", {"to": "2035-07-12"}, "to", "leave_too_long"),
        ("leave", {"from": None}, "from", "missing"),
        ("leave", {"kind": "holidays"}, "kind", "not_one_of"),
        ("leave", {"kind": 7}, "kind", "not_text"),
        ("leave", held(days=-1), "balances[0].days", "leave_negative"),
        ("leave", held(days=-0.5), "balances[0].days", "leave_negative"),
        ("leave", held(days=10_000), "balances[0].days", "leave_too_many"),
        ("leave", held(days=1.005), "balances[0].days", "too_many_decimals"),
        ("leave", held(days=None), "balances[0].days", "missing"),
        ("leave", held(earning_year="next"), "balances[0].earning_year", "leave_bad_year"),
        ("leave", held(earning_year="2024-2026"), "balances[0].earning_year", "leave_bad_year"),
        ("leave", held(earning_year=True), "balances[0].earning_year", "leave_bad_year"),
        ("leave", held(earning_year=None), "balances[0].earning_year", "missing"),
        ("leave", {"balances": held()["balances"] * 2}, "balances[1].earning_year", "leave_year_twice"),
        ("leave", {"balances": {"2026": 30}}, "balances", "not_a_list"),
        ("leave", {"agreement": "metal"}, "agreement", "unknown_agreement"),
        ("leave", {"from": "1999-07-05", "to": "1999-07-05"}, "agreement", "leave_unknown"),
        ("leave", {"part": 0.5}, "part", "leave_part_annual"),
        ("leave", {"kind": "sick", "part": 0}, "part", "leave_part"),
        ("leave", {"kind": "sick", "part": 1.5}, "part", "leave_too_many"),
        ("leave", {"kind": "sick", "workdays": [7]}, "workdays[0]", "leave_weekday"),
        ("leave", {"sick": [{"from": "2026-07-08", "to": "2026-07-07"}]}, "sick[0].to", "end_before_start"),
        ("leave", {"before": [{"from": "2026-07-01", "to": "2026-07-06"}]}, "before[0].to", "leave_before_late"),
        (
            "leave",
            {"before": [{"from": "2026-06-01", "to": "2026-06-09"}, {"from": "2026-06-09", "to": "2026-06-10"}]},
            "before[1].from",
            "leave_before_overlap",
        ),
        ("leave", {"on": "2150-01-01"}, "on", "leave_too_far"),
        ("leave", {"loose_before": -1}, "loose_before", "leave_negative"),
        ("leave", {"saldo": 1}, "saldo", "unknown_field"),
        ("accrual", {"employments": []}, "employments", "missing"),
        ("accrual", {"employments": [{"from": "2026-06-31"}]}, "employments[0].from", "bad_date"),
        (
            "accrual",
            {"employments": [{"from": "2026-06-01", "until": "2026-05-31"}]},
            "employments[0].until",
            "end_before_start",
        ),
        (
            "accrual",
            {"employments": [{"from": "2026-06-01"}, {"from": "2020-01-01", "until": "2026-06-01"}]},
            "employments[0].from",
            "leave_employments_overlap",
        ),
        (
            "accrual",
            {"employments": [{"from": "2020-01-01", "weekdays": [1]}]},
            "employments[0].weekdays",
            "bad_weekdays",
        ),
        ("accrual", {"earning_year": None}, "earning_year", "missing"),
        ("accrual", {"earning_year": 26}, "earning_year", "leave_bad_year"),
        ("accrual", {"earning_year": 2000}, "agreement", "leave_unknown"),
        ("accrual", {"months": [{"month": "2027-04"}]}, "months[0].month", "leave_month_outside"),
        ("accrual", {"months": [{"month": "2026-13"}]}, "months[0].month", "leave_month_outside"),
        ("accrual", {"months": [{"month": "2026-04"}] * 2}, "months[1].month", "leave_month_twice"),
        ("accrual", {"months": [{"month": "2026-04", "days": 31}]}, "months[0].days", "leave_too_many"),
        ("accrual", {"months": [{"month": "2026-04", "days": -1}]}, "months[0].days", "leave_negative"),
        ("accrual", {"months": [{"month": "2026-04", "minutes": -1}]}, "months[0].minutes", "leave_negative"),
        (
            "accrual",
            {"months": [{"month": "2026-04", "absences": {"pets": 1}}]},
            "months[0].absences.pets",
            "unknown_field",
        ),
        ("accrual", {"by": "weeks"}, "by", "not_one_of"),
        ("accrual", {"agreement": "kvtes"}, "agreement", "leave_length_unknown"),
        ("accrual", {"agreement": "metal"}, "agreement", "unknown_agreement"),
    ],
)
def test_bad_input_is_refused_with_its_place(question: str, changed: Json, place: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(question, {**(WEEK if question == "leave" else YEAR), **changed})
    assert (refused.value.place, refused.value.code) == (f"ask.{question}.{place}", code)


def test_an_agreement_that_switches_the_counting_off_says_so() -> None:
    with pytest.raises(Refused) as refused:
        asked("leave", {**WEEK, "agreement": "own"}, agreements=ROWS)
    assert refused.value.code == "leave_unknown"


def test_more_than_is_left_and_an_overlap_are_told_and_not_refused() -> None:
    other = [{"from": "2026-07-12", "to": "2026-07-14", "kind": "training"}]
    found = asked("leave", {**WEEK, **held(), "others": other, "told_on": "2026-06-20"})
    assert [(one["kind"], one["params"]) for one in found["findings"]] == [
        ("leave_overlap", {"start": "2026-07-12", "end": "2026-07-12"}),
        ("leave_over_balance", {"days": 6, "left": 3}),
        ("leave_notice_short", {"date": "2026-06-06"}),
    ]
    assert (found["days"], found["left"]) == (6, [{"earning_year": 2026, "days": 0}])


def test_earning_years_are_written_back_as_they_were_told() -> None:
    for year in (2026, "2026", "2025-2026", "2025/2026", "2026-03-31"):
        found = asked("leave", {**WEEK, "balances": [{"earning_year": year, "days": 30}]})
        assert found["by_year"] == [{"earning_year": year, "days": 6}]


def test_the_contracts_agreement_holds_where_the_question_names_none() -> None:
    week = {key: value for key, value in WEEK.items() if key != "agreement"}
    for agreement, days in (("law", 6), ("kvtes", 5)):
        assert asked("leave", week, contract=contract(agreement=agreement))["days"] == days


def test_the_answers_have_the_fields_that_the_outside_relies_on() -> None:
    leave, accrual = asked("leave", WEEK), asked("accrual", YEAR)
    assert {"days", "by_year", "left", "free", "notice", "findings"} <= set(leave)
    assert {"full_months", "rate", "days", "extra", "by_month"} <= set(accrual)
    assert {"month", "earns", "days_at_work", "minutes", "why"} <= set(accrual["by_month"][0])


def test_the_command_counts_nine_days_over_easter_and_says_why_the_others_are_free(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "leave.json"
    file.write_text(json.dumps({"ask": {"leave": {"from": "2026-03-30", "to": "2026-04-12"}, "accrual": YEAR}}))

    assert main(["interpret", str(file), "--lang", "fi"]) == 0
    told = json.loads(capsys.readouterr().out)["answers"]
    assert told["leave"]["days"] == 9
    assert [(one["date"], one["why"]) for one in told["leave"]["free"]] == [
        ("2026-04-03", "good_friday"),
        ("2026-04-04", "easter_saturday"),
        ("2026-04-05", "easter_sunday"),
        ("2026-04-06", "easter_monday"),
        ("2026-04-12", "sunday"),
    ]
    assert told["leave"]["free"][1]["because"] == "pääsiäislauantai ei kuluta lomapäivää"
    assert told["accrual"]["by_month"][0]["because"] == "työssäolopäiviä tai niiden veroisia 20, vaaditaan 14"


LIKELY = st.sampled_from(
    [
        *(
            "2026-03-02",
            "2026-02-30",
            "1950-01-01",
            "2200-12-31",
            "٢٠٢٦-03-02",
            "law",
            "kvtes",
            "sick",
            "annual_holiday",
        ),
        *("2026", "2025-2026", "2026-04", 2026, 2027, 0, -1, 1, 2.5, 0.5, 1e300, float("nan"), float("inf"), 10**30),
        *(True, None, "", " ", "\0", [1, 2, 3], [480] * 7),
    ]
)
FIELDS = (
    "from",
    "to",
    "until",
    "weekdays",
    "earning_year",
    "days",
    "saved",
    "part",
    "month",
    "minutes",
    "sick",
    "absences",
)
VALUES = st.recursive(
    LIKELY, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), part, max_size=4)
)


def answered(question: str, fields: Any) -> None:
    try:
        answer = asked(question, fields)
    except Refused as refused:
        assert refused.place.startswith(f"ask.{question}")
        return
    assert json.loads(json.dumps(answer)) == answer


@OFTEN
@given(st.dictionaries(st.sampled_from(LEAVE), VALUES, max_size=4))
def test_a_leave_with_anything_in_its_fields_is_answered_or_refused(changed: Json) -> None:
    answered("leave", {**WEEK, **changed})


@OFTEN
@given(st.dictionaries(st.sampled_from(ACCRUAL), VALUES, max_size=3))
def test_an_accrual_with_anything_in_its_fields_is_answered_or_refused(changed: Json) -> None:
    answered("accrual", {**YEAR, **changed})


SOURCE = "".join(path.read_text("utf-8") for path in sorted((ROOM / "leave").glob("*.py")) if path.stem != "saving")


@pytest.mark.parametrize("lang", ["fi", "sv", "en"])
def test_every_rule_and_finding_of_leave_has_its_words_and_can_fill_their_places(lang: str) -> None:
    words: dict[str, str] = json.loads((WORDS / f"{lang}.json").read_text("utf-8"))
    said: dict[str, set[str]] = {}
    for seed in range(1500):
        dice = Random(seed)
        worked = work_out(random_leave(dice), random_dated(dice), CALENDAR)
        said |= {f"rule.{day.rule}": set(day.params) for day in worked.days}
        said |= {f"because.{day.rule}": set(day.params) for day in worked.days}
        wish = random_wish(dice)
        counted = ask(wish, random_ground(dice, wish), random_terms(dice), CALENDAR)
        found = (*worked.findings, *(counted.findings if counted else ()))
        said |= {f"finding.{one.kind}": set(one.params) for one in found}
    for as_of, by in (("2026-08-15", "days"), (None, "hours")):
        told = asked(
            "accrual",
            {
                **YEAR,
                "employments": [{"from": "2026-05-20"}],
                "by": by,
                "as_of": as_of,
                "months": [{"month": "2026-06", "days": 20, "minutes": 9000}],
            },
        )
        said |= {f"{stem}.{one['why']}": set(one["params"]) for one in told["by_month"] for stem in ("rule", "because")}

    refused = re.findall(r"Finding\(\"(\w+)\"", (ROOM / "leave" / "saving.py").read_text("utf-8"))
    assert len(refused) == 5 and [kind for kind in refused if f"error.{kind}" not in words] == []
    assert set(re.findall(r"Finding\(\"(\w+)\"", SOURCE)) == {key[8:] for key in said if key.startswith("finding.")}
    assert len([key for key in said if key.startswith("rule.leave_")]) >= 17
    assert sorted(key for key in said if key not in words) == []
    unfilled = {key: set(PLACE.findall(words[key])) - names for key, names in said.items()}
    assert {key: names for key, names in unfilled.items() if names} == {}


def test_the_numbers_of_law_are_rows_with_their_sections() -> None:
    table = rules()[-1]
    assert (table.month_days, table.month_minutes, table.as_work["sick"], table.fill_up) == (14, 2100, 75, 24)
    assert (table.summer, table.summer_days, table.notice_months, table.notice_days) == (("05-02", "09-30"), 24, 1, 14)
    sections = {"leave_length": "5 §", "leave_month": "6 §", "leave_as_work": "7 §", "leave_extra": "7 a §"}
    sections |= {"leave_season": "20 §", "leave_notice": "23 §", "leave_illness": "25 §", "leave_saving": "27 §"}
    for setting, section in (sections | {"leave_counting": "4 §", "leave_carry": "20 §"}).items():
        assert section in (table.source(setting) or ""), setting


def test_an_organisation_takes_every_row_of_leave_with_the_law() -> None:
    assert {row["key"] for row in ready_agreements()["law"].rows} >= set(SETTINGS)
