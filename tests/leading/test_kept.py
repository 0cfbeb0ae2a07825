"""Choices of reports that people keep, and the notice that they get once a month."""

import asyncio
from typing import Any

from leima.features.leading.kept import MOST
from leima.features.leading.telling import tell_monthly
from tests.company import Company
from tests.leading.months import ended

CHOICE = {"report": "trend", "whom": "all", "months": 3}


def keep(company: Company, who: str, id: str, status: int = 200, **more: Any) -> Any:
    form = {"title": "Joukkue: Aino", "choice": CHOICE, "monthly": True, **more}
    answer = company.client.put(f"/api/v1/leading/kept/{id}", json=form, headers=company.headers(who))
    assert answer.status_code == status, answer.text
    return answer.json()


def kept(company: Company, who: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = company.get(who, "leading/kept")["kept"]
    return found


def told(company: Company) -> int:
    return asyncio.run(tell_monthly(company.world.db))


def notices(company: Company) -> list[Any]:
    return company.rows("SELECT person, params FROM notice WHERE org=:org AND kind='remind_report' ORDER BY at")


def test_a_choice_is_kept_changed_and_forgotten_by_its_person_alone(company: Company) -> None:
    keep(company, "boss", "a")
    keep(company, "boss", "a", title="  Saldot ", monthly=False)
    assert kept(company, "boss") == [{"id": "a", "title": "Saldot", "choice": CHOICE, "monthly": False}]
    assert kept(company, "aino") == []
    headers = company.headers("aino")
    assert company.client.delete("/api/v1/leading/kept/a", headers=headers).status_code == 404
    assert company.client.delete("/api/v1/leading/kept/a", headers=company.headers("boss")).status_code == 204
    assert kept(company, "boss") == []


def test_a_choice_without_a_name_and_one_too_many_are_refused(company: Company) -> None:
    keep(company, "boss", "a", 400, title="   ")
    keep(company, "boss", "a", 400, choice={**CHOICE, "months": 13})
    for n in range(MOST):
        keep(company, "boss", f"k{n}")
    keep(company, "boss", "more", 409)
    keep(company, "boss", "k1", title="Toinen")


def test_one_is_told_once_of_each_month_that_is_over(company: Company) -> None:
    keep(company, "boss", "a")
    keep(company, "boss", "quiet", monthly=False)
    assert told(company) == 0
    company.at("2026-12-01T00:00")
    assert told(company) == 0, "its days have not been worked out"
    ended(company, "2026-12-01T06:00")
    assert (told(company), told(company)) == (1, 0)
    keep(company, "boss", "a", title="Uusi nimi")
    assert told(company) == 0
    ended(company, "2027-01-02T06:00")
    assert (told(company), told(company)) == (1, 0)
    assert [row.person for row in notices(company)] == [company.ids["boss"]] * 2


def test_phones_hear_neither_the_name_nor_a_number(company: Company) -> None:
    keep(company, "boss", "a")
    ended(company, "2026-12-01T06:00")
    told(company)
    outbox = company.rows("SELECT * FROM push_outbox WHERE org=:org")
    assert "Aino" in notices(company)[0].params
    assert all("Aino" not in str(row) for row in outbox)
