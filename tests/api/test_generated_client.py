"""A stranger's client, made by a public generator from the API's description alone, does what a device does."""

import importlib
import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house.house import ROOT
from tests.security.firm import NOW, PASSWORD, Firm, open_firm

NAME = "leima_stranger"
FILES = (
    "blobs/{sha256} within attachments",
    "certificates/{id}/files/{sha256} within certificates",
    "claims/{claim_pdf} within travel",
    "claims/{id}/files/{sha256} within travel",
    "logo within setting_up",
    "reports/own.zip within reports",
)
"""What is no JSON: the generator leaves it to its reader."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The generated package, ready to be imported."""
    folder = tmp_path_factory.mktemp("stranger")
    config = folder / "config.json"
    config.write_text(json.dumps({"post_hooks": []}))
    described = ["--path", str(ROOT / "shared" / "contract" / "openapi.json"), "--config", str(config)]
    command = [sys.executable, "-m", "openapi_python_client", "generate", *described, "--meta", "none"]
    done = subprocess.run([*command, "--output-path", str(folder / NAME)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    left_out = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("WARNING")]
    assert left_out == [f"WARNING parsing GET /api/v1/{file}." for file in FILES], done.stderr
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    with open_firm(tmp_path) as opened:
        yield opened


def part(name: str) -> Any:
    """A module of the generated package."""
    return importlib.import_module(f"{NAME}.{name}")


def punch_in(models: Any, person: str) -> Any:
    """An operation as the generated shapes write it."""
    return models.PunchRecordOperation(
        op_id=str(uuid.uuid4()),
        type_=models.PunchRecordOperationType.PUNCH_RECORD,
        v=models.PunchRecordOperationV.VALUE_1,
        subject=person,
        entity=models.PunchRecordEntity(type_=models.PunchRecordEntityType.PUNCH, id=str(uuid.uuid4())),
        body=models.PunchRecord(kind=models.PunchRecordKind.IN),
        time=models.Time(claimed_at=NOW - 3_600_000),
    )


@pytest.mark.usefixtures("made")
def test_a_generated_client_signs_in_punches_and_reads_its_balance(firm: Firm) -> None:
    client, models = part("client"), part("models")
    over: dict[str, Any] = {"base_url": "http://leima.test", "httpx_args": {"transport": firm.client._transport}}

    login = models.Login(email=firm.email("employee"), password=PASSWORD, device_id="a stranger's")
    session = part("api.sign_in.sign_in").sync(client=client.Client(**over), body=login)
    signed_in = client.AuthenticatedClient(token=session.access_token, **over)
    sent = punch_in(models, session.user.id)
    push = models.PushRequest(ops=[sent], device_id="a stranger's", sent_at=NOW)
    reply = part("api.sync.sync_push").sync(client=signed_in, body=push)
    read = part("api.days.read_balances").sync(client=signed_in)

    assert [(one.op_id, one.status.value) for one in reply.results] == [(sent.op_id, "applied")]
    assert read.person == session.user.id
    assert read.seq == reply.balances.seq >= reply.results[0].seq
    assert read.to_dict()["accounts"] == reply.balances.to_dict()["accounts"]


@pytest.mark.usefixtures("made")
def test_a_generated_client_pulls_each_row_in_its_own_shape(firm: Firm) -> None:
    client = part("client")
    headers, _ = firm.session("employee")
    token = headers["Authorization"].partition(" ")[2]
    over: dict[str, Any] = {"base_url": "http://leima.test", "httpx_args": {"transport": firm.client._transport}}

    page = part("api.sync.sync_pull").sync(client=client.AuthenticatedClient(token=token, **over))

    kinds = {type(one).__name__ for one in page.changes}
    assert {"PulledOrganisation", "PulledPerson", "PulledCalendarDay"} <= kinds
    person = next(one for one in page.changes if type(one).__name__ == "PulledPerson")
    assert person.data.id == firm.ids["employee"]


@pytest.mark.usefixtures("made")
def test_a_generated_client_reads_why_it_was_refused(firm: Firm) -> None:
    client, models = part("client"), part("models")
    over: dict[str, Any] = {"base_url": "http://leima.test", "httpx_args": {"transport": firm.client._transport}}

    login = models.Login(email="nobody@firm.test", password="wrong", device_id="a stranger's")
    refused = part("api.sign_in.sign_in").sync(client=client.Client(**over), body=login)

    assert type(refused).__name__ == "ProblemDetails"
    assert (refused.status, refused.code) == (401, "invalid_credentials")
