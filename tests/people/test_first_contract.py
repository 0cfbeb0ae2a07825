"""The first contract of somebody who has none, or the next one after a gap: tried, done once, told, undone."""

from typing import Any

from leima.db.tx import Tx
from leima.features.months import store as months
from tests.company import Company
from tests.people.office import ask, contracts, deed, notices, wanted

FIRST = {"agreement": "company-office", "form": "flexitime", "pay": "monthly", "share": 0.6}
OLDER = {**FIRST, "agreement": "general-37-5"}


def listed(company: Company, who: str) -> Any:
    """A person as the office's list of people shows them."""
    people = ask(company, "clerk", "GET", "people").json()["people"]
    return next(one for one in people if one["id"] == company.ids[who])


def left(company: Company, first: str, who: str, change: dict[str, Any] = FIRST) -> Any:
    """Why nothing would become of a first contract."""
    answer = ask(company, "clerk", "POST", "contracts/preview", wanted(company, first, change, who, begins=True))
    assert answer.status_code == 200, answer.text
    assert answer.json()["changed"] == []
    return answer.json()["left"][0]


def test_somebody_without_a_contract_gets_the_first_one_after_a_trial_and_it_is_undone_as_a_whole(
    office: Company,
) -> None:
    assert listed(office, "admin")["contract"] is False
    shown = ask(office, "clerk", "POST", "contracts/preview", wanted(office, "2026-11-16", FIRST, "admin", begins=True))
    assert shown.status_code == 200, shown.text
    (person,) = shown.json()["changed"]
    assert person["before"] is None
    assert (person["after"]["day_minutes"], person["after"]["share"]) == (270, 0.6)
    assert contracts(office, "admin") == []

    body = deed(office, "2026-11-16", FIRST, "admin", begins=True)
    done = [ask(office, "clerk", "POST", "contracts", body) for _ in range(2)]

    assert [one.status_code for one in done] == [201, 201]
    assert contracts(office, "admin") == [("2026-11-16", None, "company-office")]
    assert listed(office, "admin")["contract"] is True
    assert [kind for kind, _ in notices(office, "admin")].count("contract_changed") == 1
    undone = ask(office, "clerk", "POST", f"contracts/changes/{body['id']}/undo", {})
    assert undone.status_code == 200, undone.text
    assert contracts(office, "admin") == []
    assert listed(office, "admin")["contract"] is False


def test_a_first_contract_says_everything_that_it_needs_and_is_not_laid_over_another(quick: Company) -> None:
    bare = wanted(quick, "2026-11-16", {"share": 0.5}, "admin", begins=True)
    refused = ask(quick, "clerk", "POST", "contracts/preview", bare)
    assert refused.status_code == 400
    assert [one["field"] for one in refused.json()["fields"]] == ["change.agreement", "change.form", "change.pay"]
    assert left(quick, "2026-11-16", "aino")["reason"] == "has_contract"
    early = left(quick, "2024-06-01", "aino", OLDER)
    assert (early["reason"], early["params"]) == ("begins_before", {"date": "2025-01-01"})
    body = deed(quick, "2024-06-01", OLDER, "aino", begins=True, until="2024-12-31")
    assert ask(quick, "clerk", "POST", "contracts", body).status_code == 201
    assert [one[:2] for one in contracts(quick, "aino")] == [("2024-06-01", "2024-12-31"), ("2025-01-01", None)]


def test_a_first_contract_may_begin_in_a_closed_month_and_a_supervisor_makes_none(quick: Company) -> None:
    def close(tx: Tx) -> None:
        tx.org = quick.ids["org"]
        months.begin(tx, quick.ids["admin"], "2026-10", "closed")

    quick.world.db.write_now(close)
    body = deed(quick, "2026-10-05", FIRST, "admin", begins=True)
    assert ask(quick, "boss", "POST", "contracts", body).status_code == 403
    shown = ask(quick, "clerk", "POST", "contracts/preview", wanted(quick, "2026-10-05", FIRST, "admin", begins=True))
    assert [one["name"] for one in shown.json()["changed"]] == ["Admin"]
