"""A real server whose files cannot grow: 503 from push and from readiness, and all is well again by itself."""

import random
import resource
from pathlib import Path

import httpx

from tests.faults.phones import Phone
from tests.faults.server import Served, found_firm, serving


def limit_files(served: Served, most: int) -> None:
    """Every write of the server beyond `most` bytes of a file fails from now on."""
    assert served.child is not None
    resource.prlimit(served.child.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


def test_a_server_whose_files_cannot_grow_says_so_and_heals_alone(tmp_path: Path) -> None:
    firm = found_firm(tmp_path / "data")
    with serving(firm, tmp_path / "log") as served, httpx.Client(timeout=30) as client:
        phone = Phone(firm, "aino", served.url, random.Random(1))
        assert phone.round(client, 5) == 5
        limit_files(served, 4096)
        assert phone.round(client, 5) == 0
        assert phone.wrong == []
        assert served.ready() == 503
        answer = client.get(f"{served.url}/api/v1/balances", headers=firm.headers("aino"))
        assert answer.status_code == 200
        limit_files(served, resource.RLIM_INFINITY)
        assert served.ready() == 200
        assert phone.round(client, 5) == 10
    stored = firm.rows("SELECT op_id FROM op_receipt WHERE org=:org")
    assert {row.op_id for row in stored} == set(phone.acked)
    assert len(stored) == 15
