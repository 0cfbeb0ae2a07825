"""P1: two hundred personal canaries go in by every door; none comes out in the logs, the metrics or an error's text."""

import logging
from typing import Any

import pytest
import structlog

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.security.firm import LONG_AGO, Firm
from tests.security.raw_request import Answer, raw_request
from tests.security.sealed import op

MANY = 200


def canaries(kind: str, many: int) -> list[str]:
    return [f"kanari{kind}{n:03d}zq" for n in range(many)]


def sing(firm: Firm) -> tuple[list[str], list[Answer]]:
    """Sends personal things in names, addresses, passwords, tokens, notes and paths; answers what must stay secret."""
    headers, payroll = firm.session("employee")[0], firm.session("payroll")[0]
    names, notes, secrets = canaries("name", 50), canaries("note", 50), canaries("secret", 50)
    mails, answers = canaries("mail", 25), []
    for name, mail in zip(names, [*mails, *mails], strict=True):
        new = {"name": name, "email": f"{mail}@firm.test", "start": "2025-11-24", "lang": "fi"}
        answers.append(raw_request(firm, "POST", "/api/v1/people", payroll, new))
    for note, secret in zip(notes, secrets, strict=True):
        record = op("punch.record", firm.ids["employee"], body={"kind": "in", "note": note})
        odd = {**record, "body": {"kind": note}}
        body = {"device_id": "d", "sent_at": 1, "ops": [record, odd]}
        answers.append(raw_request(firm, "POST", "/api/v1/sync/push", headers, body))
        answers += _sign_in(firm, secret)
    answers += _break(firm, headers, canaries("path", 25))
    return [*names, *notes, *secrets, *mails, *canaries("path", 25)], answers


def _sign_in(firm: Firm, secret: str) -> list[Answer]:
    login = {"email": f"{secret}@firm.test", "password": secret, "device_id": secret, "device_name": secret}
    cookie = {"X-Leima": "1", "Cookie": f"__Host-leima={secret}"}
    return [
        raw_request(firm, "POST", "/api/v1/auth/login", {"x-forwarded-for": secret}, login),
        raw_request(firm, "POST", "/api/v1/auth/refresh", cookie),
        raw_request(firm, "GET", "/api/v1/me", {"Authorization": f"Bearer {secret}"}),
        raw_request(firm, "POST", "/api/v1/auth/invitations/look", {}, {"token": secret}),
    ]


def _break(firm: Firm, headers: dict[str, str], words: list[str]) -> list[Answer]:
    """Requests that fail inside, with the person's words in them."""
    answers = []
    with pytest.MonkeyPatch.context() as patch:
        for word in words:
            patch.setattr("leima.features.people.service.me", _raiser(word))
            answers.append(raw_request(firm, "PUT", "/api/v1/me/language", headers, {"lang": "fi"}))
            answers.append(raw_request(firm, "GET", f"/api/v1/days?person={word}", headers))
            answers.append(raw_request(firm, "DELETE", f"/api/v1/auth/devices/{word}", headers))
    return answers


def _raiser(word: str) -> Any:
    def fails(*_: object) -> None:
        raise RuntimeError(f"something about {word}")

    return fails


def leaked(firm: Firm, captured: str, answers: list[Answer], secret: list[str]) -> list[str]:
    """Canaries that came out: in what was logged or printed, or in the text of an error."""
    errors = "".join(a.body.decode() for a in answers if a.status >= 400)
    return [word for word in secret if word in captured or word in errors]


def test_nothing_personal_is_logged_or_said_in_an_error(
    firm: Firm, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with caplog.at_level(logging.DEBUG, logger="leima"):
        secret, answers = sing(firm)
    captured = "".join(capfd.readouterr()) + caplog.text
    assert any(a.status == 500 for a in answers), "nothing failed inside, so nothing was proven about it"
    assert "request_failed" in captured
    found = leaked(firm, captured, answers, secret)
    print(f"canaries: {len(secret)} in {len(answers)} requests")
    assert found == []
    assert len(secret) >= MANY


def test_a_log_line_with_a_name_in_it_is_found(firm: Firm, capfd: pytest.CaptureFixture[str]) -> None:
    def named(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        people.add_person(tx, name="kanariname000zq", email="a@b.test", counts_from=LONG_AGO)
        structlog.get_logger("leima").info("person_added", name="kanariname000zq")

    firm.world.db.write_now(named)
    assert leaked(firm, "".join(capfd.readouterr()), [], canaries("name", 1)) == ["kanariname000zq"]
