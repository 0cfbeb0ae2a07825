"""What the page of features in use costs with everybody in it: `python -m tests.bench.usage [PEOPLE]`.

Everybody has clocked in and out on the working days of three months, without breaks and on no work type: what nobody
uses is the dearest to look for. Every figure is the least of five, of the processor: the clock tells of neighbours.
"""

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from leima.app import USAGE
from leima.db.tx import Tx
from leima.db.usage import Use, used
from tests.bench.payroll import filled
from tests.company import Company, ms, open_company
from tests.months.month_fixtures import hire

PEOPLE, DAYS = 11_500, 92
_PUNCH = (
    "INSERT INTO punch (org, id, person, kind, at, tz, offset_min, remote, kiky, note, estimated, author, device,"
    " flags, received_at, op_id, version) VALUES (:org, :id, :person, :kind, :at, 'Europe/Helsinki', 120, :no, :no,"
    " '', :no, :person, 'd', '[]', :at, :id, 1)"
)
_SHARE = (
    "INSERT INTO day_share (org, kind, date, person, work_type, cost_centre, remote, minutes)"
    " VALUES (:org, :kind, :date, :person, '', '', :no, 450)"
)
_MONTH = (
    "INSERT INTO month_state (org, person, month, id, status, sent_at, decided_at, reason, totals, version)"
    " VALUES (:org, :person, :month, :id, 'approved', :at, :at, '', '{}', 1)"
)


def worked(company: Company, ids: list[str]) -> None:
    """Three months of everybody's punches, days and months."""
    ends = date(2026, 12, 1)
    dates = [one.isoformat() for n in range(1, DAYS) if (one := ends - timedelta(days=n)).weekday() < 5]
    for at in range(0, len(ids), 250):
        some = ids[at : at + 250]

        def rows(tx: Tx, some: list[str] = some) -> None:
            tx.org = company.ids["org"]
            for id in some:
                own = {"org": tx.org, "person": id, "no": False}
                clocked = [
                    {**own, "id": f"{id}{on}{kind}", "kind": kind, "at": ms(f"{on}T{hour}:00")}
                    for on in dates
                    for kind, hour in (("in", "08"), ("out", "16"))
                ]
                tx.many(_PUNCH, clocked)
                tx.many(_SHARE, [{**own, "date": on, "kind": kind} for on in dates for kind in ("work", "target")])
                months = ("2026-09", "2026-10", "2026-11")
                tx.many(
                    _MONTH, [{**own, "month": one, "id": f"{id}:{one}", "at": ms(f"{one}-28T12:00")} for one in months]
                )

        company.world.db.write_now(rows)


def least(work: Any) -> float:
    """Milliseconds of the processor, the least of five."""
    seen = []
    for _ in range(5):
        began = time.process_time()
        work()
        seen.append(time.process_time() - began)
    return min(seen) * 1000


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_company(Path(folder)) as company:
        hire(company, "admin", "admin")
        company.at("2026-12-01T09:00")
        worked(company, filled(company, people))

        def alone(tx: Tx, use: Use) -> None:
            tx.org = company.ids["org"]
            used(tx, [use])

        for use in (one for one in USAGE if isinstance(one, Use)):
            took = least(lambda use=use: company.world.db.read_now(lambda tx: alone(tx, use)))
            print(f"  {use.kind:20} {took:7.1f} ms", flush=True)
        print(f"the page of {people} people: {least(lambda: company.get('admin', 'usage')):.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE)
