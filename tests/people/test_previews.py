"""Trial runs of a change for many people leave the writer free between a few and the next few."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima.db.sync_sql import lock_people
from leima.db.tx import Tx
from tests.company import Company
from tests.people.office import ask, copied, deed, open_office, rules, work
from tests.people.test_contracts import LONGER, do, everything, preview


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_office(tmp_path, url) as company:
        yield company


def test_a_preview_of_many_is_tried_a_few_at_a_time_and_says_the_same_as_all_at_once(
    office: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two trials the writer is free for punches; in the end nothing of any has stayed."""
    for who in ("aino", "eino", "hourly"):
        work(office, who, 2, 19)
    office.turn("2026-11-20T12:00")
    stood, everybody = everything(office), ("aino", "eino", "hourly", "boss")
    whole = preview(office, "2026-11-09", LONGER, *everybody)
    held: list[int] = []

    def locked(tx: Tx, people: list[str]) -> None:
        held.append(len(people))
        lock_people(tx, people)

    monkeypatch.setattr("leima.features.contracts.service.lock_people", locked)
    monkeypatch.setattr("leima.features.contracts.previews.CHUNK", 1)

    assert preview(office, "2026-11-09", LONGER, *everybody) == whole
    assert held == [1, 1, 1, 1]
    assert (len(whole["changed"]), len(whole["left"])) == (3, 1)
    assert everything(office) == stood


def test_a_preview_of_rules_is_tried_a_few_at_a_time_and_says_the_same_as_all_at_once(
    office: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    for who in ("aino", "eino", "boss"):
        work(office, who, 2, 19)
    office.turn("2026-11-20T12:00")
    form = rules(copied(office))
    do(office, deed(office, "2026-11-02", {"agreement": "oma-37"}, "aino", "eino", "boss"))
    form["rows"] += [{"key": "flex_max", "form": None, "from": "2026-11-09", "until": None, "value": 60, "source": "x"}]
    week = next(row for row in form["rows"] if row["key"] == "regular_week")
    day = next(row for row in form["rows"] if row["key"] == "regular_day")
    for row, longer in ((week, 2280), (day, 456)):
        row["until"] = "2026-11-10"
        form["rows"].append({**row, "from": "2026-11-11", "until": None, "value": longer})
    stood = everything(office)

    def shown() -> dict[str, Any]:
        answer = ask(office, "admin", "POST", "agreements/oma-37/preview", form)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    whole = shown()
    monkeypatch.setattr("leima.features.contracts.previews.CHUNK", 1)
    assert shown() == whole
    assert len(whole["outcome"]["changed"]) == 3
    assert everything(office) == stood
