"""What a leave that is asked for comes to: golden cases, laws of it, and the phone's answer to random ones."""

import json
import subprocess
from pathlib import Path
from random import Random

import pytest

from leima.rules.leave.asked import Ground, Wish, ask
from leima.rules.leave.rules import LeaveRules
from tests.rules.leave.asking import Json, rules
from tests.rules.leave.test_leave_vectors import part
from tests.rules.leave.wishes import CALENDAR, random_ground, random_terms, random_wish, seen, terms_from
from tests.rules.vectors import VECTORS
from tests.sizes import size

HERE = Path(__file__).parent
FILE: Json = json.loads((VECTORS / "both" / "leave-asked.json").read_text("utf-8"))
RULES: Json = json.loads((VECTORS / "both" / "leave.json").read_text("utf-8"))["rules"]
SEED = 20261201


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["title"])
def test_asked(case: Json) -> None:
    ground = Ground.from_json({**FILE["ground"], **case["ground"]})
    told = seen(ask(Wish.from_json(case["wish"]), ground, terms_from(FILE["terms"][case["terms"]], RULES), CALENDAR))
    assert part(told, case["expect"]) == case["expect"]


def test_there_are_enough_cases_and_each_has_its_own_title() -> None:
    assert len({case["title"] for case in FILE["cases"]}) == len(FILE["cases"]) >= 40


def test_random_wishes_are_counted_alike_on_the_phone_and_the_server(tmp_path: Path) -> None:
    wanted = size("random_leaves")
    wishes = []
    for number in range(wanted.wanted):
        dice = Random(SEED + number)
        wish = random_wish(dice)
        wishes.append((wish, random_ground(dice, wish), random_terms(dice)))
    given = [
        {
            **{"wish": wish.to_json(), "ground": ground.to_json()},
            "terms": [
                {
                    "from": one.from_,
                    "until": one.until,
                    "weekdays": one.weekdays,
                    "leave": [r.told() for r in one.leave],
                }
                for one in terms
            ],
        }
        for wish, ground, terms in wishes
    ]
    file = tmp_path / "wishes.json"
    file.write_text(json.dumps({"calendar": [day.to_json() for day in CALENDAR], "wishes": given}))
    ran = subprocess.run(
        ["node", str(HERE / "asked.mjs"), str(file)], capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    theirs = json.loads(ran.stdout)
    kinds = set()
    for number, ((wish, ground, terms), phone) in enumerate(zip(wishes, theirs, strict=True)):
        ours = ask(wish, ground, terms, CALENDAR)
        assert json.loads(json.dumps(ours and ours.to_json())) == phone, f"seed {SEED + number}"
        kinds |= {finding.kind for finding in ours.findings} if ours else {"uncounted"}
    assert len(kinds) >= 10
    wanted.reached(len(theirs))


def test_what_is_used_comes_from_a_year_or_is_short_and_no_day_is_given_twice() -> None:
    for number in range(1500):
        dice = Random(SEED + number)
        wish = random_wish(dice)
        ground, terms = random_ground(dice, wish), random_terms(dice)
        told = ask(wish, ground, terms, CALENDAR)
        if told is None or wish.kind != "annual_holiday" or not ground.holdings:
            continue
        given = sum(one.days for one in told.by_year)
        held = sum(one.days for one in ground.holdings)
        assert told.used == given + told.short
        assert given + sum(one.days for one in told.left) <= max(0, held), f"seed {SEED + number}"
        assert all(one.days >= 0 for one in told.left)
        assert (told.short > 0) == ("leave_over_balance" in {one.kind for one in told.findings})


def test_rules_are_told_to_devices_in_short_and_read_back_whole() -> None:
    for name in ("law", "kvtes"):
        for one in rules(name):
            told = one.told()
            assert LeaveRules.from_json(told) == one
            assert {"from", "weekdays"} <= told.keys() and "lapses" not in told
