"""What became of a contract is read in the audit trail: whose it is, what changed, and the wage by those who may."""

from tests.company import Company
from tests.people.office import deed
from tests.people.test_contracts import do


def test_a_change_of_a_contract_is_among_the_events_about_the_person_and_says_what_changed(office: Company) -> None:
    """The wage is told to the person, payroll and admins alone; the rest in words to the supervisor too."""
    hourly = office.ids["hourly"]
    do(office, deed(office, "2026-11-16", {"hourly_cents": 2150}, "hourly"))
    do(office, deed(office, "2026-11-16", {"form": "period", "hourly_cents": 2375}, "hourly"))
    wage, form = {"label": "Tuntipalkka", "value": "21,5 €"}, {"label": "Työaikamuoto", "value": "jaksotyö"}
    for who in ("clerk", "hourly", "boss"):
        told = office.get(who, "audit", person=hourly)["events"]
        last = next(one for one in told if one["what"] == "contract.change")
        assert last["person_name"] == "Hourly", who
        assert form in last["new"], who
        assert {"label": "Työehtosopimus", "value": "Yleinen 40 h"} in last["new"], who
        assert (wage in last["old"]) == (who != "boss"), who
        assert ("Tuntipalkka" in str(told)) == (who != "boss"), who
