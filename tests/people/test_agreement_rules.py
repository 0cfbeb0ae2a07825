"""Rules of an agreement changed from a date, and the change taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.company import Company
from tests.people.office import ask, copied, notices, open_office, rules, versions, work


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_office(tmp_path, url) as company:
        yield company


def moved(office: Company) -> tuple[dict[str, int], dict[str, Any]]:
    """Aino on a copy of her own with work behind her: the versions of her days, and longer hours from the 11th."""
    work(office, "aino", 2, 19)
    office.turn("2026-11-20T12:00")
    copied(office)
    deed = {"from": "2026-11-02", "people": [office.ids["aino"]], "change": {"agreement": "oma-37"}, "id": "m1"}
    assert ask(office, "clerk", "POST", "contracts", deed).status_code == 201
    form = rules(ask(office, "admin", "GET", "agreements/oma-37").json())
    for row in [row for row in form["rows"] if row["key"] in ("regular_week", "regular_day")]:
        row["until"] = "2026-11-10"
        longer = 2280 if row["key"] == "regular_week" else 456
        form["rows"].append({**row, "from": "2026-11-11", "until": None, "value": longer, "source": "paikallinen"})
    return versions(office, "aino"), form


def test_a_change_of_rules_is_taken_back_from_its_date_and_days_that_did_not_move_keep_their_version(
    office: Company,
) -> None:
    before, form = moved(office)
    stood = ask(office, "admin", "GET", "agreements/oma-37").json()
    done = ask(office, "admin", "PUT", "agreements/oma-37", form).json()
    (change,) = done["agreement"]["changes"]
    assert (change["version"], change["from"], change["may_undo"]) == (2, "2026-11-11", True)
    assert change["settings"] == ["regular_day", "regular_week"] and change["by"] == "Admin"
    longer = versions(office, "aino")

    undone = ask(office, "admin", "POST", "agreements/oma-37/changes/2/undo")

    assert undone.status_code == 200, undone.text
    after = versions(office, "aino")
    assert [date for date in after if after[date] != longer[date]] == [
        date for date in longer if longer[date] != before[date]
    ]
    assert {date: one for date, one in after.items() if date < "2026-11-11"} == {
        date: one for date, one in before.items() if date < "2026-11-11"
    }
    stands = ask(office, "admin", "GET", "agreements/oma-37").json()
    assert stands["rows"] == stood["rows"] and stands["agreement"]["version"] == 3
    assert [(one["undone"], one["may_undo"]) for one in stands["changes"]] == [(True, False)]
    assert undone.json()["outcome"]["flex_change"] == 6 * 7
    assert [kind for kind, _ in notices(office, "aino")][-2:] == ["agreement_changed", "agreement_undone"]
    audited = office.rows("SELECT what FROM audit_event WHERE org=:org AND what LIKE 'agreement.%' ORDER BY n")
    assert [row.what for row in audited][-2:] == ["agreement.rules", "agreement.undo"]


def test_an_undo_that_is_repeated_changes_nothing_and_a_newer_change_is_taken_back_first(office: Company) -> None:
    _, form = moved(office)
    assert ask(office, "admin", "PUT", "agreements/oma-37", form).status_code == 200
    later = {"key": "flex_max", "form": None, "from": "2026-11-16", "until": None, "value": 1800, "source": "x"}
    newer = {**form, "version": 2, "rows": [*form["rows"], later]}
    assert ask(office, "admin", "PUT", "agreements/oma-37", newer).status_code == 200

    old = ask(office, "admin", "POST", "agreements/oma-37/changes/2/undo")
    assert (old.status_code, old.json()["code"]) == (409, "agreement_changed_since")
    for version in (3, 3, 2, 2):
        answer = ask(office, "admin", "POST", f"agreements/oma-37/changes/{version}/undo")
        assert answer.status_code == 200, answer.text
    assert answer.json()["agreement"]["agreement"]["version"] == 5
    assert all(one["undone"] for one in answer.json()["agreement"]["changes"])
    assert ask(office, "clerk", "POST", "agreements/oma-37/changes/2/undo").status_code == 403
    assert ask(office, "admin", "POST", "agreements/oma-37/changes/9/undo").status_code == 404


def test_a_rule_changed_from_a_date_is_shown_first_and_then_recomputes_only_from_that_date(office: Company) -> None:
    before, form = moved(office)

    shown = ask(office, "admin", "POST", "agreements/oma-37/preview", form)
    assert shown.status_code == 200, shown.text
    assert versions(office, "aino") == before
    (person,) = shown.json()["outcome"]["changed"]
    assert (person["from"], person["before"]["day_minutes"], person["after"]["day_minutes"]) == ("2026-11-11", 450, 456)
    done = ask(office, "admin", "PUT", "agreements/oma-37", form).json()

    after = versions(office, "aino")
    differing = [date for date in after if after[date] != before.get(date)]
    assert differing == [
        "2026-11-11",
        "2026-11-12",
        "2026-11-13",
        "2026-11-16",
        "2026-11-17",
        "2026-11-18",
        "2026-11-19",
    ]
    assert done["outcome"]["changed"][0]["flex"][1] - person["flex"][0] == -6 * 7
    assert done["agreement"]["agreement"]["version"] == 2
