"""What a provider, a stranger and a thief may say, and nobody comes in by it."""

from collections.abc import Mapping
from typing import Any

import jwt
import pytest
from jwt.warnings import InsecureKeyLengthWarning

from leima.features.oidc import entering, id_token, store
from leima.world.providers import Providers
from tests.apps import nowhere
from tests.oidc.local_provider import jwk, rsa_key, sealed
from tests.oidc.visitors import Browser, Work, outcome
from tests.oidc.wrongs import ANSWERS, DESCRIPTIONS, TOKENS, WELL_KNOWN, Change

REFUSED = {"company_down", "company_token", "company_unverified", "company_unknown", "company_refused", "company_state"}


def nobody_came(work: Work) -> bool:
    return work.sessions() == 0 and work.firm.rows("SELECT * FROM company_link") == []


def test_no_bad_token_and_no_bad_answer_of_the_provider_lets_anybody_in(work: Work) -> None:
    bad = {**TOKENS, **ANSWERS}
    with pytest.warns(InsecureKeyLengthWarning, match="1024 bits"):
        all_refused(work, bad)
    print(f"bad answers of a provider: {len(bad)}, 0 sign-ins")
    assert len(bad) >= 50 and nobody_came(work)
    work.provider.instead = {}
    work.firm.world.providers = Providers(nowhere, beside=(work.provider.origin,))
    assert work.outcome() == "Employee Canary"


def all_refused(work: Work, bad: Mapping[str, Change]) -> None:
    """One of the tokens is signed by a key that is too short, on purpose."""
    for name, change in bad.items():
        work.provider.claims, work.provider.seal, work.provider.instead = {}, None, {}
        work.provider.keys = [jwk(rsa_key("k1"), "k1")]
        work.firm.world.providers = Providers(nowhere, beside=(work.provider.origin,))
        change(work.provider)
        answer = work.sign_in()
        assert answer.status_code == 401 and answer.json()["code"] in REFUSED, (name, answer.text)
        assert "set-cookie" not in answer.headers, name


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_a_description_begins_no_sign_in(one: Work, name: str) -> None:
    DESCRIPTIONS[name](one.provider)
    body = {"company_word": "ours"}
    answer = one.firm.client.post("/api/v1/auth/company/begin", json=body, headers={"X-Leima": "1"})
    assert (answer.status_code, answer.json()["code"]) == (401, "company_down"), answer.text
    assert set(one.provider.asked) == {WELL_KNOWN} and one.firm.rows("SELECT * FROM company_try") == []


def test_a_slow_provider_is_waited_for_no_longer_than_its_time(one: Work) -> None:
    browser = one.begin()
    code = one.provider.authorize(browser.address)
    one.provider.instead["/token"] = one.provider.slowly
    one.firm.world.providers = Providers(nowhere, beside=(one.provider.origin,), seconds=0.3)
    assert outcome(one.finish(browser, code)) == "company_down"
    assert nobody_came(one)


@pytest.mark.parametrize("inner", ["10.0.0.5", "127.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.5"])
def test_a_provider_on_the_inner_network_is_not_called(one: Work, inner: str) -> None:
    async def resolve(_: str) -> list[str]:
        return ["93.184.216.34", inner]

    one.firm.world.providers = Providers(resolve)
    one.save(issuer="https://id.example.fi/work", client_secret="x")
    answer = one.firm.client.post("/api/v1/auth/company/begin", json={"company_word": "ours"}, headers={"X-Leima": "1"})
    assert answer.json()["code"] == "company_down"
    said = one.ask("POST", "/try", {**one.form, "client_secret": "x"}).json()["findings"]
    assert said == [{"step": "description", "wrong": "address"}]


@pytest.mark.parametrize(
    "issuer",
    [
        "http://id.example.fi",
        "https://id.example.fi:8443/x",
        "https://user@id.example.fi",
        "ftp://id.example.fi/",
        "id",
    ],
)
def test_an_issuer_that_is_written_oddly_is_not_kept(one: Work, issuer: str) -> None:
    answer = one.ask("PUT", "", {**one.form, "issuer": issuer})
    assert (answer.status_code, answer.json()["code"]) == (400, "company_issuer")


def test_a_way_back_is_taken_once_in_its_own_browser_and_in_its_time(work: Work) -> None:
    work.provider.lenient = True
    mine, thiefs = work.begin(), work.begin()
    code = work.provider.authorize(mine.address)
    for name, browser, state in (
        ("the thief's browser with my way back", thiefs.cookie, mine.address),
        ("no browser", "", mine.address),
        ("a way back that nobody began", mine.cookie, "https://x.example.fi/?state=made-up"),
    ):
        assert outcome(work.finish(Browser(browser, state), code)) == "company_state", name
    assert outcome(work.finish(thiefs, code)) == "company_token", "the nonce is of another sign-in"
    assert work.sessions() == 0
    assert outcome(work.finish(mine, code)) == "Employee Canary"
    assert outcome(work.finish(mine, code)) == "company_state", "a replay"
    old = work.begin()
    code = work.provider.authorize(old.address)
    work.firm.clock.move(store.LASTS)
    assert outcome(work.finish(old, code)) == "company_state"


def test_a_code_that_failed_once_is_not_tried_again(one: Work) -> None:
    one.provider.lenient = True
    browser = one.begin()
    code = one.provider.authorize(browser.address)
    one.provider.claims = {"nonce": "x"}
    assert outcome(one.finish(browser, code)) == "company_token"
    one.provider.claims = {}
    assert outcome(one.finish(browser, code)) == "company_state"


def test_an_answer_that_says_another_issuer_is_not_the_ones_that_was_asked(one: Work) -> None:
    browser = one.begin()
    assert outcome(one.finish(browser, one.provider.authorize(browser.address), iss="https://evil.example.fi")) == (
        "company_token"
    )
    browser = one.begin()
    code = one.provider.authorize(browser.address)
    assert outcome(one.finish(browser, code, iss=one.provider.issuer)) == "Employee Canary"


def test_who_says_no_at_the_provider_is_told_so(one: Work) -> None:
    browser = one.begin()
    assert outcome(one.finish(browser, "", error="access_denied")) == "company_refused"


def test_a_foreign_page_begins_and_finishes_nothing(one: Work) -> None:
    for path, body in (
        ("begin", {"company_word": "ours"}),
        ("finish", {"state": "s", "code": "c", "device_id": "d"}),
    ):
        for headers in ({}, {"X-Leima": "1", "Origin": "https://evil.example.fi"}):
            answer = one.firm.client.post(f"/api/v1/auth/company/{path}", json=body, headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "foreign_page")


def test_a_thousand_beginnings_at_one_address_are_slowed_down(one: Work) -> None:
    said = [
        one.firm.client.post("/api/v1/auth/company/begin", json={"company_word": "x1"}, headers={"X-Leima": "1"})
        for _ in range(302)
    ]
    assert said[0].status_code == 404 and said[-1].status_code == 429


def test_one_who_asks_for_unknown_keys_does_not_make_the_server_read_them_each_time(one: Work) -> None:
    one.provider.seal = lambda said: sealed(said, rsa_key("thief"), "k9")
    for _ in range(5):
        assert one.outcome() == "company_token"
    assert one.provider.asked.count("/keys") == 1, "read a moment ago"
    one.firm.clock.move(31_000)
    for _ in range(5):
        one.outcome()
    assert one.provider.asked.count("/keys") == 2


@pytest.mark.parametrize("broken", ["claims", "seal", "browser", "times"])
def test_a_look_that_is_missing_is_found(one: Work, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    """Each guard is what keeps its bad answer out: without it somebody comes in."""
    if broken == "claims":
        monkeypatch.setattr(id_token, "_refuse_if_not_ours", lambda *_: None)
        one.provider.claims = {"iss": "https://evil.example.fi", "aud": "x", "nonce": "y"}
    if broken == "times":
        monkeypatch.setattr(id_token, "_refuse_if_late", lambda *_: None)
        one.provider.claims = {"exp": 1}
    if broken == "seal":
        monkeypatch.setattr(
            id_token, "_opened", lambda token, *_: jwt.decode(token, options={"verify_signature": False})
        )
        one.provider.seal = lambda said: sealed(said, rsa_key("thief"), "k1")
    if broken == "browser":
        monkeypatch.setattr(entering, "digest", lambda _: "the same for all")
    assert one.outcome() == "Employee Canary"


def test_the_try_says_what_is_wrong_with_each_step(one: Work) -> None:
    def said(**form: Any) -> dict[str, str]:
        one.firm.world.providers = Providers(nowhere, beside=(one.provider.origin,))
        answer = one.ask("POST", "/try", {**one.form, **form})
        return {row["step"]: row["wrong"] for row in answer.json()["findings"]}

    well = dict.fromkeys(("description", "issuer", "addresses", "pkce", "keys", "client"), "")
    assert said() == well
    assert said(client_secret="") == well, "the secret that is kept"
    assert said(client_secret="wrong") == {**well, "client": "client"}
    assert said(issuer=one.provider.issuer + "/") == {"issuer": "issuer"}
    assert said(issuer=one.provider.origin + "/nothing") == {"description": "status"}
    one.provider.description = {"code_challenge_methods_supported": ["plain"]}
    assert said() == {**well, "pkce": "pkce"}
    one.provider.description, one.provider.keys = {}, []
    assert said() == {**well, "keys": "keys"}
    one.provider.description = {"token_endpoint": "http://10.0.0.5/token"}
    assert said() == {"addresses": "endpoints"}
