"""A month of a city's travel claims, listed and exported for payroll: `python -m tests.bench.claims 11500`."""

import io
import json
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from leima.app import open_world
from leima.db.tx import Tx
from leima.features.rates.ready import laid_over
from leima.rules.situation import trip as questions
from leima.rules.situation.given import Given
from leima.rules.travel.receipt import Receipt, Taxed, split_vat
from leima.rules.travel.trip import work_out
from leima.settings import Settings
from tests.bench.ids import new_id
from tests.bench.loader import ORG, Loaded, load
from tests.bench.ours import API, Leima
from tests.bench.servers import memory, processor, server

CLAIMS, RECEIPTS = 4_000, 10_000
PIECE = 65_536
_CLAIM = (
    "INSERT INTO claim (org, id, person, title, status, advance_cents, note, from_date, until_date, shown_on,"
    " due_cents, tax_free_cents, taxable_cents, expenses_cents, payee, decided_at, reason, edited, deleted, version)"
    f" VALUES ('{ORG}', :id, :person, 'Asiakaskierros', 'approved', 0, '', :on, :on, :on, :due, :due, 0, 0,"
    " 'employee', :at, '', 1, :no, 4)"
)
_TRIP = (
    "INSERT INTO trip (org, id, claim, person, date, body, worked, flags, due_cents, tax_free_cents, taxable_cents,"
    f" edited, deleted, version) VALUES ('{ORG}', :id, :claim, :person, :on, :body, :worked, '[]', :due, :due, 0, 1,"
    " :no, 2)"
)
_RECEIPT = (
    "INSERT INTO receipt (org, id, claim, person, date, body, worked, files, expense_cents, edited, deleted, version)"
    f" VALUES ('{ORG}', :id, :claim, :person, :on, :body, :worked, '[]', :spent, 1, :no, 2)"
)
ON = "2026-10-14"
TRIP: dict[str, Any] = {
    "start": "2026-10-13T07:00",
    "end": "2026-10-14T18:30",
    "km_from_workplace": 180,
    "km_from_home": 170,
    "nights": [{"date": "2026-10-13", "lodging": "none"}],
    "kilometres": [
        {"date": "2026-10-13", "vehicle": "car", "km": 180.5, "passengers": 1},
        {"date": "2026-10-14", "vehicle": "car", "km": 180.5},
    ],
}


def _text(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def rows(people: tuple[str, ...], at: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Claims of the first people, a trip of six lines each, and receipts of two rates of tax."""
    worked = work_out(questions.trip_of(Given(TRIP, "", questions.TRIP)), laid_over(()))
    trip = _text({**TRIP, "purpose": "Asiakastapaaminen", "destination": "Tampere", "cost_centre": None})
    receipt = Receipt(ON, 4_670, (Taxed(135, 3_670), Taxed(255, 1_000)))
    split = _text({"gross_eur_cents": 4_670, **split_vat(receipt, laid_over(())).to_json()})
    told = _text({"supplier": "Ravintola", "category": "meals", "paid_by": "self", "files": ["0" * 64]})
    same = {"on": ON, "at": at, "no": False, "due": worked.due_cents}
    claims = [{**same, "id": new_id(), "person": person} for person in people[:CLAIMS]]
    made = _text(worked.to_json())
    trips = [{**one, "id": new_id(), "claim": one["id"], "body": trip, "worked": made} for one in claims]
    receipts = [
        {**one, "id": new_id(), "claim": one["id"], "body": told, "worked": split, "spent": 4_670}
        for n in range(RECEIPTS)
        for one in [claims[n % len(claims)]]
    ]
    return claims, trips, receipts


def fill(settings: Settings, loaded: Loaded) -> None:
    """The month's claims; the first person gets the payroll role."""
    world = open_world(settings)
    claims, trips, receipts = rows(loaded.people, world.clock.now())

    def work(tx: Tx) -> None:
        tx.org = ORG
        for sql, some in ((_CLAIM, claims), (_TRIP, trips), (_RECEIPT, receipts)):
            tx.many(sql, some)
        role = "INSERT INTO person_role (org, person, role) VALUES (:org, :person, 'payroll')"
        tx.run(role, org=ORG, person=loaded.people[0])

    world.db.write_now(work)
    world.db.close()


def asked(leima: Leima, named: str, query: str) -> bytes:
    """Prints seconds to the first byte and to the last, processor, bytes, and the server's memory meanwhile."""
    url = f"http://127.0.0.1:{leima.port}{API}/claims{query}"
    request = urllib.request.Request(url, headers=dict(leima._headers(0)))
    rest, worked, began, first, highest = memory(leima.pid), processor(leima.pid), time.perf_counter(), 0.0, 0.0
    content = io.BytesIO()
    with urllib.request.urlopen(request, timeout=120) as answer:
        while piece := answer.read(PIECE):
            first = first or time.perf_counter() - began
            content.write(piece)
            highest = max(highest, memory(leima.pid))
    seconds, highest = time.perf_counter() - began, max(highest, memory(leima.pid))
    print(f"{named}: first byte {first:.2f} s, whole {seconds:.2f} s", end=", ")
    print(f"processor {processor(leima.pid) - worked:.2f} s, {content.tell() / 1e6:.1f} MB", end="; ")
    print(f"memory {rest:.0f} MB before, {highest - rest:.0f} MB more at the most", flush=True)
    return content.getvalue()


def listed(leima: Leima) -> None:
    """All pages of the list, and a page of it by status and dates."""
    began, after, claims, more = time.perf_counter(), "", 0, True
    while more:
        page = json.loads(asked(leima, "list, a page", f"?after={after}"))
        after, claims, more = page["after"], claims + len(page["claims"]), page["after"] is not None
    print(f"list: {claims} claims in {time.perf_counter() - began:.2f} s", flush=True)
    asked(leima, "filter by status and dates", f"?status=approved&from={ON}&to={ON}")


def main(people: int, port: int) -> None:
    with tempfile.TemporaryDirectory(prefix="leima-bench-") as folder:
        settings = replace(Settings(), data=Path(folder, "data"), port=port, log="error")
        loaded = load(settings, people, years=1)
        fill(settings, loaded)
        env = {"LEIMA_PORT": str(port), "LEIMA_DATA": str(settings.data), "LEIMA_LOG": "error"}
        command = [str(Path(sys.executable).with_name("leima")), "serve"]
        with server(command, env, f"http://127.0.0.1:{port}/health/ready", Path(folder, "log")) as pid:
            leima = Leima("Leima", "SQLite", port, pid, loaded)
            listed(leima)
            for form in ("csv", "xlsx", "json", "csv"):
                asked(leima, form, f"/payroll?format={form}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8223)
