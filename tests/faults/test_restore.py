"""Last night's backup comes back: a new epoch, cursors reset, and what devices send again counts exactly once."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import httpx

from tests.faults.phones import Phone
from tests.faults.server import Firm, Served, found_firm


def leima(firm: Firm, *words: str) -> None:
    """A verb of the command line on the firm's data folder."""
    env = {"LEIMA_DATA": str(firm.settings.data), "PATH": ""}
    subprocess.run([sys.executable, "-m", "leima", *words], env=env, check=True, timeout=120, capture_output=True)


def pull(client: httpx.Client, served: Served, firm: Firm, cursor: str | None = None) -> dict[str, Any]:
    answer = client.get(
        f"{served.url}/api/v1/sync/pull",
        params={"cursor": cursor} if cursor else {},
        headers=firm.headers("aino"),
    )
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def punches(page: dict[str, Any]) -> set[str]:
    return {one["id"] for one in page["changes"] if one["type"] == "punch"}


def test_after_a_restore_devices_start_over_and_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    firm = found_firm(tmp_path / "data")
    served, backup = Served(firm.settings, tmp_path / "log"), tmp_path / "last-night.sqlite3"
    phone = Phone(firm, "aino", served.url, random.Random(5))
    try:
        served.start()
        with httpx.Client(timeout=30) as client:
            assert phone.round(client, 20) == 20
            leima(firm, "backup", str(backup))
            assert phone.round(client, 20) == 20
            before = pull(client, served, firm)
        served.stop()
        leima(firm, "restore", str(backup))
        leima(firm, "migrate")
        served.start()
        with httpx.Client(timeout=30) as client:
            after = pull(client, served, firm, before["cursor"])
            again = phone.send(client, list(phone.made.values()))
            healed = pull(client, served, firm)
    finally:
        served.kill()
    assert after["reset"] and after["cursor"].partition(".")[0] != before["cursor"].partition(".")[0]
    assert len(punches(after)) == 20
    assert again is not None
    assert Counter((one["status"], one["dup"]) for one in again) == {("applied", True): 20, ("applied", False): 20}
    made = {op["entity"]["id"] for op in phone.made.values()}
    assert punches(healed) == made
    stored = firm.rows("SELECT id FROM punch WHERE org=:org")
    assert Counter(row.id for row in stored) == Counter(made)
