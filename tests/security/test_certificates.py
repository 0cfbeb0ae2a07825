"""A1 for certificates: everybody x whose it is x the certificate, its page, and wrong forms of both."""

import json
from typing import Any

import pytest

from tests.security.bodies import PAGE
from tests.security.firm import Firm
from tests.security.making import made
from tests.security.policy import INSIDERS, OUTSIDERS
from tests.security.raw_request import raw_request
from tests.security.sealed import SUPERVISORS

CONTENT = b"a page"


def opens(who: str, owner: str) -> bool:
    """The person, and their supervisor of today."""
    return who == owner or who == SUPERVISORS[owner]


def knows(who: str, owner: str) -> bool:
    """Payroll of the same organisation knows that one was given."""
    return who in (("their_admin",) if owner == "their_employee" else ("payroll", "admin"))


def told(firm: Firm, who: str, path: str) -> tuple[int, Any]:
    headers = {} if who == "none" else firm.session(who)[0]
    answer = raw_request(firm, "GET", f"/api/v1/certificates/{path}", headers)
    return answer.status, json.loads(answer.body) if b"{" in answer.body[:1] else None


def test_a_certificate_is_opened_by_its_person_and_who_decides_and_by_nobody_else(firm: Firm) -> None:
    probes, wrong = 0, []
    for owner in SUPERVISORS:
        id = made(firm, "certificate.remove", owner)
        org = firm.ids["their_org" if owner.startswith("their") else "org"]
        firm.world.blobs.put(org, PAGE, CONTENT)
        for who in (*INSIDERS, *OUTSIDERS):
            (status, answer), file = told(firm, who, id), told(firm, who, f"{id}/files/{PAGE}")[0]
            sees = opens(who, owner)
            shown = sees or knows(who, owner)
            good = status == 200 and (answer["files"] is not None) is sees if shown else status >= 400
            if not good or (file == 200) is not sees:
                wrong.append(f"{who}: {owner}'s: {status} {answer}, its page {file}")
            for odd in (f"{id[:-1]}x", f"{id}%00", "%25", f"{id}/files/{'0' * 64}", f"{id}/files/{PAGE.upper()}"):
                probes += 1
                if told(firm, who, odd)[0] < 400:
                    wrong.append(f"{who}: {odd}")
            missing = told(firm, who, "no-such")[0]
            if status >= 400 and status != missing:
                wrong.append(f"{who}: {owner}'s looks otherwise than a missing one: {status}, {missing}")
            probes += 3
    print(f"certificates: {probes} questions")
    assert not wrong, "\n".join(wrong)
    assert probes >= 8 * len(SUPERVISORS) * len(INSIDERS)


def test_a_right_that_is_given_too_widely_is_found(firm: Firm, monkeypatch: pytest.MonkeyPatch) -> None:
    id = made(firm, "certificate.remove", "employee")
    assert told(firm, "other_boss", id)[0] == 404
    monkeypatch.setattr("leima.features.certificates.seeing.may_decide_today", lambda *_: True)
    assert told(firm, "other_boss", id)[0] == 200 and not opens("other_boss", "employee")
