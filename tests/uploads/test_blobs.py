"""/api/v1/blobs: whole or not at all, once, and for its sender alone."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from leima.features.attachments import routes
from leima.world.blobs import BlobFolder
from tests.company import Company, open_company
from tests.uploads import attachments as given


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def send(company: Company, who: str, content: bytes, name: str = "", kind: str = "application/octet-stream") -> Any:
    headers = {**company.headers(who), "Content-Type": kind}
    return company.client.put(f"/api/v1/blobs/{name or hashed(content)}", content=content, headers=headers)


def ask(company: Company, who: str, name: str, method: str = "GET") -> Any:
    return company.client.request(method, f"/api/v1/blobs/{name}", headers=company.headers(who))


def test_a_photo_is_given_back_as_it_was_sent(company: Company) -> None:
    content = given.photo()
    name = hashed(content)
    assert ask(company, "aino", name, "HEAD").status_code == 404
    sent = send(company, "aino", content)
    told = {"sha256": name, "kept": name, "media": "image/jpeg", "size": len(content), "pages": 1}
    assert (sent.status_code, sent.json()) == (200, told)
    assert send(company, "aino", content).json() == told
    assert ask(company, "aino", name, "HEAD").status_code == 200
    got = ask(company, "aino", name)
    assert got.content == content
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in got.headers["content-security-policy"]
    assert company.rows("SELECT COUNT(*) AS n FROM blob WHERE org=:org")[0].n == 1


def test_a_phones_photo_loses_its_place_and_keeps_its_name(company: Company) -> None:
    content = given.from_a_phone(6)
    sent = send(company, "aino", content).json()
    assert sent["sha256"] == hashed(content) != sent["kept"]
    got = ask(company, "aino", hashed(content)).content
    assert hashed(got) == sent["kept"]
    assert not Image.open(io.BytesIO(got)).getexif()


def test_nobody_else_learns_of_it(company: Company) -> None:
    content = given.photo()
    send(company, "aino", content)
    for who in ("eino", "boss"):
        for method in ("GET", "HEAD"):
            assert ask(company, who, hashed(content), method).status_code == 404
    assert send(company, "eino", content).json()["sha256"] == hashed(content)
    assert ask(company, "eino", hashed(content)).content == content


@pytest.mark.parametrize(
    ("content", "name", "status", "code"),
    [
        (given.photo(), "0" * 64, 400, "attachment_hash"),
        (given.photo()[:700], "", 422, "attachment_damaged"),
        (b"<svg/>", "", 422, "attachment_other"),
        (given.photo() + bytes(15_000_000), "", 413, "too_large"),
        (given.photo(), "secret", 400, "invalid"),
        (given.photo(), "..%2fsecret", 404, "not_found"),
    ],
    ids=["cut on the way", "half a photo", "drawing", "15 MB", "a name", "a path"],
)
def test_what_is_refused_leaves_nothing(company: Company, content: bytes, name: str, status: int, code: str) -> None:
    answer = send(company, "aino", content, name)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["detail"]
    assert company.rows("SELECT sha256 FROM blob WHERE org=:org") == []
    assert [path for path in (company.world.settings.data / "blobs").rglob("*") if path.is_file()] == []


def test_only_files_are_taken_as_files(company: Company) -> None:
    assert send(company, "aino", given.photo(), kind="text/html").status_code == 415


def test_a_person_cannot_fill_the_disk_in_an_hour(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_AN_HOUR", 1)
    first = given.photo()
    assert send(company, "aino", first).status_code == 200
    refused = send(company, "aino", given.photo((40, 40)))
    assert (refused.status_code, refused.json()["code"]) == (429, "attachments_many")
    assert int(refused.headers["retry-after"]) > 0
    assert send(company, "aino", first).status_code == 200


def test_a_file_that_is_gone_is_said_to_be_gone(company: Company) -> None:
    content = given.photo()
    send(company, "aino", content)
    for path in (company.world.settings.data / "blobs").rglob(hashed(content)):
        path.unlink()
    answer = ask(company, "aino", hashed(content))
    assert (answer.status_code, answer.json()["code"]) == (422, "attachment_gone")


def test_the_folder_writes_whole_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = BlobFolder(tmp_path)
    name = hashed(b"kuitti")

    def full(file: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            folder.put("org", name, b"kuitti")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    folder.put("org", name, b"kuitti")
    assert folder.get("org", name) == b"kuitti"
    assert folder.get("other", name) is None
    for org, sha256 in (("..", name), ("org", "../../etc/passwd"), ("", name)):
        with pytest.raises(ValueError, match="named by"):
            folder.get(org, sha256)
