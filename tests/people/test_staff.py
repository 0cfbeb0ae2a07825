"""The organisation's own file of people: seen first, taken in whole, from a date on, and the next month again."""

import asyncio
import base64
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from leima.db.tx import Tx
from leima.features.importing import service
from leima.features.importing.table import cells_of, titles_of
from leima.features.people.planned import apply_due
from tests.company import Company
from tests.people.factory import HEAD, staff

DATE, LATER = "2026-11-20", "2027-01-01"
USUAL = {"agreement": "general-37-5", "form": "flexitime", "pay": "monthly"}
Row = list[str]


def as_csv(rows: list[Row], mark: str = ";") -> bytes:
    return "\n".join(mark.join(row) for row in [HEAD, *rows]).encode()


def send(company: Company, content: bytes, status: int = 200, **more: Any) -> Any:
    body = {"name": "hr.csv", "content": base64.b64encode(content).decode(), "from": DATE, "usual": USUAL, **more}
    reply = company.client.post("/api/v1/people/file", json=body, headers=company.headers("admin"))
    assert reply.status_code == status, reply.text
    return reply.json()


def take(company: Company, content: bytes, **more: Any) -> Any:
    seen = send(company, content, **more)
    assert seen["faults"] == [] and not seen["written"], seen["faults"]
    taken = send(company, content, seen=seen["seen"], **more)
    assert taken["written"] and taken["people"] == seen["people"]
    return taken


def kinds(told: Any) -> dict[str, int]:
    found = [one["kind"] for one in told["people"]]
    return {kind: found.count(kind) for kind in ("joined", "left", "changed")}


def notes(told: Any, name: str) -> dict[str, tuple[str, str, str]]:
    one = next(one for one in told["people"] if one["name"] == name)
    return {note["field"]: (note["before"], note["after"], note["from"]) for note in one["notes"]}


def staffed(company: Company) -> list[Row]:
    rows = staff(120)
    assert kinds(take(company, as_csv(rows), make_teams=True)) == {"joined": 120, "left": 0, "changed": 0}
    return rows


def next_month(rows: list[Row]) -> list[Row]:
    """Four who join, three who are gone and eleven who are changed, each in one thing."""
    found = [list(row) for row in staff(124) if row[0] not in ("1050", "1060", "1070")]
    by_number = {row[0]: row for row in found}
    for number, column, value in CHANGES:
        by_number[number][HEAD.index(column)] = value
        if column == "tiimi":
            by_number[number][HEAD.index("esihenkilö")] = "1002"
    return found


CHANGES = (
    *(("1020", "nimi", "Uusi Nimi"), ("1021", "sähköposti", "uusi.osoite@havu.test")),
    *((str(number), "tiimi", "Tiimi 2") for number in (1033, 1034, 1035)),
    *((str(number), "osuus", "80 %") for number in (1024, 1025, 1026)),
    *(("1027", "kieli", "sv"), ("1028", "nimi", "Toinen Nimi"), ("1029", "roolit", "palkanlaskija")),
)


def test_the_next_months_file_does_exactly_what_it_says_and_nothing_the_second_time(office: Company) -> None:
    rows = staffed(office)
    assert kinds(send(office, as_csv(rows))) == {"joined": 0, "left": 0, "changed": 0}
    later = as_csv(next_month(rows))
    how: dict[str, Any] = {"from": LATER, "everybody": True, "many_leave": True}
    told = take(office, later, **how)
    own = {"Aino", "Eino", "Hourly", "Boss"}
    assert {one["name"] for one in told["people"] if one["row"] is None} >= own
    people = [one for one in told["people"] if one["name"] not in own]
    assert kinds({"people": people}) == {"joined": 4, "left": 3, "changed": 11}
    assert notes(told, "Henkilö 1020") == {"name": ("Henkilö 1020", "Uusi Nimi", LATER)}
    assert notes(told, "Henkilö 1033") == {"team": ("Tiimi 3", "Tiimi 2", LATER)}
    assert notes(told, "Henkilö 1024") == {"share": ("1.0", "0.8", LATER)}
    assert notes(told, "Henkilö 1050") == {"until": ("", "2026-12-31", LATER)}
    assert send(office, later, **how)["people"] == []


def test_a_change_holds_from_its_date_and_the_past_stays_as_it_was(quick: Company) -> None:
    rows = staffed(quick)
    take(quick, as_csv(next_month(rows)), **{"from": LATER})

    def who(column: str) -> str:
        return str(quick.rows(f"SELECT {column} AS it FROM person WHERE org=:org AND external_id='1020'")[0].it)

    assert who("name") == "Henkilö 1020"
    shares = "SELECT c.from_date, c.until_date, c.body FROM contract c JOIN person p ON p.org=c.org AND p.id=c.person"
    found = quick.rows(f"{shares} WHERE p.org=:org AND p.external_id='1024' ORDER BY c.from_date")
    assert [(row.from_date, row.until_date) for row in found] == [("2020-01-01", "2026-12-31"), (LATER, None)]
    teams = (
        "SELECT t.name, m.from_date, m.until_date FROM team_member m JOIN team t ON t.org=m.org AND t.id=m.team"
        " JOIN person p ON p.org=m.org AND p.id=m.person"
        " WHERE m.org=:org AND p.external_id='1033' AND m.role='member' ORDER BY m.from_date"
    )
    assert [(row.name, row.until_date) for row in quick.rows(teams)] == [("Tiimi 3", "2026-12-31"), ("Tiimi 2", None)]
    quick.at(f"{LATER} 00:05")
    assert asyncio.run(apply_due(quick.world.db)) > 0
    assert who("name") == "Uusi Nimi"


def faulty(rows: list[Row]) -> list[tuple[int, str]]:
    """Puts nine faults into the rows; returns where each is, as a spreadsheet shows it."""

    def put(n: int, column: str, value: str) -> tuple[int, str]:
        rows[n - 2][HEAD.index(column)] = value
        return n, column

    return [
        put(25, "henkilönumero", rows[2][0]),
        put(28, "henkilönumero", ""),
        put(31, "alkaen", "01/02/2026"),
        put(34, "alkaen", "31.2.2026"),
        put(37, "tiimi", "Tiimi 1 / Tiimi 2"),
        put(40, "sähköposti", "ei osoite"),
        put(43, "osuus", "=1+1"),
        put(46, "roolit", "keisari"),
        put(49, "esihenkilö", "9999"),
    ]


def test_nine_faults_are_named_by_row_and_column_and_nothing_is_taken_in(quick: Company) -> None:
    rows = staff(120)
    expected = faulty(rows)
    told = send(quick, as_csv(rows), make_teams=True)
    assert [(one["row"], one["column"]) for one in sorted(told["faults"], key=lambda one: one["row"])] == expected
    assert len({one["message"] for one in told["faults"]}) >= 8
    assert not send(quick, as_csv(rows), make_teams=True, seen=told["seen"])["written"]
    assert quick.rows("SELECT id FROM person WHERE org=:org AND external_id IS NOT NULL") == []


def test_a_ring_of_managers_is_named(quick: Company) -> None:
    rows = staff(12)
    rows[0][HEAD.index("esihenkilö")] = "1003"
    rows[3][HEAD.index("esihenkilö")] = "1001"
    rows[1][HEAD.index("esihenkilö")] = "1000"
    (fault,) = send(quick, as_csv(rows), make_teams=True)["faults"]
    assert (fault["row"], fault["column"]) == (2, "esihenkilö")
    assert "Henkilö 1000 → Henkilö 1003 → Henkilö 1001 → Henkilö 1000" in fault["message"]


def test_managers_of_the_file_supervise_the_teams_of_their_people(quick: Company) -> None:
    rows = staff(12)
    take(quick, as_csv(rows), make_teams=True)
    sql = (
        "SELECT t.name FROM team_member m JOIN team t ON t.org=m.org AND t.id=m.team"
        " JOIN person p ON p.org=m.org AND p.id=m.person"
        " WHERE m.org=:org AND m.role='supervisor' AND p.external_id='1000' AND m.until_date IS NULL ORDER BY t.name"
    )
    assert [row.name for row in quick.rows(sql)] == [f"Tiimi {n}" for n in range(10)]
    assert send(quick, as_csv(rows))["people"] == []


def test_half_a_file_does_not_send_half_of_the_people_away(quick: Company) -> None:
    rows = staffed(quick)
    half = as_csv(rows)[:6000]
    told = send(quick, half[: half.rfind(b"\n")], everybody=True)
    assert [one["row"] for one in told["faults"]] == [None] and told["people"] != []


def test_what_was_seen_is_what_is_done_or_nothing_is(quick: Company) -> None:
    rows = staff(5)
    seen = send(quick, as_csv(rows), make_teams=True)["seen"]
    rows[0][1] = "Aivan Toinen"
    assert send(quick, as_csv(rows), 409, make_teams=True, seen=seen)["code"] == "staff_changed"
    assert send(quick, as_csv(rows), 400, **{"from": "2026-11-01"})["code"] == "staff_past"


def test_what_somebody_else_has_changed_meanwhile_is_not_taken_in_unseen(
    quick: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = staff(5)
    take(quick, as_csv(rows), make_teams=True)
    rows[0][1] = "Aivan Toinen"
    seen = send(quick, as_csv(rows))["seen"]

    def meanwhile(tx: Tx, _: str) -> None:
        tx.run("UPDATE person SET name='Vielä Toinen' WHERE email='henkilo.1001@havu.test'")

    monkeypatch.setattr(service, "lock_role", meanwhile)
    assert send(quick, as_csv(rows), 409, seen=seen)["code"] == "staff_changed"


def test_the_roles_of_who_joins_are_seen_before_they_are_given(quick: Company) -> None:
    rows = staff(2)
    rows[1][-1] = "admin"
    told = send(quick, as_csv(rows), make_teams=True)
    assert notes(told, "Henkilö 1001")["roles"] == ("", "admin, employee", DATE)


def test_columns_are_remembered_as_they_were_chosen(quick: Company) -> None:
    own = b"Pers.nr;Koko nimi;Posti;Yksikko;Aloitti;Hylly\n1;Aada;aada@havu.test;Uusi;1.3.2020;x\n"
    told = send(quick, own)
    assert {one["title"]: one["field"] for one in told["columns"]}["Hylly"] == ""
    assert {one["column"] for one in told["faults"]} == {"nimi", "sähköposti", "alkaen"}
    names = {"Pers.nr": "external_id", "Koko nimi": "name", "Posti": "email", "Yksikko": "team", "Aloitti": "from"}
    take(quick, own, columns=names, make_teams=True)
    again = send(quick, own)
    assert again["faults"] == [] and again["people"] == []


def as_xlsx(rows: list[Row]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in [HEAD, *rows]:
        book.active.append(row)
    book.active.merge_cells("D3:D4")
    book.save(out)
    return out.getvalue()


def test_a_merged_cell_and_a_cut_workbook_are_named(quick: Company) -> None:
    content = as_xlsx(staff(5))
    (fault,) = send(quick, content, make_teams=True)["faults"]
    assert (fault["row"], fault["column"]) == (4, "tiimi") and "yhdistet" in fault["message"]
    assert send(quick, content[: len(content) // 2], 422)["code"] == "sheet_unreadable"


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text.encode("cp850"),
        lambda text: text.encode("mac_roman"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: f"sep=,\n{text.replace(';', ',')}".encode(),
        lambda text: text.replace(";", "\t").encode("utf-16-le"),
    ],
    ids=["cp850", "Mac Roman", "UTF-16", "UTF-8 with a mark", "sep= and commas", "tabs in UTF-16 without a mark"],
)
def test_a_file_reads_the_same_in_every_encoding(written: Callable[[str], bytes]) -> None:
    rows = cells_of("hr.csv", written(as_csv(staff(3)).decode()))
    assert titles_of(rows[0]) == HEAD
    assert [row.cells[1] for row in rows[1:]] == [f"Henkilö {n}" for n in (1000, 1001, 1002)]


def erased(company: Company, number: str) -> str:
    """Somebody's job ends and they are erased, as an admin confirms it."""

    def end(tx: Tx) -> str:
        tx.org = company.ids["org"]
        [id] = tx.values(str, "SELECT id FROM person WHERE org=:org AND external_id=:n", org=tx.org, n=number)
        for table in ("terms", "contract"):
            tx.run(f"UPDATE {table} SET until_date='2026-11-10' WHERE org=:org AND person=:id", org=tx.org, id=id)
        tx.run("UPDATE person SET active=:no WHERE org=:org AND id=:id", no=False, org=tx.org, id=id)
        return id

    id = company.world.db.write_now(end)
    path = f"retention/people/{id}"
    form = {"seen_plan": company.get("admin", path)["seen"]}
    reply = company.client.post(f"/api/v1/{path}/erase", json=form, headers=company.headers("admin"))
    assert reply.status_code == 200, reply.text
    return id


def with_end(rows: list[Row], ended: str, on: str) -> bytes:
    lines = [[*HEAD, "päättyen"], *([*row, on if row[0] == ended else ""] for row in rows)]
    return "\n".join(";".join(row) for row in lines).encode()


@pytest.mark.parametrize("forgotten", [False, True])
def test_no_file_brings_back_who_was_erased(quick: Company, forgotten: bool) -> None:
    rows = staff(12)
    take(quick, as_csv(rows), make_teams=True)
    id = erased(quick, "1011")
    if forgotten:
        sql = "UPDATE person SET name='–', external_id=NULL, forgotten_at=1 WHERE id=:id"
        quick.world.db.write_now(lambda tx: tx.run(sql, id=id))
    rows[3][HEAD.index("nimi")] = "Uusi Nimi"
    taken = take(quick, with_end(rows, "1011", "10.11.2026"))
    assert [one["name"] for one in taken["people"]] == ["Henkilö 1003"]
    told = send(quick, as_csv(rows))
    assert [(one["row"], one["column"]) for one in told["faults"]] == [(13, "nimi")]
    [person] = quick.rows("SELECT name, email FROM person WHERE org=:org AND id=:id", id=id)
    assert (person.name, person.email) == ("–" if forgotten else "Henkilö 1011", f"{id}@removed.invalid")
