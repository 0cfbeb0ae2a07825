"""Bad uploads through the server's own door: each is refused by a sentence, none is kept, and the claim lives on."""

import hashlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Encryption, Pdf

from tests.company import Company, open_company
from tests.travel import claiming
from tests.uploads import attachments as given
from tests.uploads.bad import BAD, DAMAGED, NAMED, OTHER

GOOD = claiming.photo()
STATUS = {"too_large": 413}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A company whose files of passing use lie in a folder of their own."""
    folder = tmp_path_factory.mktemp("bad")
    (folder / "passing").mkdir()
    with pytest.MonkeyPatch.context() as patch, open_company(folder) as opened:
        opened.at("2026-11-20T09:00")
        patch.setenv("TMPDIR", str(folder / "passing"))
        patch.setattr("tempfile.tempdir", str(folder / "passing"))
        yield opened


@pytest.fixture(scope="module")
def claim(company: Company) -> str:
    """A draft with a trip and a receipt."""
    return claiming.whole_claim(company)


def send(company: Company, content: bytes, name: str = "", **headers: str) -> Any:
    named = name or hashlib.sha256(content).hexdigest()
    told = {**company.headers("aino"), "Content-Type": "application/octet-stream", **headers}
    return company.client.put(f"/api/v1/blobs/{named}", content=content, headers=told)


def kept(company: Company) -> tuple[list[Any], list[str]]:
    """The rows of files, and every file of the data folder and of the folder for passing use."""
    data = company.world.settings.data
    rows = company.rows("SELECT sha256, kept, person FROM blob WHERE org=:org ORDER BY sha256")
    roots = (data, data.parent / "passing")
    found = [str(Path(at, name)) for root in roots for at, _, names in os.walk(root) for name in names]
    return rows, sorted(path for path in found if not path.endswith(("-wal", "-shm", "-journal")))


def sentence_of(answer: Any, status: int, code: str) -> str:
    """The sentence of a refusal in our form."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem["code"]) == (status, status, code), answer.text
    told: str = problem["detail"]
    assert told.endswith(".") and told[0].isupper() and " " in told and "{" not in told, told
    return told


def lives_on(company: Company, claim: str) -> None:
    """The claim can be sent, and taken back."""
    assert claiming.submit(company, claim)["status"] == "applied"
    assert claiming.act(company, "aino", "claim.withdraw", {}, claim)["status"] == "applied"


def test_there_are_more_than_sixty() -> None:
    assert len(BAD) == len(DAMAGED) + len(OTHER) + len(NAMED) >= 60


@pytest.mark.parametrize("named", BAD)
def test_a_bad_upload_is_refused_and_not_kept(company: Company, claim: str, named: str) -> None:
    make, code = BAD[named]
    content = make()
    before = kept(company)
    assert [row.sha256 for row in before[0]] == [hashlib.sha256(GOOD).hexdigest()]
    sentence_of(send(company, content), STATUS.get(code, 422), code)
    assert kept(company) == before
    name = hashlib.sha256(content).hexdigest()
    assert claiming.add_receipt(company, claim, files=[name])["status"] == "deferred"
    lives_on(company, claim)


@pytest.mark.parametrize(
    ("content", "name", "headers", "status", "code"),
    [
        (GOOD + b"1", "0" * 64, {}, 400, "attachment_hash"),
        (GOOD + b"2", "kuitti.jpg", {}, 400, "invalid"),
        (GOOD + b"3", "A" * 64, {}, 400, "invalid"),
        (GOOD + b"4", "..%2f..%2fetc%2fpasswd", {}, 404, "not_found"),
        (GOOD + b"5", "", {"Content-Type": "text/html"}, 415, "wrong_media_type"),
        (GOOD + b"6", "", {"Content-Type": "multipart/form-data; boundary=x"}, 415, "wrong_media_type"),
        (GOOD + b"7", "", {"Content-Type": "image/svg+xml"}, 415, "wrong_media_type"),
        (GOOD + b"8", "", {"Authorization": "Bearer x"}, 401, "sign_in_needed"),
    ],
    ids=["another hash", "a name", "capitals", "a path", "HTML", "a form", "an SVG's type", "nobody's token"],
)
def test_a_good_file_that_is_sent_badly_is_refused_and_not_kept(
    company: Company, claim: str, content: bytes, name: str, headers: dict[str, str], status: int, code: str
) -> None:
    before = kept(company)
    sentence_of(send(company, content, name, **headers), status, code)
    assert kept(company) == before
    lives_on(company, claim)


def test_after_all_that_a_good_file_is_taken_and_its_claim_is_decided(company: Company) -> None:
    for make, code in list(BAD.values())[::9]:
        sentence_of(send(company, make()), STATUS.get(code, 422), code)
    claim = claiming.whole_claim(company)
    for content in (given.photo((90, 70)), given.with_everything(), owners_lock()):
        name = hashlib.sha256(content).hexdigest()
        assert send(company, content).status_code == 200
        assert claiming.add_receipt(company, claim, files=[name], supplier=name[:9])["status"] == "applied"
        answer = company.client.get(f"/api/v1/blobs/{name}", headers=company.headers("aino"))
        assert answer.status_code == 200
        if content.startswith(b"%PDF"):
            assert b"JavaScript" not in answer.content
            with Pdf.open(io.BytesIO(answer.content)) as clean:
                assert set(clean.Root.keys()) == {"/Type", "/Pages"} and not clean.is_encrypted
    assert claiming.submit(company, claim)["status"] == "applied"
    assert company.rows("SELECT status FROM claim WHERE org=:org AND id=:id", id=claim)[0].status == "submitted"


def owners_lock() -> bytes:
    """A PDF that everybody may read and its owner alone may print, as banks send them."""
    return given.saved(given.pdf(2), encryption=Encryption(owner="a", user=""))
