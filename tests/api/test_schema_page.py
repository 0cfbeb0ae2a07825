"""The API's description is served where its setting is on: public, under our CSP, with nothing from elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from leima.app import build_app
from leima.db.engine import open_database
from leima.settings import Settings
from leima.world.clock import FakeClock
from leima.world.world import World
from tests.migrated import migrated


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient[Litestar]]:
    """A server whose description is on; nobody is signed in."""
    settings = replace(Settings(), data=Path(tmp_path_factory.mktemp("schema")), schema=True)
    migrated(settings)
    clock = FakeClock(1_763_715_600_000)
    with TestClient(build_app(settings, World(settings, clock, open_database(settings, clock.now)))) as opened:
        yield opened


def test_anybody_may_read_the_page_with_every_operation_and_shape_on_it(client: TestClient[Litestar]) -> None:
    page, described = client.get("/schema"), client.get("/schema/openapi.json").json()
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    ids = set(re.findall(r'<details id="([^"]+)"', page.text))
    wanted = {one["operationId"] for item in described["paths"].values() for one in item.values()}
    assert wanted | set(described["components"]["schemas"]) == ids


def test_every_link_on_the_page_leads_to_something_on_it(client: TestClient[Litestar]) -> None:
    text = client.get("/schema").text
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


def test_the_page_asks_this_server_alone_and_runs_nothing_inline(client: TestClient[Litestar]) -> None:
    text = client.get("/schema").text
    files = re.findall(r'(?:src|href)="([^"#]+)"', text)
    assert [one for one in files if not one.startswith("/")] == []
    for name, kind in (("/schema/page.js", "text/javascript"), ("/schema/page.css", "text/css")):
        assert name in files
        answer = client.get(name)
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
    assert re.findall(r"<style|style=|<script>|\son\w+=", text) == []


@pytest.mark.parametrize("name", ["swagger", "openapi.yaml", "page.css/x", "x/y", "openapi.json.map"])
def test_what_is_not_there_is_said_in_our_words(client: TestClient[Litestar], name: str) -> None:
    answer = client.get(f"/schema/{name}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found" and answer.json()["detail"]
