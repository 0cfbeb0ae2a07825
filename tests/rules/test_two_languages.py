"""The phone and the server give the same numbers, to the last line of the explanation."""

import json
import subprocess
from pathlib import Path

from tests.rules.cases import answers
from tests.rules.random_days import random_case
from tests.sizes import size

HERE = Path(__file__).parent
SEED = 20261121


def test_random_days_have_the_same_plan_and_result_in_python_and_typescript(tmp_path: Path) -> None:
    days = size("random_days")
    cases = [random_case(SEED + number) for number in range(days.wanted)]
    situations = tmp_path / "cases.json"
    situations.write_text(json.dumps(cases))

    ran = subprocess.run(
        ["node", str(HERE / "domain.mjs"), str(situations)], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    theirs = json.loads(ran.stdout)

    for number, (case, phone) in enumerate(zip(cases, theirs, strict=True)):
        assert json.loads(json.dumps(answers(case))) == phone, f"seed {SEED + number}"
    days.reached(len(theirs))
