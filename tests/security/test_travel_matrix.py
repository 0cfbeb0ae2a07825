"""Claims, their papers and their files, as everybody, by every way to them, before and after a change of team."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from litestar.response import Stream

from leima.db.tables.attachments import Blob
from leima.db.tx import Tx
from tests.security.bodies import example
from tests.security.firm import Firm
from tests.security.raw_request import Answer, nobody, raw_request, route_table
from tests.security.sealed import op, push
from tests.security.snapshot import differences, snapshot
from tests.security.test_matrix import credentials
from tests.security.test_movers import pulled
from tests.security.travel_rules import CLAIMS, INSIDERS, OUTSIDERS, PAYROLL, Made, Rules, is_ours, make, move

API = "/api/v1"
OVER = "from=2025-11-01&until=2025-11-21"
LAST = "2025-11-21"
WAYS = {
    "GET /api/v1/claims",
    "GET /api/v1/claims/{id}/files/{sha256}",
    "GET /api/v1/claims/{claim_pdf}",
    "GET /api/v1/claims/export",
    "GET /api/v1/claims/payroll",
    "GET /api/v1/claims/invoicing",
    "GET /api/v1/blobs/{sha256}",
}
"""The ways to a claim, its paper and its file that are asked here."""
ELSEWHERE = {
    "PUT /api/v1/blobs/{sha256}",
    "GET /api/v1/travel/rates",
    "POST /api/v1/travel/rates",
    "POST /api/v1/travel/rates/{batch}/undo",
    "POST /api/v1/travel/rates/file",
    "GET /api/v1/travel/currencies",
    "POST /api/v1/travel/currencies/file",
}
"""What is nobody's claim: the matrix of all routes asks it."""
OWN = ("claim.save", "claim.remove", "claim.submit", "claim.withdraw")
ITEMS = {"trip.save": "trip", "trip.remove": "trip", "receipt.save": "receipt", "receipt.remove": "receipt"}
Probe = tuple[str, bool, bool]
"""What was asked, whether it was given, and whether it was to be."""


@pytest.fixture(autouse=True)
def no_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights are looked at before a paper is printed; to print hundreds takes minutes."""

    async def printed(*_: Any) -> Stream:
        return Stream(iter([b"%PDF-1.7"]), media_type="application/pdf")

    monkeypatch.setattr("leima.features.claim_papers.routes.printed", printed)


class Asking:
    """One principal who asks for everything."""

    def __init__(self, firm: Firm, rules: Rules, who: str) -> None:
        self.firm, self.rules, self.who = firm, rules, who
        self.headers = credentials(firm, who)

    def get(self, path: str, verb: str = "GET") -> Answer:
        return raw_request(self.firm, verb, f"{API}/{path}", self.headers)

    def has(self, path: str, id: str) -> bool:
        """Whether an answer tells of an id."""
        answer = self.get(path)
        return answer.status == 200 and id.encode() in answer.body

    def reads(self, made: list[Made]) -> Iterator[Probe]:
        """Everything that can be read of claims."""
        paths = ("claims", f"claims/export?{OVER}", f"claims/payroll?{OVER}")
        lists = {path: self.firm.client.get(f"{API}/{path}", headers=self.headers) for path in paths}
        device = {id for _, id in pulled(self.firm, self.who)[0]}
        for one, other in zip(made, [*made[1:], made[0]], strict=True):
            sees, own, sent = self.rules.sees(self.who, one), self.who == one.owner, one.state != "draft"
            told = {path: answer.status_code == 200 and one.claim in answer.text for path, answer in lists.items()}
            yield "list", told["claims"], sees
            yield "export", told[paths[1]], sees and sent
            paid = one.state == "approved" and self.rules.is_payroll_of(self.who, one.owner)
            yield "payroll", told[paths[2]], paid
            yield "list of one", self.has(f"claims?person={self.firm.ids[one.owner]}", one.claim), sees
            yield "list by status", self.has(f"claims?status={one.state}&from={one.date}", one.claim), sees
            yield "paper", self.get(f"claims/{one.claim}.pdf").status == 200, sees
            file = self.get(f"claims/{one.claim}/files/{one.file}")
            yield "file", (file.status, file.body) == (200, one.content), sees
            yield "another's file", self.get(f"claims/{one.claim}/files/{other.file}").status != 404, False
            yield "hash", self.get(f"blobs/{one.file}").status == 200, own
            yield "hash, its head", self.get(f"blobs/{one.file}", "HEAD").status == 200, own
            for id in (one.claim, one.trip, one.receipt):
                yield "pull", id in device, self.rules.pulls(self.who, one)
        yield "payroll", lists[paths[2]].status_code == 200, self.who in PAYROLL

    def forms(self, one: Made) -> Iterator[Probe]:
        """Forms of an id that are not the id: they name nothing, whoever asks."""
        id = one.claim
        odd = [id.upper(), f"{id}%20", f"%20{id}", f"{id}x", id[:-1], id.replace("-", ""), f"..%2f{id}", f"{{{id}}}"]
        for form in (*odd, one.trip, one.receipt, self.firm.ids[one.owner], "%25", "*", "null", "0", nobody()):
            yield f"paper {form}", self.get(f"claims/{form}.pdf").status == 200, False
            yield f"file {form}", self.get(f"claims/{form}/files/{one.file}").status == 200, False
        for form in (one.file.upper(), one.file[:-1], f"{one.file}%20", "0" * 64, one.claim, "%25", f"..%2f{one.file}"):
            yield f"hash {form}", self.get(f"blobs/{form}").status == 200, False
            yield f"file by {form}", self.get(f"claims/{id}/files/{form}").status == 200, False

    def invoices(self, owner: str) -> Iterator[Probe]:
        """Nobody here is a contractor: who may ask is told so, and everybody else that there is nothing."""
        status = self.get(f"claims/invoicing?{OVER}&person={self.firm.ids[owner]}").status
        yield "invoicing", status == 400, self.rules.may_invoice(self.who, owner, LAST)
        yield "invoicing, in vain", status == 404, not self.rules.may_invoice(self.who, owner, LAST)

    def acts(self, made: list[Made]) -> Iterator[Probe]:
        """Every operation on every claim; on one's own those alone that nobody does for oneself.

        It is decided and paid on a version that is long gone, so that who may do so meets a conflict, and nothing
        changes. An id of another organisation is free in one's own.
        """
        stale = {"seen_version": 1_000_000}
        asked: list[tuple[str, dict[str, Any], bool]] = []
        for one in made:
            decided = {"decision": "return", "reason": "r", "seen_total_cents": 0, **stale}
            owner = self.firm.ids[one.owner]
            may = (self.rules.may_decide(self.who, one), self.rules.may_pay(self.who, one))
            asked.append(("decide", op("claim.decide", owner, one.claim, decided), may[0]))
            asked.append(("pay", op("claim.pay", owner, one.claim, {"paid_on": LAST, **stale}), may[1]))
            if one.owner == self.who:
                continue
            subjects = (owner, self.firm.ids[self.who]) if is_ours(self.who) == is_ours(one.owner) else (owner,)
            for subject in subjects:
                asked += [(type, op(type, subject, one.claim), False) for type in OWN]
                for type, item in ITEMS.items():
                    body = example(type) | ({"claim": one.claim} if type.endswith("save") else {})
                    asked.append((type, op(type, subject, getattr(one, item), body), False))
                    asked.append((f"{type}, a new one", op(type, subject, str(uuid.uuid4()), body), False))
        for at in range(0, len(asked), 50):
            part = asked[at : at + 50]
            results = push(self.firm, self.headers, *[sealed for _, sealed, _ in part])
            for (named, _, may), result in zip(part, results, strict=True):
                assert result["status"] in ("rejected", "conflict"), (self.who, named, result)
                yield named, result["status"] == "conflict", may


def probed(firm: Firm, rules: Rules, made: list[Made]) -> tuple[int, list[str]]:
    """How many probes were made, and those that were answered otherwise than the rules say."""
    count, wrong = 0, []
    for who in INSIDERS:
        asking = Asking(firm, rules, who)
        probes = [*asking.reads(made), *asking.acts(made), *asking.forms(made[1])]
        for owner in sorted({one.owner for one in made}):
            probes += asking.invoices(owner)
        count += len(probes)
        wrong += [f"{who}: {named}: {given}" for named, given, wanted in probes if given is not wanted]
    return count, wrong


def outside(firm: Firm, made: list[Made]) -> tuple[int, list[str]]:
    """The same for those who are not signed in."""
    paths = ["claims", f"claims/export?{OVER}", f"claims/payroll?{OVER}", f"claims/invoicing?{OVER}"]
    for one in made:
        paths += [f"claims/{one.claim}.pdf", f"claims/{one.claim}/files/{one.file}", f"blobs/{one.file}"]
    told: Mapping[tuple[str, str], int] = {
        (who, path): raw_request(firm, "GET", f"{API}/{path}", credentials(firm, who)).status
        for who in OUTSIDERS
        for path in paths
    }
    return len(told), [f"{who}: {path}: {status}" for (who, path), status in told.items() if status != 401]


def opened(firm: Firm) -> list[Made]:
    firm.ids["invitation"] = firm.link_for("invited")
    return [make(firm, *one) for one in CLAIMS]


def test_every_way_to_a_claim_is_asked(firm: Firm) -> None:
    about = ("/claims", "/travel", "/blobs")
    assert {route for route in route_table(firm.app) if any(part in route for part in about)} == WAYS | ELSEWHERE


def test_nobody_gets_what_the_rules_do_not_give_before_and_after_a_change_of_team(firm: Firm) -> None:
    found = {
        route for route in route_table(firm.app) if any(part in route for part in ("/claims", "/travel", "/blobs"))
    }
    assert found == WAYS | ELSEWHERE
    rules, made = Rules(), opened(firm)
    before = snapshot(firm)
    first, wrong = probed(firm, rules, made)
    assert differences(before, snapshot(firm)) == []
    move(firm, rules)
    made.append(make(firm, "employee", "2025-11-19", "submitted"))
    before = snapshot(firm)
    second, more = probed(firm, rules, made)
    assert differences(before, snapshot(firm)) == []
    shut, open_doors = outside(firm, made)
    probes = first + second + shut
    print(
        f"travel: {len(wrong + more + open_doors)} of {probes} probes wrong, as {len(INSIDERS + OUTSIDERS)} principals"
    )
    assert [*wrong, *more, *open_doors] == []
    assert probes >= 1_000


def of_anybody(tx: Tx, person: str, sha256: str) -> Blob | None:
    """The planted fault: a file by its hash alone."""
    return next(
        iter(tx.rows(Blob, "SELECT * FROM blob WHERE org=:org AND sha256=:sha256", org=tx.org, sha256=sha256)), None
    )


def anybody(*_: Any) -> bool:
    """The planted fault: whoever asks may."""
    return True


@pytest.mark.parametrize(
    ("place", "fault", "told"),
    [
        ("leima.features.travel.listing.may_see_sent", anybody, "stranger: paper: True"),
        ("leima.features.travel.deciding.may_see_sent", anybody, "payroll: pay: True"),
        ("leima.features.travel.deciding.may_approve", anybody, "employee: decide: True"),
        ("leima.features.attachments.store.find", of_anybody, "mate: hash: True"),
    ],
)
def test_a_right_that_is_given_too_widely_is_found(
    firm: Firm, monkeypatch: pytest.MonkeyPatch, place: str, fault: Any, told: str
) -> None:
    made = [make(firm, *CLAIMS[0]), make(firm, *CLAIMS[1])]
    monkeypatch.setattr(place, fault)
    _, wrong = probed(firm, Rules(), made)
    assert told in wrong, sorted(set(wrong))
