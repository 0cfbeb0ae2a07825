"""The file of people by a program's key and by command: the same file, mapping, rules and differences as in the
browser; and what no key may do by it."""

import base64
import json
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.importing.report import Report, as_json
from leima.features.importing.schemas import StaffFile, Usual
from leima.features.importing.staff import take_by_command
from leima.features.importing.table import cells_of
from tests.company import Company
from tests.people.factory import HEAD, staff
from tests.people.test_staff import DATE, LATER, USUAL, as_csv, kinds, send, take


def key(company: Company, *scopes: str) -> str:
    """The secret of a new key with these scopes."""
    form = {"name": "HR", "scopes": list(scopes), "until": "2027-06-30"}
    made = company.client.post("/api/v1/api-keys", json=form, headers=company.headers("admin"))
    assert made.status_code == 201, made.text
    return str(made.json()["secret"])


def send_by(company: Company, secret: str, content: bytes, status: int = 200, **more: Any) -> Any:
    body = {"name": "hr.csv", "content": base64.b64encode(content).decode(), "from": DATE, "usual": USUAL, **more}
    reply = company.client.post("/api/v1/people/file", json=body, headers={"Authorization": f"Bearer {secret}"})
    assert reply.status_code == status, reply.text
    return reply.json()


def test_a_key_sees_and_does_what_an_admin_would(office: Company) -> None:
    secret, rows = key(office, "people.file"), staff(30)
    how: dict[str, Any] = {"make_teams": True}
    seen = send_by(office, secret, as_csv(rows), **how)
    assert seen == send(office, as_csv(rows), **how) and not seen["written"]
    assert office.rows("SELECT id FROM person WHERE org=:org AND external_id IS NOT NULL") == []
    assert send_by(office, secret, as_csv(rows), 409, seen="x", **how)["code"] == "staff_changed"
    taken = send_by(office, secret, as_csv(rows), seen=seen["seen"], **how)
    assert taken["written"] and kinds(taken) == {"joined": 30, "left": 0, "changed": 0}
    assert send_by(office, secret, as_csv(rows), **how)["people"] == []
    [event] = office.rows("SELECT who, new FROM audit_event WHERE org=:org AND what='people.file'")
    [made] = office.rows("SELECT id FROM api_key WHERE org=:org")
    assert event.who == made.id and json.loads(event.new)["joined"] == 30


def test_what_has_changed_meanwhile_is_not_done_by_a_key(quick: Company) -> None:
    secret, rows = key(quick, "people.file"), staff(12)
    seen = send_by(quick, secret, as_csv(rows), make_teams=True)
    take(quick, as_csv(rows[:4]), make_teams=True)
    again = send_by(quick, secret, as_csv(rows), 409, make_teams=True, seen=seen["seen"])
    assert again["code"] == "staff_changed"


@pytest.mark.parametrize("scope", ["people.read", "people.write", "audit.read"])
def test_no_other_scope_takes_files(quick: Company, scope: str) -> None:
    assert send_by(quick, key(quick, scope), as_csv(staff(3)), 403)["code"] == "key_scope"


def test_no_key_makes_or_unmakes_who_pays_and_administers_or_moves_their_address(quick: Company) -> None:
    secret, rows = key(quick, "people.file"), staff(12)
    rows[11][HEAD.index("roolit")] = "palkanlaskija"
    take(quick, as_csv(rows), make_teams=True)
    rows[11][HEAD.index("roolit")] = "esihenkilö"
    rows[11][HEAD.index("sähköposti")] = "toinen@havu.test"
    rows[10][HEAD.index("roolit")] = "pääkäyttäjä"
    rows.append([*staff(13)[12][:-1], "palkanlaskija"])
    told = send_by(quick, secret, as_csv(rows))
    named = [(12, "roolit"), (13, "roolit"), (13, "sähköposti"), (14, "roolit")]
    assert sorted((one["row"], one["column"]) for one in told["faults"]) == named
    assert not send_by(quick, secret, as_csv(rows), seen=told["seen"])["written"]
    assert send(quick, as_csv(rows))["faults"] == [], "an admin may"


def test_no_key_moves_the_address_of_who_will_pay_or_whose_address_is_about_to_change(quick: Company) -> None:
    rows = staff(12)
    rows[11][HEAD.index("roolit")] = "palkanlaskija"
    take(quick, as_csv(rows), make_teams=True)
    rows[10][HEAD.index("roolit")] = "palkanlaskija"
    rows[11][HEAD.index("sähköposti")] = "uusi@havu.test"
    take(quick, as_csv(rows), **{"from": LATER})
    secret = key(quick, "people.file")
    for one in (10, 11):
        rows[one][HEAD.index("sähköposti")] = f"muu{one}@havu.test"
    for date in (DATE, LATER):
        told = send_by(quick, secret, as_csv(rows), **{"from": date})
        named = [(one["row"], one["column"]) for one in told["faults"]]
        assert named == [(12, "sähköposti"), (13, "sähköposti")], date


def test_no_key_brings_a_role_forward_that_waits_for_its_date(quick: Company) -> None:
    rows = staff(12)
    take(quick, as_csv(rows), make_teams=True)
    rows[11][HEAD.index("roolit")] = "palkanlaskija"
    take(quick, as_csv(rows), **{"from": LATER})
    rows[11][HEAD.index("roolit")] = "palkanlaskija, esihenkilö"
    told = send_by(quick, key(quick, "people.file"), as_csv(rows))
    assert [(one["row"], one["column"]) for one in told["faults"]] == [(13, "roolit")]


def by_command(company: Company, rows: list[list[str]], *, write: bool, **more: Any) -> Report:
    """What the command makes of the file, by the company's clock."""
    form = StaffFile(name="hr.csv", content="-", usual=Usual(**USUAL), **more)
    table = cells_of("hr.csv", as_csv(rows))

    def work(tx: Tx) -> Report:
        tx.org = company.ids["org"]
        return take_by_command(tx, form, table, write=write)

    return company.world.db.write_now(work) if write else company.world.db.read_now(work)


def test_the_command_reads_columns_tells_differences_and_refuses_as_the_browser_does(quick: Company) -> None:
    rows = staff(12)
    take(quick, as_csv(rows), make_teams=True)
    rows[3][HEAD.index("nimi")] = "Uusi Nimi"
    rows[5][HEAD.index("osuus")] = "80 %"
    seen = send(quick, as_csv(rows), **{"from": LATER})
    done = by_command(quick, rows, write=True, from_=LATER)
    told = as_json(done, "fi")["people"]
    assert [(one["name"], one["kind"], one["notes"]) for one in told] == [
        (one["name"], one["kind"], one["notes"]) for one in seen["people"]
    ]
    assert send(quick, as_csv(rows), **{"from": LATER})["people"] == []
    events = quick.rows("SELECT who, new FROM audit_event WHERE org=:org AND what='people.file' ORDER BY n")
    assert (events[-1].who, json.loads(events[-1].new)["changed"]) == (None, 2)


def test_one_fault_keeps_the_commands_whole_file_out_as_it_does_in_the_browser(quick: Company) -> None:
    rows = staff(12)
    rows[3][HEAD.index("osuus")] = "=1+1"
    done = by_command(quick, rows, write=True, from_=DATE, make_teams=True)
    assert not done.written and [(one.place, one.field) for one in done.problems] == [("row 5", "osuus")]
    assert quick.rows("SELECT id FROM person WHERE org=:org AND external_id IS NOT NULL") == []
    assert quick.rows("SELECT n FROM audit_event WHERE org=:org AND what='people.file'") == []
