"""Many tabs at once: a code opens once, and guesses at it wait for each other."""

from concurrent.futures import ThreadPoolExecutor

from httpx import Response

from tests.oidc.test_whole import begun
from tests.oidc.visitors import PAGE, Browser, Work, outcome
from tests.security.test_second_step import code_of, turn_on


def at_once(work: Work, browser: Browser, codes: list[str]) -> list[str]:
    """What each tab is told that sends its code for the same sign-in."""

    def send(code: str) -> Response:
        body = {"state": browser.state, "code": "c", "device_id": "phone", "one_time_code": code}
        headers = {**PAGE, "Cookie": f"__Host-leima-company={browser.cookie}"}
        return work.firm.client.post("/api/v1/auth/company/finish", json=body, headers=headers)

    with ThreadPoolExecutor(len(codes)) as tabs:
        return [outcome(one) for one in tabs.map(send, codes)]


def test_one_code_sent_by_eight_tabs_at_once_opens_one_session(work: Work) -> None:
    secret, _ = turn_on(work.firm, "payroll")
    work.names("payroll")
    browser, _ = begun(work)
    said = at_once(work, browser, [code_of(work.firm, secret)] * 8)
    assert said.count("Payroll Canary") == 1, said
    assert work.sessions() == 1


def test_guesses_at_the_code_by_sixteen_tabs_at_once_are_counted_one_by_one(work: Work) -> None:
    turn_on(work.firm, "payroll")
    work.names("payroll")
    browser, _ = begun(work)
    said = at_once(work, browser, ["000000"] * 16)
    assert said.count("wrong_code") == 5 and said.count("too_many_tries") == 11, said
