"""What the provider has said takes effect only when the sign-in is whole."""

from typing import Any

from tests.oidc.test_coming_in import ROLES
from tests.oidc.visitors import Browser, Work, outcome
from tests.security.test_second_step import code_of, turn_on


def begun(work: Work) -> tuple[Browser, str]:
    """A sign-in that waits for Leima's own code."""
    browser = work.begin()
    code = work.provider.authorize(browser.address)
    assert outcome(work.finish(browser, code)) == "code_needed"
    return browser, code


def links(work: Work) -> list[Any]:
    return work.firm.rows("SELECT person FROM company_link")


def test_roles_of_the_claim_are_given_and_taken_only_after_leimas_own_code(work: Work) -> None:
    work.save(role_claim="groups", role_values=ROLES)
    secret, _ = turn_on(work.firm, "boss")
    work.names("boss", groups=["money", "it"])
    browser, code = begun(work)
    assert outcome(work.finish(browser, code, one_time_code="000000")) == "wrong_code"
    assert work.roles("boss") == {"employee", "supervisor"}
    assert outcome(work.finish(browser, code, one_time_code=code_of(work.firm, secret))) == "Boss Canary"
    assert work.roles("boss") == {"employee", "payroll", "admin"}


def test_an_account_is_linked_only_after_leimas_own_code(work: Work) -> None:
    secret, _ = turn_on(work.firm, "payroll")
    work.names("payroll", sub="of somebody else")
    begun(work)
    assert links(work) == []
    work.names("payroll")
    browser, code = begun(work)
    assert outcome(work.finish(browser, code, one_time_code=code_of(work.firm, secret))) == "Payroll Canary"
    assert [row.person for row in links(work)] == [work.firm.ids["payroll"]]


def test_of_two_accounts_that_wait_for_the_code_the_first_to_come_in_is_the_persons(work: Work) -> None:
    secret, _ = turn_on(work.firm, "payroll")
    work.names("payroll", sub="one")
    first = begun(work)
    work.names("payroll", sub="another")
    second = begun(work)
    assert outcome(work.finish(*first, one_time_code=code_of(work.firm, secret))) == "Payroll Canary"
    work.firm.clock.move(30_000)
    assert outcome(work.finish(*second, one_time_code=code_of(work.firm, secret))) == "company_other_account"
    assert len(links(work)) == 1


def test_who_becomes_payroll_by_the_claim_sets_the_second_step_up_where_payroll_has_to_have_it(work: Work) -> None:
    work.save(role_claim="groups", role_values=ROLES)
    work.firm.world.db.write_now(lambda tx: tx.run("UPDATE organisation SET two_step=:yes", yes=True))
    work.names("employee", groups=["money"])
    browser = work.begin()
    code = work.provider.authorize(browser.address)
    asked = work.finish(browser, code)
    assert outcome(asked) == "two_step_setup"
    assert work.roles("employee") == {"employee"}
    good = code_of(work.firm, asked.json()["params"]["secret"])
    assert outcome(work.finish(browser, code, one_time_code=good)) == "Employee Canary"
    assert work.roles("employee") == {"employee", "payroll"}


def test_a_sign_in_that_waits_for_the_code_ends_when_another_provider_is_set(work: Work) -> None:
    secret, _ = turn_on(work.firm, "payroll")
    work.names("payroll")
    browser, code = begun(work)
    work.save(issuer="https://id.example.fi/other")
    assert outcome(work.finish(browser, code, one_time_code=code_of(work.firm, secret))) == "company_state"
    assert links(work) == []


def test_the_claim_gives_the_front_desks_role_too(work: Work) -> None:
    work.save(role_claim="groups", role_values=[{"value": "lobby", "role": "reception"}])
    work.names("employee", groups=["lobby"])
    assert work.outcome() == "Employee Canary"
    assert work.roles("employee") == {"employee", "reception"}
    work.names("employee", groups=[])
    work.sign_in()
    assert work.roles("employee") == {"employee"}
