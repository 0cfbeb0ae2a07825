"""Signing in by the company's own sign-in: who comes in, with which roles, and by which step."""

import json
from datetime import timedelta
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.oidc.local_provider import ec_key, jwk, rsa_key, sealed
from tests.oidc.visitors import PAGE, Work, outcome
from tests.security.firm import PASSWORD, org_of
from tests.security.test_second_step import code_of, sign_in, turn_on

HOUR = int(timedelta(hours=1).total_seconds() * 1000)


def test_an_invited_person_comes_in_by_the_providers_word_and_later_by_the_account_alone(work: Work) -> None:
    work.names("invited")
    assert work.outcome() == "Invited Canary"
    work.names("invited", email="new.name@firm.test")
    assert work.outcome() == "Invited Canary", "the account is known by its sub"
    assert work.ask("GET", "").json()["people"][0]["name"] == "Invited Canary"
    kinds = [row.what for row in work.firm.rows("SELECT what FROM audit_event WHERE what LIKE 'company.%' ORDER BY n")]
    assert kinds == ["company.changed", "company.linked"]


def test_the_browser_is_sent_with_pkce_state_and_nonce_that_are_new_each_time(one: Work) -> None:
    first, second = (dict(pair.split("=") for pair in one.begin().address.split("?")[1].split("&")) for _ in range(2))
    assert first["code_challenge_method"] == "S256" and first["response_type"] == "code"
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 43 and first[name] != second[name]
    assert "verifier" not in str(first) and first["redirect_uri"].endswith("%2Fkirjaudu")


def test_nobody_is_made_of_a_strangers_account_and_nobody_comes_in_who_has_left(work: Work) -> None:
    before = work.firm.rows("SELECT COUNT(*) AS n FROM person")[0].n
    work.names("nobody-here")
    assert work.outcome() == "company_unknown"
    work.names("gone")
    assert work.outcome() == "company_unknown"
    work.names("employee")
    assert work.outcome() == "Employee Canary"
    work.firm.world.db.write_now(lambda tx: _leaves(tx, work.firm.ids["employee"]))
    assert work.outcome() == "company_unknown"
    assert work.firm.rows("SELECT COUNT(*) AS n FROM person")[0].n == before


def _leaves(tx: Tx, person: str) -> None:
    tx.org = org_of(tx, person)
    people.update_person(tx, person, active=False)


def test_an_address_of_another_organisation_opens_nothing_there_nor_here(work: Work) -> None:
    work.names("their_employee")
    assert work.outcome() == "company_unknown"
    assert work.firm.rows("SELECT * FROM company_link") == [] and work.sessions() == 0


def test_a_second_account_with_the_address_of_somebody_who_has_one_is_not_let_in_until_an_admin_says(
    work: Work,
) -> None:
    assert work.outcome() == "Employee Canary"
    work.names("employee", sub="another account")
    assert work.outcome() == "company_other_account"
    assert work.ask("DELETE", f"/people/{work.firm.ids['employee']}").status_code == 204
    assert work.outcome() == "Employee Canary"


def test_an_address_that_nobody_verified_counts_only_where_the_admin_says_so_and_never_one_called_unverified(
    one: Work,
) -> None:
    for said, trusts, expected in (
        (None, False, "company_unverified"),
        (False, False, "company_unverified"),
        (False, True, "company_unverified"),
        ("false", True, "company_unverified"),
        (None, True, "Employee Canary"),
    ):
        one.save(trusts_emails=trusts)
        one.names("employee", email_verified=said)
        assert one.outcome() == expected, (said, trusts)


def test_an_address_that_the_token_lacks_is_asked_of_the_provider_and_must_be_of_the_same_account(one: Work) -> None:
    one.provider.userinfo = {"sub": "sub of employee", "email": "employee@firm.test", "email_verified": True}
    one.names("employee", email=None, email_verified=None)
    assert one.outcome() == "Employee Canary"
    one.names("mate", email=None, email_verified=None)
    assert one.outcome() == "company_token"


def test_new_keys_of_the_provider_are_read_once_they_are_used(one: Work) -> None:
    assert one.outcome() == "Employee Canary"
    one.provider.keys, one.provider.kid = [jwk(rsa_key("k2"), "k2")], "k2"
    one.provider.seal = lambda claims: sealed(claims, rsa_key("k2"), "k2")
    one.firm.clock.move(60_000)
    assert one.outcome() == "Employee Canary"
    one.provider.keys = [jwk(ec_key("e1"), "e1", "ES256")]
    one.provider.seal = lambda claims: sealed(claims, ec_key("e1"), "e1", "ES256")
    one.firm.clock.move(60_000)
    assert one.outcome() == "Employee Canary"


def test_the_description_and_the_keys_are_read_once_an_hour(one: Work) -> None:
    for _ in range(3):
        assert one.outcome() == "Employee Canary"
    read = one.provider.asked.count
    assert (read("/keys"), read("/realms/work/.well-known/openid-configuration")) == (1, 1)
    one.firm.clock.move(HOUR)
    assert one.outcome() == "Employee Canary"
    assert read("/keys") == 2


ROLES = [
    {"value": "bosses", "role": "supervisor"},
    {"value": "money", "role": "payroll"},
    {"value": "it", "role": "admin"},
]


def test_the_claim_gives_and_takes_the_roles_that_its_values_stand_for_and_no_others(work: Work) -> None:
    work.save(role_claim="groups", role_values=[row for row in ROLES if row["role"] != "admin"])
    work.names("employee", groups=["bosses", "admin", "payroll", "it", 7])
    assert work.outcome() == "Employee Canary"
    assert work.roles("employee") == {"employee", "supervisor"}
    work.names("employee", groups="money")
    work.sign_in()
    assert work.roles("employee") == {"employee", "payroll"}
    work.names("employee")
    work.sign_in()
    assert work.roles("employee") == {"employee"}, "a claim that is not there names nothing"
    work.names("admin", groups=[])
    work.sign_in()
    assert "admin" in work.roles("admin"), "no value stands for it: it is Leima's own"


def test_without_a_mapping_no_claim_gives_a_role(one: Work) -> None:
    for claim, values in (("", ROLES), ("groups", [])):
        one.save(role_claim=claim, role_values=values)
        one.names("employee", groups=["bosses", "money", "it"], roles=["admin"])
        assert one.outcome() == "Employee Canary"
        assert one.roles("employee") == {"employee"}


def test_groups_too_many_for_the_token_change_nothing(one: Work) -> None:
    one.save(role_claim="groups", role_values=ROLES)
    one.names("boss", _claim_names={"groups": "src1"})
    assert one.outcome() == "Boss Canary"
    assert "supervisor" in one.roles("boss")


def test_the_last_admin_stays_one_whatever_the_claim_says(work: Work) -> None:
    work.save(role_claim="groups", role_values=ROLES)
    work.names("admin", groups=["money"])
    assert work.outcome() == "Admin Canary"
    assert work.roles("admin") == {"admin", "employee", "payroll"}
    work.names("employee", groups=["it"])
    assert work.outcome() == "Employee Canary" and "admin" in work.roles("employee")
    work.names("admin", groups=["money"])
    work.sign_in()
    assert work.roles("admin") == {"employee", "payroll"}


def test_each_change_of_roles_stands_in_the_trail(one: Work) -> None:
    one.save(role_claim="groups", role_values=ROLES)
    one.names("employee", groups=["bosses"])
    one.sign_in()
    one.sign_in()
    rows = one.firm.rows(
        "SELECT what, old, new FROM audit_event WHERE person=:p ORDER BY n", p=one.firm.ids["employee"]
    )
    assert [row.what for row in rows if row.what == "company.roles"] == ["company.roles"]
    last = [(json.loads(r.old), json.loads(r.new)) for r in rows if r.what == "person.roles"][-1]
    assert last == (["employee"], ["employee", "supervisor"])


def test_leimas_own_second_step_is_asked_for_and_the_same_way_back_is_gone_on_with(work: Work) -> None:
    secret, _ = turn_on(work.firm, "payroll")
    work.names("payroll", amr=["pwd", "mfa"])
    browser = work.begin()
    code = work.provider.authorize(browser.address)
    assert outcome(work.finish(browser, code)) == "code_needed"
    assert outcome(work.finish(browser, code, one_time_code="000000")) == "wrong_code"
    other = work.begin()
    assert outcome(work.finish(other, "", one_time_code=code_of(work.firm, secret))) == "company_refused"
    stolen = type(browser)(other.cookie, browser.address)
    assert outcome(work.finish(stolen, code, one_time_code=code_of(work.firm, secret))) == "company_state"
    assert work.sessions() == 0
    good = code_of(work.firm, secret)
    assert outcome(work.finish(browser, code, one_time_code=good)) == "Payroll Canary"
    assert outcome(work.finish(browser, code, one_time_code=good)) == "company_state"


@pytest.mark.parametrize(
    ("claim", "wanted", "said", "expected"),
    [
        ("", ["mfa"], {"amr": ["mfa"]}, "code_needed"),
        ("amr", ["mfa"], {"amr": ["pwd", "mfa"]}, "Payroll Canary"),
        ("amr", ["mfa"], {"amr": "mfa"}, "Payroll Canary"),
        ("amr", ["mfa"], {"amr": ["pwd"]}, "code_needed"),
        ("amr", ["mfa"], {"acr": "mfa"}, "code_needed"),
        ("amr", [], {"amr": ["mfa"]}, "code_needed"),
        ("acr", ["gold"], {"acr": "gold"}, "Payroll Canary"),
        ("acr", ["gold"], {"acr": "silver"}, "code_needed"),
    ],
)
def test_the_providers_second_step_counts_only_as_the_admin_has_said(
    one: Work, claim: str, wanted: list[str], said: dict[str, Any], expected: str
) -> None:
    turn_on(one.firm, "payroll")
    one.save(step_claim=claim, step_values=wanted)
    one.names("payroll", **said)
    assert one.outcome() == expected
    assert ("acr_values=gold" in one.begin().address) is (claim == "acr")


def test_only_by_the_companys_sign_in_shuts_passwords_and_links_and_never_an_admin_out(work: Work) -> None:
    assert work.ask("PUT", "/only", {"only": True}).json()["code"] == "company_own_first"
    work.names("admin")
    assert work.outcome() == "Admin Canary"
    assert work.ask("PUT", "/only", {"only": True}).json()["only"] is True
    assert sign_in(work.firm, "employee").json()["code"] == "company_only"
    token = work.firm.link_for("employee", "reset")
    body = {"token": token, "password": "a long enough new one", "device_id": "d"}
    refused = work.firm.client.post("/api/v1/auth/invitations/accept", json=body)
    assert (refused.status_code, refused.json()["code"]) == (401, "company_only")
    assert sign_in(work.firm, "admin").status_code == 200, "a provider that is down locks no company out"
    work.names("employee")
    assert work.outcome() == "Employee Canary"
    work.save(enabled=False)
    assert sign_in(work.firm, "employee").status_code == 200


def test_the_secret_is_told_to_nobody_and_stays_with_its_provider_and_client(one: Work) -> None:
    told = one.ask("GET", "").json()
    assert told["setting"]["has_secret"] and one.form["client_secret"] not in str(told)
    assert one.form["client_secret"] not in str(one.firm.rows("SELECT * FROM audit_event"))
    assert one.save(client_secret="")["setting"]["has_secret"]
    assert not one.save(client_secret="", client_id="another")["setting"]["has_secret"]


def test_who_does_not_administer_sees_and_sets_nothing_of_it(one: Work) -> None:
    for who in ("employee", "boss", "payroll"):
        for method, path, body in (
            ("GET", "", None),
            ("PUT", "", one.form),
            ("DELETE", "", None),
            ("POST", "/try", one.form),
            ("PUT", "/only", {"only": False}),
            ("DELETE", f"/people/{one.firm.ids['employee']}", None),
        ):
            assert one.ask(method, path, body, who).status_code == 403, (who, method, path)


def test_two_organisations_have_their_own_words_and_a_page_without_one_is_told_of_no_other(one: Work) -> None:
    def look(word: str = "") -> Any:
        return one.firm.client.post("/api/v1/auth/company/look", json={"company_word": word}, headers=PAGE).json()

    assert look() == {"ways": [{"word": "ours", "organisation": "Ours Canary Oy"}], "more": False}
    taken = one.ask("PUT", "", one.form, "their_admin")
    assert (taken.status_code, taken.json()["code"]) == (409, "company_word")
    assert one.ask("PUT", "", {**one.form, "word": "theirs"}, "their_admin").status_code == 200
    assert look() == {"ways": [], "more": True}
    assert look("theirs") == {"ways": [{"word": "theirs", "organisation": "Theirs Canary Oy"}], "more": True}
    assert look("nobody")["ways"] == []


def test_the_same_account_is_a_person_of_its_own_in_each_organisation(one: Work) -> None:
    assert one.ask("PUT", "", {**one.form, "word": "theirs"}, "their_admin").status_code == 200
    assert one.outcome() == "Employee Canary"
    browser = one.begin("theirs")
    answer = one.finish(browser, one.provider.authorize(browser.address))
    assert outcome(answer) == "company_unknown", "its address is nobody's there"


def test_a_person_without_a_password_who_signs_in_so_has_no_password_afterwards(one: Work) -> None:
    one.names("invited")
    assert one.outcome() == "Invited Canary"
    assert sign_in(one.firm, "invited", password=PASSWORD).json()["code"] == "invalid_credentials"
    assert one.firm.rows("SELECT secret FROM credential WHERE person=:p", p=one.firm.ids["invited"]) == []


def test_removed_it_lets_nobody_in_and_the_accounts_are_forgotten(one: Work) -> None:
    assert one.outcome() == "Employee Canary"
    browser = one.begin()
    code = one.provider.authorize(browser.address)
    assert one.ask("DELETE", "").status_code == 204
    assert outcome(one.finish(browser, code)) == "company_state"
    assert one.firm.rows("SELECT * FROM company_link") == []
    assert one.ask("DELETE", "").status_code == 404
