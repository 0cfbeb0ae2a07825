"""The example client of the documentation does what it says: it is tried here against the API and a real message."""

import importlib.util
import io
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima.features.webhooks.signing import headers
from leima.world.webhooks import Webhooks
from tests.apps import nowhere
from tests.company import Company
from tests.months.month_fixtures import hire
from tests.payroll.test_files import locked
from tests.webhooks.receivers import Receiver, make, send

EXAMPLE = Path(__file__).parents[2] / "docs/examples/leima_client.py"


@pytest.fixture
def example(one: Company, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, whose requests go to the company."""
    spec = importlib.util.spec_from_file_location("leima_client", EXAMPLE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def answered(request: Any, timeout: float) -> Any:
        path, told = request.full_url.removeprefix("https://leima.test"), dict(request.header_items())
        answer = one.client.request(request.get_method(), path, content=request.data, headers=told)
        assert answer.status_code == 200, answer.text
        return io.BytesIO(answer.content)

    monkeypatch.setattr(module, "urlopen", answered)
    monkeypatch.setattr(module.time, "time", lambda: one.clock.now() / 1000)
    return module


@pytest.fixture
def listening(example: Any) -> Iterator[str]:
    """The example's receiver at a port of loopback; its address."""
    with example.HTTPServer(("127.0.0.1", 0), example.Receiver) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_it_hears_of_a_locked_run_and_fetches_its_rows(
    one: Company,
    receiver: Receiver,
    example: Any,
    listening: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    one.world.webhooks = Webhooks(nowhere, beside=(listening,))
    _, secret = make(one, "payroll_run.locked", address=f"{listening}/hook")
    form = {"name": "Example", "scopes": ["payroll.read"], "until": "2027-01-31"}
    key = one.client.post("/api/v1/api-keys", json=form, headers=one.headers("admin")).json()["secret"]
    for name, value in (("URL", "https://leima.test"), ("KEY", key), ("WEBHOOK_SECRET", secret)):
        monkeypatch.setenv(f"LEIMA_{name}", value)
    one.ids["payroll"] = one.ids["admin"]
    monkeypatch.setattr(Company, "headers", _as_admin(Company.headers))
    run = locked(one)
    assert send(one) == 1
    until = time.monotonic() + 5
    while "rows to pay" not in (said := capsys.readouterr().out) and time.monotonic() < until:
        time.sleep(0.02)
    assert said == f"{run['lines']} rows to pay from 2026-11-01 to 2026-11-30\n"


def test_it_sends_the_file_of_people_and_has_done_what_it_saw(one: Company, example: Any, tmp_path: Path) -> None:
    hire(one, "admin", "admin")
    form = {"name": "HR", "scopes": ["people.file"], "until": "2027-01-31"}
    key = one.client.post("/api/v1/api-keys", json=form, headers=one.headers("admin")).json()["secret"]
    file = tmp_path / "hr.csv"
    head = "nimi;sähköposti;alkaen;sopimus;muoto;palkkaus"
    file.write_text(f"{head}\nUusi Tulija;uusi@havu.test;1.1.2027;general-37-5;liukuva;kuukausi\n", "utf-8")
    told = example.send_people("https://leima.test", key, file, "2027-01-01")
    assert [(person["name"], person["kind"]) for person in told["people"]] == [("Uusi Tulija", "joined")]
    assert example.send_people("https://leima.test", key, file, "2027-01-01", told["seen"])["written"]
    assert example.send_people("https://leima.test", key, file, "2027-01-01")["people"] == []


def _as_admin(headers: Any) -> Any:
    """The admin of this company runs its payroll."""
    return lambda company, who: headers(company, "admin" if who == "payroll" else who)


def test_it_refuses_what_is_not_signed_now_by_the_secret(example: Any) -> None:
    secret, other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    body = json.dumps({"type": "test"})
    good = headers([other, secret], "msg_1", 1_700_000_000, body)
    assert example.verified(secret, good, body.encode(), 1_700_000_000) == {"type": "test"}
    assert example.verified(other, good, body.encode(), 1_700_000_299) == {"type": "test"}
    for told, sent, now in (
        (good, body + " ", 1_700_000_000),
        (good, body, 1_700_000_301),
        (good, body, 1_699_999_699),
        ({**good, "webhook-id": "msg_2"}, body, 1_700_000_000),
        ({**good, "webhook-timestamp": "1700000001"}, body, 1_700_000_000),
        ({**good, "webhook-timestamp": "x"}, body, 1_700_000_000),
        ({**good, "webhook-signature": good["webhook-signature"].replace("v1,", "v2,")}, body, 1_700_000_000),
        ({}, body, 1_700_000_000),
    ):
        with pytest.raises(example.Refused):
            example.verified(secret, told, sent.encode(), now)
