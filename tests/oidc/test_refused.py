"""A refused answer of the provider is told to admins of whom it named."""

import json

from leima.features.auth import refusals
from tests.oidc.visitors import Work, outcome
from tests.security.test_second_step import turn_on


def test_a_refused_answer_is_told_to_admins_of_whom_it_named_and_of_nobody_else(work: Work) -> None:
    assert work.outcome() == "Employee Canary"
    work.names("employee", sub="another account")
    assert work.outcome() == "company_other_account"
    work.names("gone")
    assert work.outcome() == "company_unknown"
    work.names("nobody-here")
    assert work.outcome() == "company_unknown"
    turn_on(work.firm, "payroll")
    work.names("payroll")
    browser = work.begin()
    code = work.provider.authorize(browser.address)
    assert outcome(work.finish(browser, code)) == "code_needed"
    assert outcome(work.finish(browser, code, one_time_code="000000")) == "wrong_code"
    work.firm.portal.call(refusals.tell_refusals, work.firm.world.db)
    rows = work.firm.rows("SELECT person, new FROM audit_event WHERE what='sign_in.refused'")
    told = {row.person: {name for name in json.loads(row.new) if name.startswith("refused_")} for row in rows}
    ids = work.firm.ids
    assert told == {
        ids["employee"]: {"refused_company"},
        ids["gone"]: {"refused_company"},
        ids["payroll"]: {"refused_code"},
    }
