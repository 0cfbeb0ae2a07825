"""Work on a type that is set apart for kiky, without kiky: the day asks about it."""

from typing import Any

from leima.db.tx import Tx
from tests.company import Company, ms, operation
from tests.kiky.office import hire_more


def earmark(company: Company) -> None:
    def work(tx: Tx) -> None:
        for id, kiky in (("koulutus", True), ("projekti", False)):
            tx.run(
                "INSERT INTO work_type (org, id, name, kiky, active) VALUES (:org, :id, :name, :kiky, :yes)",
                org=company.ids["org"],
                id=id,
                name=id.title(),
                kiky=kiky,
                yes=True,
            )

    company.world.db.write_now(work)


def asked(company: Company, who: str, work_type: str, *, kiky: bool = False) -> list[dict[str, Any]]:
    """What the day says of two hours on a work type."""
    body = {"start": ms("2026-01-02T08:00"), "end": ms("2026-01-02T10:00"), "work_type": work_type, "kiky": kiky}
    body |= {"cost_centre": None, "remote": False, "note": ""}
    company.at("2026-01-02T12:00").push(who, operation(company.ids[who], "entry.create", body, company.clock.now()))
    (day,) = company.get(who, "days", **{"from": "2026-01-02", "to": "2026-01-02"})["days"]
    return [one["params"] for one in day["result"]["findings"] if one["kind"] == "kiky_earmarked"]


def test_work_on_a_type_set_apart_for_kiky_is_asked_about_as_a_finding_of_the_day(company: Company) -> None:
    earmark(company)
    hire_more(company, "tuntinen", {"agreement": "general-40", "form": "general", "pay": "hourly"})
    assert asked(company, "helmi", "koulutus") == [{"name": "Koulutus", "minutes": 120}]
    assert asked(company, "ilona", "koulutus", kiky=True) == []
    assert asked(company, "jari", "projekti") == []
    assert asked(company, "tuntinen", "koulutus") == []
