"""Certificates: given with what is one's own, seen by whoever decides, kept as long as their kind asks."""

import asyncio
import hashlib
import json
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.certificates.keeping import drop_old, kept_for
from leima.features.people import store as people
from leima.rules.retention import KeptFor, kept_until
from tests.company import Company, new_id, operation
from tests.leave.asked import ask, decide, granted, heard, pulled, tell
from tests.months.month_fixtures import hire
from tests.uploads import attachments as photos

SICK = {"from_date": "2026-11-18", "until_date": "2026-11-19", "kind": "sick"}


def send(company: Company, who: str, content: bytes) -> str:
    """Sends a file. Returns its name."""
    name = hashlib.sha256(content).hexdigest()
    headers = {**company.headers(who), "Content-Type": "application/octet-stream"}
    assert company.client.put(f"/api/v1/blobs/{name}", content=content, headers=headers).status_code == 200
    return name


def say(company: Company, by: str, what: str, of: str, seen: int | None = None, **body: Any) -> dict[str, Any]:
    """Pushes one operation on a certificate of the sender's own."""
    base = None if seen is None else {"version": seen}
    sealed = operation(company.ids[by], f"certificate.{what}", body, company.clock.now(), id=of, base=base)
    (result,) = company.push(by, sealed)["results"]
    return dict(result)


def sick(company: Company, by: str = "aino") -> str:
    """The id of an absence of Aino's that she or her supervisor has recorded."""
    sealed = operation(company.ids["aino"], "absence.record", SICK, company.clock.now())
    assert company.push(by, sealed)["results"][0]["status"] == "applied"
    return str(sealed["entity"]["id"])


def given(company: Company, of: str) -> str:
    """The name of the one page that Aino has given with it."""
    page = send(company, "aino", photos.photo())
    assert say(company, "aino", "save", of, files=[page])["status"] == "applied"
    return page


def status(company: Company, who: str, path: str) -> int:
    return int(company.client.get(f"/api/v1/certificates/{path}", headers=company.headers(who)).status_code)


def test_pages_are_given_with_a_request_and_opened_by_who_decides_on_it(company: Company) -> None:
    id = ask(company, kind="unpaid")
    pages = [send(company, "aino", photos.photo()), send(company, "aino", photos.saved(photos.pdf(2)))]
    assert say(company, "aino", "save", id, files=pages)["status"] == "applied"
    own = pulled(company, "aino", "certificate")[id]
    assert [one["sha256"] for one in own["files"]] == pages and own["pages"] == 3
    told = company.get("boss", f"certificates/{id}")
    assert [one["sha256"] for one in told["files"]] == pages
    assert [status(company, "boss", f"{id}/files/{page}") for page in pages] == [200, 200]
    assert pulled(company, "boss", "certificate") == {}, "it never lies on another's phone"
    assert pulled(company, "boss")[id]["certificate"] == 3
    (item,) = [one for one in company.get("boss", "inbox")["items"] if one["kind"] == "leave"]
    assert item["certificate"] == 3
    assert decide(company, "boss", id, "approve", 1)["status"] == "applied"
    (decided,) = company.get("boss", "inbox/decided")["items"]
    assert (decided["entity_id"], decided["certificate"]) == (id, 3)


def test_one_is_given_later_too_for_an_absence_that_a_supervisor_recorded(company: Company) -> None:
    id = sick(company, by="boss")
    given(company, id)
    (kind, params) = next(one for one in heard(company, "boss") if one[0] == "certificate_given")
    assert params == {"of": id, "name": "Aino", "start": "2026-11-18", "end": "2026-11-19"}, kind
    assert len(company.get("boss", f"certificates/{id}")["files"]) == 1


def test_payroll_sees_that_one_was_given_and_the_rest_see_nothing(company: Company) -> None:
    id, missing = sick(company), "no-such-certificate"
    page = given(company, id)
    hire(company, "otto", "supervisor")
    told = company.get("payroll", f"certificates/{id}")
    assert (told["pages"], told["files"]) == (1, None)
    assert status(company, "payroll", f"{id}/files/{page}") == 404
    for who in ("ville", "otto"):
        paths = [id, missing, f"{id}/files/{page}", f"{missing}/files/{page}"]
        assert [status(company, who, path) for path in paths] == [404] * 4, who


def test_nobody_gives_one_with_what_is_not_theirs_and_a_missing_thing_looks_the_same(company: Company) -> None:
    id, page = sick(company), send(company, "ville", photos.photo())
    said = [say(company, "ville", "save", of, files=[page]) for of in (id, new_id())]
    assert [(one["status"], one["code"]) for one in said] == [("rejected", "certificate_nothing")] * 2
    mine = operation(company.ids["aino"], "certificate.save", {"files": [page]}, company.clock.now(), id=id)
    assert company.push("boss", mine)["results"][0]["code"] == "forbidden"


def test_pages_that_have_not_come_are_waited_for_and_none_is_no_certificate(company: Company) -> None:
    id, theirs = sick(company), send(company, "ville", photos.photo())
    for page in ("f" * 64, theirs):
        said = say(company, "aino", "save", id, files=[page])
        assert (said["status"], said["code"]) == ("deferred", "blob_missing")
    assert say(company, "aino", "save", id, files=[])["code"] == "invalid"


def test_until_somebody_decides_it_is_replaced_and_removed_and_then_it_stays(company: Company) -> None:
    id, other = ask(company, kind="unpaid"), send(company, "aino", photos.photo((40, 40)))
    first = given(company, id)
    assert say(company, "aino", "save", id, files=[other])["status"] == "conflict"
    assert say(company, "aino", "save", id, seen=1, files=[other])["version"] == 2
    assert status(company, "boss", f"{id}/files/{first}") == 404
    assert say(company, "aino", "remove", id, seen=2)["version"] == 3
    assert status(company, "boss", id) == 404 and pulled(company, "boss")[id]["certificate"] == 0
    assert say(company, "aino", "save", id, seen=3, files=[other])["version"] == 4
    assert decide(company, "boss", id, "approve", 1)["status"] == "applied"
    said = [
        say(company, "aino", "save", id, seen=4, files=[first]),
        say(company, "aino", "remove", id, seen=4),
    ]
    assert [one["code"] for one in said] == ["certificate_decided"] * 2
    late = granted(company, from_date="2026-12-21", until_date="2026-12-22")
    assert say(company, "aino", "save", late, files=[other])["status"] == "applied", "one may come late"


def test_after_a_withdrawal_none_is_given_and_nobody_else_sees_the_one_that_was(company: Company) -> None:
    id = ask(company)
    page = given(company, id)
    assert tell(company, "aino", "aino", "withdraw", id)["status"] == "applied"
    assert [status(company, who, id) for who in ("aino", "boss", "payroll")] == [200, 404, 404]
    other = send(company, "aino", photos.photo((40, 40)))
    assert say(company, "aino", "save", id, seen=1, files=[page, other])["code"] == "certificate_gone"
    assert asyncio.run(drop_old(company.world.db)) == 1
    assert status(company, "aino", id) == 404


def test_it_goes_when_the_time_of_its_kind_is_over_and_not_before(company: Company) -> None:
    id = sick(company)
    given(company, id)
    assert asyncio.run(drop_old(company.at("2028-12-31T12:00").world.db)) == 0
    assert asyncio.run(drop_old(company.at("2029-01-01T12:00").world.db)) == 1
    (row,) = company.rows("SELECT * FROM certificate WHERE org=:org")
    assert (row.id, row.files, row.pages, bool(row.deleted)) == (id, "[]", 0, True)


def test_a_supervisor_of_before_and_a_substitute_after_their_dates_see_nothing(company: Company) -> None:
    id = sick(company)
    given(company, id)
    hire(company, "sanna")
    named = {"id": new_id(), "person": company.ids["sanna"], "from": "2026-11-20", "until": "2026-11-22"}
    answer = company.client.post("/api/v1/substitutes", json=named, headers=company.headers("boss"))
    assert answer.status_code == 201, answer.text
    assert status(company, "sanna", id) == 200
    company.at("2026-11-23T08:00")
    assert [status(company, who, id) for who in ("sanna", "boss")] == [404, 200]

    def moves(tx: Tx) -> None:
        tx.org = company.ids["org"]
        team = people.add_team(tx, "Muualla")
        tx.run("UPDATE team_member SET until_date='2026-11-22' WHERE person=:person", person=company.ids["aino"])
        people.add_membership(tx, company.ids["aino"], team, from_date="2026-11-23")

    company.world.db.write_now(moves)
    assert [status(company, who, id) for who in ("boss", "aino")] == [404, 200]


def test_its_name_and_content_come_out_nowhere_else(company: Company, caplog: pytest.LogCaptureFixture) -> None:
    id = sick(company)
    page = given(company, id)
    kept = company.rows("SELECT kept FROM blob WHERE org=:org")[0].kept
    calendar = {"team": company.ids["team"], "from": "2026-11-01", "to": "2026-11-30"}
    seen = [
        *(json.dumps(company.get(who, "calendar", **calendar)) for who in ("boss", "ville", "payroll")),
        *(str(row) for row in company.rows("SELECT * FROM audit_event WHERE org=:org AND entity='certificate'")),
        *(str(row) for row in company.rows("SELECT * FROM push_outbox")),
        *(str(row) for row in company.rows("SELECT * FROM notice WHERE org=:org")),
        *(record.getMessage() for record in caplog.records if record.name != "httpx"),
    ]
    assert "certificate.given" in " ".join(seen)
    assert [text[:80] for text in seen if page in text or kept in text] == []
    assert [kind for kind, _ in heard(company, "ville")] == []


ROWS = (KeptFor("sick", "2020-01-01", None, 2), KeptFor("other", "2020-01-01", "2026-12-31", 5))


@pytest.mark.parametrize(
    ("promise", "kind", "date", "until"),
    [
        ("a kind goes by its own row, to the end of a calendar year", "sick", "2026-03-02", "2028-12-31"),
        ("a kind without a row goes by the others", "training", "2026-12-31", "2031-12-31"),
    ],
)
def test_how_long_one_is_kept(promise: str, kind: str, date: str, until: str) -> None:
    assert kept_until(kind, date, ROWS) == until, promise


def test_a_date_without_a_row_is_told_and_the_table_has_one_for_every_kind() -> None:
    with pytest.raises(LookupError, match="nothing says how long papers of training about 2027-01-01 are kept"):
        kept_until("training", "2027-01-01", ROWS)
    assert kept_until("unpaid", "2026-01-01", kept_for()) == "2028-12-31"
