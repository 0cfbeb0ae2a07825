"""A real server behind a line that breaks after every tenth of an upload: everything arrives once, byte for byte."""

import hashlib
import io
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.company import new_id, operation
from tests.faults.cutting import Line, line
from tests.faults.server import Firm, found_firm, serving
from tests.uploads import attachments as given

TENTHS = 10


def sharp_photo(seed: int, side: int = 900) -> bytes:
    """A photo of noise: nothing in it can be left out. Some 800 kilobytes."""
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(seed).randbytes(side * side * 3)).save(out, "JPEG", quality=85)
    return out.getvalue()


UPLOADS: Mapping[str, Callable[[], bytes]] = {
    "a large photo": lambda: sharp_photo(1),
    "a small photo": lambda: given.photo(),
    "a photo that is made anew": lambda: given.from_a_phone(6),
    "a PDF": lambda: given.saved(given.pdf(20)),
}


def named(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def send(firm: Firm, url: str, content: bytes) -> bool:
    """One try of a phone: sends the whole file. False when the line broke."""
    headers = {**firm.headers("aino"), "Content-Type": "application/octet-stream"}
    path = f"{url}/api/v1/blobs/{named(content)}"
    try:
        with httpx.Client(timeout=20) as client:
            answer = client.put(path, content=content, headers=headers)
    except httpx.TransportError:
        return False
    assert answer.status_code in (200, 408), answer.text
    return answer.status_code == 200


def is_there(firm: Firm, url: str, content: bytes) -> bool:
    """Whether the server has it, asked past the line."""
    return httpx.head(f"{url}/api/v1/blobs/{named(content)}", headers=firm.headers("aino")).status_code == 200


def push(firm: Firm, url: str, op: dict[str, Any]) -> str:
    """Pushes one operation; returns the status of its result."""
    body = {"device_id": "phone-aino", "batch_id": new_id(), "sent_at": int(time.time() * 1000), "ops": [op]}
    answer = httpx.post(f"{url}/api/v1/sync/push", json=body, headers=firm.headers("aino"))
    found: str = answer.json()["results"][0]["status"]
    return found


def cut_everywhere(firm: Firm, url: str, bad: Line, content: bytes) -> int:
    """Breaks an upload after each tenth, and once more before its answer; then lets it through. Returns the cuts."""
    for tenth in range(1, TENTHS):
        bad.most = len(content) * tenth // TENTHS
        assert not send(firm, bad.url, content)
        assert not is_there(firm, url, content), f"{tenth} tenths were taken for the whole"
    bad.most, bad.answers = None, False
    assert not send(firm, bad.url, content)
    bad.answers = True
    assert send(firm, bad.url, content)
    return TENTHS


def files_in(folder: Path) -> list[Path]:
    return [path for path in (folder / "blobs").rglob("*") if path.is_file()]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_uploads_that_are_cut_after_every_tenth_arrive_once(
    tmp_path: Path, database: str, request: pytest.FixtureRequest
) -> None:
    firm = found_firm(tmp_path / "data", request.getfixturevalue("postgres_url") if database == "postgresql" else "")
    contents = [make() for make in UPLOADS.values()]
    with serving(firm, tmp_path / "log") as served, line(served.port) as bad:
        cuts = sum(cut_everywhere(firm, served.url, bad, content) for content in contents)
        assert len(bad.cuts) == cuts
        receipts = {
            new_id(): {"claim": new_id(), "date": "2026-11-20", "supplier": "Taksi", "gross_cents": n, "files": [name]}
            for n, name in enumerate((named(content) for content in contents), 1_000)
        }
        for id, body in receipts.items():
            op = operation(firm.ids["aino"], "receipt.save", body, int(time.time() * 1000), id=id)
            assert push(firm, served.url, op) == "applied"
        given_back = [
            httpx.get(f"{served.url}/api/v1/blobs/{named(content)}", headers=firm.headers("aino")).content
            for content in contents
        ]
    rows = {row.sha256: row for row in firm.rows("SELECT * FROM blob WHERE org=:org")}
    assert sorted(rows) == sorted(named(content) for content in contents)
    for content, back in zip(contents, given_back, strict=True):
        assert named(back) == rows[named(content)].kept and len(back) == rows[named(content)].size
    assert given_back[:2] == contents[:2]
    found = files_in(tmp_path / "data")
    assert sorted(path.name for path in found) == sorted(row.kept for row in rows.values())
    assert all(named(path.read_bytes()) == path.name for path in found)
    told = [row.files for row in firm.rows("SELECT files FROM receipt WHERE org=:org")]
    assert len(told) == len(contents)
    print(f"{cuts} connections were cut; {len(rows)} of {len(contents)} uploads arrived, each once")
