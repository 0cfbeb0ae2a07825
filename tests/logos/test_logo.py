"""The organisation's logo: its admins choose it, everybody of it sees it, and nobody else."""

import base64
import json
from typing import Any

import pytest
from httpx import Response

from leima.db.tx import Tx
from leima.features.people import store as people
from leima.web.tokens import Claims
from leima.web.words import say
from tests.company import Company
from tests.logos.pictures import BAD, form, logo, opened

OTHER = logo(colour="#b3261e")


def ask(company: Company, way: str, by: str = "admin", body: object = None, **headers: str) -> Response:
    return company.client.request(way, "/api/v1/logo", json=body, headers=company.headers(by) | headers)


def put(company: Company, content: bytes, status: int = 200, by: str = "admin", **headers: str) -> dict[str, Any]:
    """What the server says of a picture that is sent to be the logo."""
    reply = ask(company, "PUT", by, form(content), **headers)
    assert reply.status_code == status, reply.text
    return dict(reply.json())


def seen(company: Company, who: str = "aino") -> tuple[str | None, bytes | None]:
    """The version that the person's own row of the organisation names, and the picture that they read."""
    reply = ask(company, "GET", who)
    version = company.get(who, "me")["organisation"]["logo"]
    if reply.status_code == 404:
        return version, None
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/png")
    assert reply.headers["etag"] == f'"{version}"'
    return version, reply.content


def events(company: Company) -> list[tuple[str, Any, Any]]:
    sql = "SELECT what, old, new FROM audit_event WHERE org=:org AND what LIKE 'logo.%' ORDER BY n"
    return [(row.what, row.old and json.loads(row.old), row.new and json.loads(row.new)) for row in company.rows(sql)]


def pulled(company: Company, who: str = "aino") -> dict[str, Any]:
    """The organisation's row as a device has it."""
    reply = company.get(who, "sync/pull")
    return dict(next(one["data"] for one in reply["changes"] if one["type"] == "organisation"))


def test_without_a_logo_nothing_says_that_there_is_one(office: Company) -> None:
    assert seen(office) == (None, None)
    assert pulled(office)["logo"] is None
    assert office.get("admin", "setup")["logo"] is None
    assert ask(office, "DELETE").status_code == 404
    assert events(office) == []


def test_a_logo_is_set_seen_by_everybody_replaced_and_removed_and_the_log_tells_it(office: Company) -> None:
    first = put(office, logo())
    assert (first["width"], first["height"]) == (512, 171)
    version, content = seen(office)
    assert version == first["version"] and content is not None and opened(content).size == (512, 171)
    assert seen(office, "boss") == seen(office, "clerk") == (version, content)
    assert pulled(office)["logo"] == office.get("admin", "setup")["logo"] == version
    second = put(office, OTHER)
    assert second["version"] != version and seen(office)[0] == second["version"]
    assert ask(office, "DELETE").status_code == 204
    assert seen(office) == (None, None)
    assert pulled(office)["logo"] is None
    assert office.rows("SELECT org FROM logo WHERE org=:org") == []
    assert events(office) == [
        ("logo.put", None, first),
        ("logo.put", first, second),
        ("logo.remove", second, None),
    ]


def test_the_same_picture_again_changes_nothing(office: Company) -> None:
    assert put(office, logo()) == put(office, logo())
    assert len(events(office)) == 1


def test_devices_hear_of_another_logo_as_of_any_other_change(office: Company) -> None:
    cursor = office.get("aino", "sync/pull")["cursor"]
    version = put(office, logo())["version"]
    (told,) = office.get("aino", "sync/pull", cursor=cursor)["changes"]
    assert (told["type"], told["data"]["logo"]) == ("organisation", version)


@pytest.mark.parametrize("who", ["clerk", "boss", "aino"])
def test_nobody_but_an_admin_sets_or_removes_it(office: Company, who: str) -> None:
    version = put(office, logo())["version"]
    assert put(office, OTHER, 403, by=who)["code"] == "forbidden"
    assert ask(office, "DELETE", who).status_code == 403
    assert seen(office)[0] == version
    assert office.client.get("/api/v1/logo").status_code == 401


def test_whoever_may_not_set_it_has_no_picture_read(office: Company) -> None:
    assert put(office, BAD["words"][0], 403, by="aino")["code"] == "forbidden"


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_picture_is_refused_by_a_sentence_in_each_language_and_the_logo_stays(quick: Company, kind: str) -> None:
    version = put(quick, logo())["version"]
    content, code = BAD[kind]
    for lang in ("fi", "sv", "en"):
        refused = put(quick, content, 422, **{"Accept-Language": lang})
        assert refused["code"] == code
        assert refused["detail"] == say(lang, f"error.{code}", refused.get("params", {}))
        assert "{" not in refused["detail"]
    assert seen(quick)[0] == version
    assert len(events(quick)) == 1


def test_what_is_no_base64_is_refused_too(quick: Company) -> None:
    reply = ask(quick, "PUT", body={"content": "ä" * 20})
    assert (reply.status_code, reply.json()["code"]) == (422, "logo_damaged")


def test_a_request_that_no_logo_needs_is_not_read(quick: Company) -> None:
    assert ask(quick, "PUT", body={"content": "A" * 5_000_000}).status_code == 413


def test_the_picture_is_sent_with_its_version_and_not_again_to_who_has_it(quick: Company) -> None:
    version = put(quick, logo())["version"]
    first = ask(quick, "GET", "aino")
    assert first.headers["cache-control"] == "private, no-cache"
    assert first.headers["x-content-type-options"] == "nosniff"
    again = ask(quick, "GET", "aino", **{"If-None-Match": f'"{version}"'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", f'"{version}"')
    put(quick, OTHER)
    assert ask(quick, "GET", "aino", **{"If-None-Match": f'"{version}"'}).status_code == 200


def test_another_organisation_has_a_logo_of_its_own_or_none(office: Company) -> None:
    version = put(office, logo())["version"]

    def found(tx: Tx) -> Claims:
        org = people.add_organisation(tx, "Naapuri Oy")
        person = people.add_person(tx, name="Naapuri", email="n@naapuri.test", counts_from="2026-11-01")
        people.set_roles(tx, person, ("employee", "admin"))
        tx.run(
            "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
            " VALUES (:org, 'family-n', :person, 'd', 'phone', :now, :now)",
            org=org,
            person=person,
            now=tx.now,
        )
        return Claims(org, person, "family-n")

    claims = office.world.db.write_now(found)
    theirs = {"Authorization": f"Bearer {office.world.keys.encode(claims, office.clock.now())}"}
    assert office.client.get("/api/v1/logo", headers=theirs).status_code == 404
    assert office.client.get("/api/v1/logo", headers=theirs | {"If-None-Match": f'"{version}"'}).status_code == 404
    assert office.client.delete("/api/v1/logo", headers=theirs).status_code == 404
    made = office.client.put("/api/v1/logo", json=form(OTHER), headers=theirs)
    assert made.status_code == 200
    assert seen(office)[0] == version != made.json()["version"]
    assert office.client.delete("/api/v1/logo", headers=theirs).status_code == 204
    assert seen(office)[0] == version


def test_an_invitation_shows_the_logo_to_whoever_holds_it_and_to_nobody_else(office: Company) -> None:
    put(office, logo())
    made = office.client.post(
        "/api/v1/setup/sheets", json={"people": [office.ids["aino"]]}, headers=office.headers("admin")
    )
    token = made.json()["sheets"][0]["link"].partition("#")[2]

    def look(token: str) -> Response:
        path = "/api/v1/auth/invitations/look"
        return office.client.post(path, json={"token": token}, headers={"X-Leima": "1"})

    assert base64.b64decode(look(token).json()["logo"]) == seen(office)[1]
    wrong = look("A" * 43)
    assert wrong.status_code == 404 and "logo" not in wrong.json()
    ask(office, "DELETE")
    assert look(token).json()["logo"] is None
