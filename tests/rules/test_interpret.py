"""`leima interpret`: the what-if calculator answers in JSON, and refuses with the field and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from leima.cli import main
from leima.rules.situation.answer import interpret
from leima.rules.situation.given import Refused
from tests.rules.situations import TABLES, asked, contract, day, row, work

LONG = [{"date": f"2026-11-{16 + number}", "work": ["07:00-17:00"]} for number in range(2)]


@pytest.mark.parametrize(
    ("situation", "place", "code"),
    [
        ({"contract": contract(agreement="metal")}, "contract.agreement", "unknown_agreement"),
        ({"contract": contract(rows=[row("flex_maks", 60)])}, "contract.rows[0].key", "unknown_setting"),
        (
            {"contract": contract(rows=[row("weekly_tiers", [{"percent": 50}])])},
            "contract.rows[0].value",
            "bad_setting",
        ),
        ({"contract": contract(share=1.5)}, "contract.share", "bad_share"),
        ({"contract": contract(form="late")}, "contract.form", "not_one_of"),
        ({"contract": contract(until="2026-01-01", **{"from": "2026-02-01"})}, "contract.until", "end_before_start"),
        (
            {"contracts": [contract(), contract(**{"from": "2026-05-01"})]},
            "contracts[1].from",
            "contracts_overlap",
        ),
        ({"contract": contract(), "days": [day("2026-11-31")]}, "days[0].date", "bad_date"),
        ({"contract": contract(), "days": [day("9999-12-31")]}, "days[0].date", "bad_date"),
        ({"contract": contract(), "days": [day("2026-11-19", "8-16")]}, "days[0].work[0].start", "bad_clock"),
        (
            {
                "contract": contract(),
                "days": [day("2026-11-19", {"start": "2026-11-19T10:00", "end": "2026-11-19T09:00"})],
            },
            "days[0].work[0].end",
            "end_before_start",
        ),
        ({"contract": contract(), "days": [day("2026-03-29", "03:30-08:00")]}, "days[0].work[0].start", "no_such_time"),
        ({"contract": contract(), "days": [day("2026-10-25", "03:30-08:00")]}, "days[0].work[0].start", "time_twice"),
        ({"contract": contract(), "days": [day("2026-11-19"), day("2026-11-19")]}, "days[1].date", "date_twice"),
        ({"contract": contract(), "days": [{"date": "2026-11-19", "hours": 8}]}, "days[0].hours", "unknown_field"),
        ({"contract": contract(), "days": [day("2026-11-19", absence="8 h")]}, "days[0].absence", "bad_length"),
        ({"days": []}, "contract", "missing"),
        ({"contract": contract(), "ask": {"bonus": {}}}, "ask.bonus", "unknown_field"),
        ([], "situation", "not_an_object"),
    ],
)
def test_bad_input_is_refused_with_its_place(situation: Any, place: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        interpret(situation, TABLES)
    assert (refused.value.place, refused.value.code) == (place, code)


def test_a_time_that_occurs_twice_is_taken_when_it_says_which() -> None:
    first, second = (
        asked(contract=contract(), days=[day("2026-10-25", f"03:30 {which}-08:00")])["worked"]
        for which in ("first", "second")
    )
    assert (first, second) == (330, 270)


def test_one_change_of_agreement_changes_the_same_week_and_says_why() -> None:
    lengths = enumerate([600, 600, 450, 450, 450, 240])
    spans = [day(f"2026-11-{16 + number}", work(length, ordered=True)) for number, length in lengths]
    law = asked(contract=contract(450), days=spans)
    pro = asked(contract=contract(450, agreement="pro-salaried"), days=spans)

    assert (law["totals"]["weekly50"], pro["totals"]["weekly50"]) == (150, 90)
    left_out = [line for line in pro["weeks"][0]["lines"] if line["rule"] == "week_left_out"]
    assert [(line["minutes"], line["source"][:12]) for line in left_out] == [(-60, "proliitto.fi")]


def test_the_command_prints_the_answer_with_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "week.json"
    file.write_text(json.dumps({"contract": contract(agreement="general-37-5", form="flexitime"), "days": LONG}))

    assert main(["interpret", str(file), "--lang", "fi"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["worked"] == 1140
    assert answer["lines"][-1]["rule"] == "pay_worked"
    assert answer["lines"][-1]["says"] == "Tehty työ yhteensä"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "The file is not JSON: line 1"),
        ('{"contract": {"agreement": "metal"}}', "contract.agreement: there is no agreement “metal”. Allowed: "),
    ],
)
def test_the_command_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str) -> None:
    file = tmp_path / "week.json"
    file.write_text(text)

    assert main(["interpret", str(file)]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(said)


def test_the_command_names_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interpret", "nowhere.json"]) == 1
    assert capsys.readouterr().err.startswith("There is no file nowhere.json")


def test_work_is_never_left_out_without_a_word() -> None:
    night = {"date": "2026-11-19", "work": ["22:00-06:00"]}
    cut = {"contract": contract(), "days": [night], "until": "2026-11-19"}
    ended = {"contract": contract(until="2026-11-18"), "from": "2026-11-18", "days": [day("2026-11-19", "08:00-16:00")]}
    for situation, place, code in ((cut, "until", "night_outside"), (ended, "contract", "work_outside")):
        with pytest.raises(Refused) as refused:
            interpret(situation, TABLES)
        assert (refused.value.place, refused.value.code) == (place, code)
