"""Files of old clocks, as each of them writes them, and sending them."""

import base64
from typing import Any

from tests.company import Company

TOGGL = (
    "User,Email,Client,Project,Task,Description,Billable,"
    "Start date,Start time,End date,End time,Duration,Tags,Amount ()\n"
    "Aino,aino@company.test,,Verkkosivut,,Suunnittelu,No,2026-10-05,08:00:00,2026-10-05,11:30:00,03:30:00,,\n"
    "Aino,aino@company.test,,Verkkosivut,,Toteutus,No,2026-10-05,12:00:10,2026-10-05,16:00:40,04:00:30,,\n"
)
CLOCKIFY = (
    '"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time",'
    '"End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (EUR)","Billable Amount (EUR)"\n'
    '"Verkkosivut","","Suunnittelu","","Aino","","aino@company.test","","No","10/05/2026","08:00:00 AM",'
    '"10/05/2026","11:30:00 AM","03:30:00","3.50","0.00","0.00"\n'
    '"Verkkosivut","","Toteutus","","Aino","","aino@company.test","","No","10/13/2026","12:00:00 PM",'
    '"10/13/2026","04:00:00 PM","04:00:00","4.00","0.00","0.00"\n'
)
KIMAI = (
    "Date,From,To,Duration,Rate,User,Customer,Project,Activity,Description,Exported,Tags\n"
    "2026-10-05,08:00,11:30,3:30,0,Aino,,Verkkosivut,Suunnittelu,Suunnittelu,0,\n"
    "2026-10-05,12:00,16:00,4:00,0,Aino,,Verkkosivut,Toteutus,Toteutus,0,\n"
)
TERMINAL = (
    "id;datetime;state\n"
    "7001;2026-10-05 08:00:05;0\n7001;2026-10-05 11:30:00;2\n7001;2026-10-05 12:00:00;3\n7001;2026-10-05 16:00:59;1\n"
    "7001;2026-10-05 22:00:00;0\n7001;2026-10-06 06:00:00;1\n"
)
OWN = "nimi;pvm;alku;loppu;tauko;huomautus\nAino;5.10.2026;8:00;16:00;0:30;\nAino;5.10.2026;22.00;6.00;;Yövuoro\n"
PRESSES = "nimi;aika;leimaus\nAino;5.10.2026 8:00;in\nAino;5.10.2026 16:00;out\n"
TOTALS = "nimi;pvm;tunnit;liukuma;loma\nAino;5.10.2026;7:30;;\nAino;6.10.2026;7,5 h;;\nAino;1.11.2026;;2:15;14\n"


def send(company: Company, content: str | bytes, status: int = 200, who: str = "admin", **more: Any) -> Any:
    """The answer to a file."""
    data = content.encode() if isinstance(content, str) else content
    body = {"name": "old.csv", "content": base64.b64encode(data).decode(), **more}
    reply = company.client.post("/api/v1/history/file", json=body, headers=company.headers(who))
    assert reply.status_code == status, reply.text
    return reply.json()


def take(company: Company, content: str | bytes, **more: Any) -> Any:
    """A file that is seen and then taken in."""
    seen = send(company, content, **more)
    assert seen["ready"] and not seen["written"], (seen["faults"], seen["unknown"])
    taken = send(company, content, seen=seen["seen"], **more)
    assert taken["written"] and taken["people"] == seen["people"]
    return taken


def entries(company: Company, who: str = "aino") -> list[tuple[int, int]]:
    """Beginning and end (epoch ms) of a person's stored entries."""
    sql = "SELECT start_at, end_at FROM entry WHERE org=:org AND person=:person AND NOT deleted ORDER BY start_at"
    return [(row.start_at, row.end_at) for row in company.rows(sql, person=company.ids[who])]


def numbered(company: Company, who: str, number: str) -> None:
    """Gives somebody an employee number."""

    def work(tx: Any) -> None:
        tx.run("UPDATE person SET external_id=:number WHERE id=:id", number=number, id=company.ids[who])

    company.world.db.write_now(work)


def faults(told: Any) -> list[tuple[int, str]]:
    """Row and column of each fault."""
    return [(one["row"], one["column"]) for one in told["faults"]]
