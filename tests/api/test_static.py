"""The server gives out the build's own files, and no path leads anywhere else."""

import gzip
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from leima.web.errors import handle
from leima.web.static import static_router


@pytest.fixture
def client(tmp_path: Path) -> TestClient[Litestar]:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>Leima</title>")
    (dist / "assets" / "main-abc123.js").write_text("export const a = 1;" * 100)
    (dist / "assets" / "main-abc123.js.br").write_bytes(b"packed")
    (dist / "assets" / "main-abc123.js.gz").write_bytes(gzip.compress(b"export const a = 1;" * 100))
    (dist / "sw.js").write_text("self.x = 1")
    (tmp_path / "secret.txt").write_text("secret")
    (dist / "link.txt").symlink_to(tmp_path / "secret.txt")
    return TestClient(Litestar([static_router(dist)], exception_handlers={Exception: handle}))


def test_the_page_answers_for_every_screen(client: TestClient[Litestar]) -> None:
    for path in ("/", "/tanaan", "/tunnit", "/liity"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
        assert "Leima" in answer.text


@pytest.mark.parametrize("path", ["/", "/tanaan", "/assets/main-abc123.js", "/assets/none.js"])
def test_whoever_asks_for_the_head_gets_what_a_reading_gets_without_the_body(
    client: TestClient[Litestar], path: str
) -> None:
    read, head = client.get(path), client.head(path)
    assert (head.status_code, head.headers.get("etag")) == (read.status_code, read.headers.get("etag"))
    assert head.headers["content-type"] == read.headers["content-type"]


def test_hashed_files_last_and_the_service_worker_is_asked_about_each_time(client: TestClient[Litestar]) -> None:
    script = client.get("/assets/main-abc123.js", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in script.headers["cache-control"]
    assert script.headers["content-encoding"] == "gzip"
    assert client.get("/sw.js").headers["cache-control"] == "no-cache"
    again = client.get("/assets/main-abc123.js", headers={"If-None-Match": script.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_browser_gets_the_smallest_form_that_it_takes(client: TestClient[Litestar]) -> None:
    with client.stream("GET", "/assets/main-abc123.js", headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.headers["content-encoding"] == "br"
        assert b"".join(answer.iter_raw()) == b"packed"
    plain = client.get("/assets/main-abc123.js", headers={"Accept-Encoding": "identity"})
    assert (plain.headers.get("content-encoding"), plain.text[:6]) == (None, "export")
    assert client.get("/").headers["content-type"] == "text/html; charset=utf-8"
    assert client.get("/assets/main-abc123.js.br").status_code == 404
    assert client.get("/assets/main-abc123.js.gz").status_code == 404


@pytest.mark.parametrize(
    "path", ["/secret.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/assets/%00.js", "/assets/none.js"]
)
def test_nothing_outside_the_build_is_given_out(client: TestClient[Litestar], path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text
