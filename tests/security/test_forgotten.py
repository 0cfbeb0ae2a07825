"""A forgotten password: a letter to the address alone, and a reply that says nothing of who is there."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from leima.world.mail import Letter, Result
from tests.security.firm import PASSWORD, Firm
from tests.security.test_links import NEW, accept

MINUTE = 60_000


@dataclass
class Letters:
    """A mail server that keeps what it gets."""

    is_on: bool = True
    result: Result = Result.SENT
    sent: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> Result:
        self.sent.append(letter)
        return self.result

    @property
    def token(self) -> str:
        """The secret of the latest letter's link."""
        return self.sent[-1].text.partition("#")[2].split()[0]


@pytest.fixture
def post(firm: Firm) -> Letters:
    firm.world.mail = letters = Letters()
    return letters


def ask(firm: Firm, email: str, **headers: str) -> Any:
    return firm.client.post("/api/v1/auth/forgotten", json={"email": email}, headers=headers)


def test_a_letter_leads_to_a_new_password_and_the_person_is_told(firm: Firm, post: Letters) -> None:
    before, _ = firm.session("employee")
    assert ask(firm, "  Employee@Firm.test ".strip()).status_code == 204
    [letter] = post.sent
    assert (letter.to, letter.lang) == ("employee@firm.test", "fi")
    told = firm.rows("SELECT kind FROM notice WHERE person=:p", p=firm.ids["employee"])
    assert [row.kind for row in told] == ["password_forgotten"]
    assert firm.login("employee").status_code == 200, "the present password stays good until a new one is chosen"

    assert accept(firm, post.token).status_code == 200
    assert firm.login("employee", password=NEW).status_code == 200
    assert firm.login("employee", password=PASSWORD).status_code == 401
    assert firm.client.get("/api/v1/me", headers=before).status_code == 401


def test_the_reply_is_the_same_for_who_is_there_and_who_is_not(firm: Firm, post: Letters) -> None:
    answers = [ask(firm, firm.email(who)) for who in ("employee", "nobody", "gone", "invited")]
    assert {a.status_code for a in answers} == {204} and len({a.content for a in answers}) == 1
    assert [letter.to for letter in post.sent] == ["employee@firm.test"]


def test_an_invitation_is_not_ended_by_who_asks_for_a_password(firm: Firm, post: Letters) -> None:
    token = firm.link_for("invited")
    ask(firm, firm.email("invited"))
    assert accept(firm, token).status_code == 200


def test_one_letter_in_five_minutes_whose_link_stays_good_meanwhile(firm: Firm, post: Letters) -> None:
    ask(firm, firm.email("employee"))
    firm.clock.move(4 * MINUTE)
    ask(firm, firm.email("employee"))
    assert len(post.sent) == 1
    firm.clock.move(MINUTE)
    ask(firm, firm.email("employee"))
    assert len(post.sent) == 2 and accept(firm, post.token).status_code == 200


def test_a_letter_that_did_not_go_can_be_asked_for_again_at_once(firm: Firm, post: Letters) -> None:
    post.result = Result.LATER
    ask(firm, firm.email("employee"))
    lost = post.token
    post.result = Result.SENT
    ask(firm, firm.email("employee"))
    assert accept(firm, lost).status_code == 404
    assert accept(firm, post.token).status_code == 200


def test_an_address_that_asks_again_and_again_waits_a_minute_at_most(firm: Firm, post: Letters) -> None:
    codes = [ask(firm, f"x{n}@nowhere.test").status_code for n in range(12)]
    assert codes == [204] * 10 + [429] * 2
    firm.clock.move(MINUTE)
    assert ask(firm, firm.email("employee")).status_code == 204


def test_without_a_mail_server_it_says_whom_to_ask(firm: Firm) -> None:
    refused = ask(firm, firm.email("employee"))
    assert (refused.status_code, refused.json()["code"]) == (409, "no_mail")


def test_the_store_keeps_neither_the_link_nor_its_secret(firm: Firm, post: Letters) -> None:
    ask(firm, firm.email("employee"))
    tables = ("one_time_link", "audit_event", "notice", "throttle")
    assert post.token not in str([firm.rows(f"SELECT * FROM {table}") for table in tables])


def test_who_asks_ends_no_link_that_the_person_has_already_and_using_one_ends_all(firm: Firm, post: Letters) -> None:
    by_hand = firm.link_for("employee", "reset")
    firm.clock.move(6 * MINUTE)
    tokens = [by_hand]
    for _ in range(2):
        ask(firm, firm.email("employee"))
        tokens.append(post.token)
        firm.clock.move(6 * MINUTE)
    assert accept(firm, by_hand).status_code == 200
    assert [accept(firm, token).status_code for token in tokens] == [404] * 3
