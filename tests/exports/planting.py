"""A hundred texts that some spreadsheet or page would run, in every column of words that an export shows."""

from collections.abc import Sequence
from typing import Any

from leima.db.rows import table_of
from leima.db.tables.days import DayShare
from leima.db.tables.people import CostCentre, Person, Team, TeamMember, WorkType
from leima.db.tables.travel import Claim, Trip
from leima.db.tx import Tx
from tests.company import Company, new_id
from tests.reports.month import PAYLOADS, SPLIT

STARTS = ("", " ", '"', "\t", "\r", "\n", "x,", "x;", "x\t", 'x,"')
BODIES = ("=1+1", "+1+2", "@SUM(A1)", "-2+3", "=cmd|' /C calc'!A0", "\uff1d1+1", '=HYPERLINK("http://x")')
LINKS = ("http://x.test/", "mailto:x@x.test", "internal:Sheet1!A1", "=DDE('a';'b';'c')", "file:///etc/passwd")
SCRIPTS = tuple(f"<script>{n}</script>=1" for n in range(20))
HUNDRED = tuple(
    dict.fromkeys((*(f"{start}{body}" for start in STARTS for body in BODIES), *PAYLOADS, *SPLIT, *LINKS, *SCRIPTS))
)
PLAIN = tuple(f"Sana {n:03d}" for n in range(len(HUNDRED)))
DATE = "2026-11-17"


def plant(company: Company, claim: str) -> None:
    """For each text a person in a team of their own, with work on a work type and cost centre, and a claim."""

    def work(tx: Tx) -> None:
        tx.org = org = company.ids["org"]
        told = tx.get(Claim, id=claim)
        [trip] = tx.rows(Trip, "SELECT * FROM trip WHERE org=:org AND claim=:claim", org=org, claim=claim)
        assert told is not None
        for n, text in enumerate(PLAIN):
            who = f"planted{n:03d}"
            person = {"id": who, "name": text, "email": f"{who}@company.test", "counts_from": "2026-11-01"}
            tx.insert(Person(org=org, **person, external_id=f"e{n:03d}"))
            tx.insert(Team(org=org, id=f"t{n:03d}", name=text))
            tx.insert(TeamMember(org=org, person=who, team=f"t{n:03d}", role="member", from_date="2025-01-01"))
            tx.insert(WorkType(org=org, id=f"w{n:03d}", name=text))
            tx.insert(CostCentre(org=org, id=f"c{n:03d}", code=f"k{n:03d}", name=text))
            booked = {"work_type": f"w{n:03d}", "cost_centre": f"c{n:03d}", "remote": False}
            tx.insert(DayShare(org=org, kind="work", date=DATE, person=who, **booked, minutes=400 + n))
            note = {"id": new_id(), "person": who, "kind": "in", "tz": "Europe/Helsinki", "offset_min": 120}
            _punch(tx, org, note, text)
            tx.insert(
                Claim(**{**_columns(Claim, told), "id": f"claim{n:03d}", "person": who, "title": text, "note": text})
            )
            tx.insert(Trip(**{**_columns(Trip, trip), "id": f"trip{n:03d}", "claim": f"claim{n:03d}", "person": who}))
            tx.audit("person.changed", "person", who, {"name": text}, {"name": text, "note": text})

    company.world.db.write_now(work)


def _columns(table: type[Any], row: Any) -> dict[str, Any]:
    return {column: getattr(row, column) for column in table_of(table)[1]}


def _punch(tx: Tx, org: str, punch: dict[str, Any], note: str) -> None:
    sql = (
        "INSERT INTO punch (org, id, person, kind, at, tz, offset_min, remote, kiky, note, estimated, author, device,"
        " flags, received_at, op_id, version) VALUES (:org, :id, :person, :kind, :at, :tz, :offset_min, :no, :no,"
        " :note, :no, :person, 'd', '[]', :at, :id, 1)"
    )
    tx.run(sql, org=org, **punch, at=1_795_000_000_000, note=note, no=False)


COLUMNS = (
    ("person", "name"),
    ("person", "external_id"),
    ("team", "name"),
    ("work_type", "name"),
    ("cost_centre", "name"),
    ("cost_centre", "code"),
    ("punch", "note"),
    ("claim", "title"),
    ("claim", "note"),
)
"""The columns of words that exports show, each with a row for every text."""


def rename(company: Company, texts: Sequence[str]) -> None:
    """Each of the plain texts becomes one of these."""

    def work(tx: Tx) -> None:
        for table, column in COLUMNS:
            start = {"external_id": "e", "code": "k"}.get(column)
            for n, text in enumerate(texts):
                before = PLAIN[n] if start is None else f"{start}{n:03d}"
                tx.run(f"UPDATE {table} SET {column}=:text WHERE {column}=:before", text=text, before=before)
        for n, text in enumerate(texts):
            tx.run(
                "UPDATE trip SET body=REPLACE(body, :a, :b) WHERE id=:id", a="Tampere", b=text[:3], id=f"trip{n:03d}"
            )

    company.world.db.write_now(work)
