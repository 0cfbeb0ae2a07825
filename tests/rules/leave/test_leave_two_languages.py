"""The phone counts a leave as the server does, to the last date, move and finding, and earns the same days."""

import json
import subprocess
from pathlib import Path
from random import Random

from leima.rules.leave.earning import earn
from leima.rules.leave.leave import work_out
from tests.rules.leave.asking import CALENDAR, rules
from tests.rules.leave.random_leaves import random_dated, random_leave, random_year
from tests.sizes import size

HERE = Path(__file__).parent
SEED = 20261130
LAW = rules()


def test_random_leaves_and_years_are_worked_out_alike_in_python_and_typescript(tmp_path: Path) -> None:
    wanted = size("random_leaves")
    dice = [Random(SEED + number) for number in range(wanted.wanted)]
    leaves = [(random_leave(one), random_dated(one)) for one in dice]
    years = [(*random_year(one), one.choice([None, None, "2026-09-14", "2027-02-28"])) for one in dice]
    given = {
        "calendar": [day.to_json() for day in CALENDAR],
        "leaves": [{"leave": leave.to_json(), "dated": [one.to_json() for one in dated]} for leave, dated in leaves],
        "years": [
            {
                **{"employments": [one.to_json() for one in held], "done": [one.to_json() for one in done]},
                **{"earning_year": year, "dated": [one.to_json() for one in LAW], "as_of": as_of},
            }
            for held, done, year, as_of in years
        ],
    }
    file = tmp_path / "leaves.json"
    file.write_text(json.dumps(given))

    ran = subprocess.run(
        ["node", str(HERE / "leave.mjs"), str(file)], capture_output=True, text=True, timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    theirs = json.loads(ran.stdout)

    for number, ((leave, dated), phone) in enumerate(zip(leaves, theirs["leaves"], strict=True)):
        assert json.loads(json.dumps(work_out(leave, dated, CALENDAR).to_json())) == phone, f"seed {SEED + number}"
    for number, ((held, done, year, as_of), phone) in enumerate(zip(years, theirs["years"], strict=True)):
        ours = earn(held, done, year, LAW, as_of=as_of).to_json()
        assert json.loads(json.dumps(ours)) == phone, f"seed {SEED + number}"
    wanted.reached(len(theirs["leaves"]))


def test_random_leaves_reach_every_rule_and_finding() -> None:
    worked = [
        work_out(random_leave(dice), random_dated(dice), CALENDAR)
        for dice in (Random(SEED + number) for number in range(1000))
    ]
    assert len({day.rule for one in worked for day in one.days}) == 12
    assert len({finding.kind for one in worked for finding in one.findings}) == 9
    assert {move.is_ for one in worked for move in one.moves} == {"used", "lapsed"}
