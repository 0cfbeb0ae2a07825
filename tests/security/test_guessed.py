"""Many wrong passwords and then a right one: the person hears of it, and admins find it among the security events."""

from typing import Any

from leima.features.auth import service
from tests.security.firm import PASSWORD, Firm
from tests.security.test_second_step import code_of, turn_on
from tests.security.test_second_step import sign_in as by_code
from tests.security.test_throttle import fail, sign_in


def told(firm: Firm, who: str = "employee") -> list[Any]:
    return firm.rows("SELECT * FROM notice WHERE kind='guessed_before' AND person=:p", p=firm.ids[who])


def come_in(firm: Firm, **given: Any) -> None:
    firm.clock.move(60_000)
    assert sign_in(firm, "employee", PASSWORD, **given).status == 200


def test_a_right_password_after_many_wrong_ones_is_told_to_the_person_and_to_admins(both: Firm) -> None:
    fail(both, service.MANY_GUESSES)
    come_in(both)
    [notice] = told(both)
    assert notice.params == "{}", "a phone shows nothing of it"
    [event] = both.rows("SELECT person, new FROM audit_event WHERE what='sign_in.guessed'")
    assert (event.person, event.new) == (both.ids["employee"], '{"refusals": 10}')
    rows = both.client.get("/api/v1/audit", headers=both.session("admin")[0]).json()["events"]
    assert any(row["what"] == "sign_in.guessed" and row["person_name"] == "Employee Canary" for row in rows)


def test_a_few_typing_errors_are_told_to_nobody(firm: Firm) -> None:
    fail(firm, service.MANY_GUESSES - 1)
    come_in(firm)
    assert told(firm) == []


def test_guesses_from_elsewhere_are_told_to_whoever_comes_in_on_their_own_phone(firm: Firm) -> None:
    assert sign_in(firm, "employee", PASSWORD, device="own").status == 200
    fail(firm, service.MANY_GUESSES, address="198.51.100.9")
    come_in(firm, device="own")
    assert len(told(firm)) == 1
    come_in(firm, device="own")
    assert len(told(firm)) == 1, "the same notice waits to be read"


def test_guesses_of_yesterday_are_told_no_more(firm: Firm) -> None:
    fail(firm, service.MANY_GUESSES)
    firm.clock.move(86_400_000)
    come_in(firm)
    assert told(firm) == []


def test_guesses_at_the_code_count_too_and_nothing_is_told_before_the_right_one(firm: Firm) -> None:
    secret, _ = turn_on(firm, "payroll")
    for n in range(service.MANY_GUESSES):
        assert by_code(firm, "payroll", f"{n:06}").status_code in (401, 429)
        firm.clock.move(61_000)
    assert told(firm, "payroll") == []
    assert by_code(firm, "payroll", code_of(firm, secret)).status_code == 200
    assert len(told(firm, "payroll")) == 1
