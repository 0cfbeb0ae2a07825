"""Payroll by whoever should not reach it, on nights when clocks change, and in months that are opened twice."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tests.company
from leima.access.scopes import SCOPES
from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import HOURLY, Company, ms, new_id, open_company, operation, punch
from tests.months.month_fixtures import approved, close, hire, month_of
from tests.months.test_carried import entry
from tests.payroll.payday import closed, left_out, lock, preview, rows
from tests.reports.test_money import waged
from tests.reports.test_pay_columns import contracted


def every_route(run: str, person: str) -> list[tuple[str, str, Any]]:
    """Each of payroll's routes with a request that a clerk could make."""
    told = {"id": new_id(), "from": "2026-11-01", "until": "2026-11-30", "pay_day": "2026-11-30", "seen": "0" * 64}
    code = {"id": new_id(), "kind": "base", "code": "1", "from": "2026-01-01", "source": "x"}
    exchange = {"id": new_id(), "person": person, "source": "supplements", "minutes": 60, "date": "2026-11-20"}
    return [
        ("GET", "codes", None),
        ("POST", "codes", code),
        ("POST", "codes/x/undo", None),
        ("GET", "preview?from=2026-11-01&until=2026-11-30", None),
        ("POST", "runs", told),
        ("GET", "runs", None),
        ("GET", f"runs/{run}", None),
        ("GET", f"runs/{run}/people", None),
        ("GET", f"runs/{run}/rows?person={person}", None),
        ("GET", f"runs/{run}/file", None),
        ("POST", f"runs/{run}/mapped", {"mapper": {}}),
        ("POST", "exchanges", {**exchange, "reason": "Sovittu"}),
    ]


def statuses(company: Company, run: str, headers: dict[str, str]) -> dict[str, int]:
    found = {}
    for method, path, body in every_route(run, company.ids["aino"]):
        answer = company.client.request(method, f"/api/v1/payroll/{path}", json=body, headers=headers)
        found[f"{method} {path.partition('?')[0].replace(run, 'RUN')}"] = answer.status_code
    return found


def test_who_stands_in_for_a_supervisor_who_also_pays_reaches_nothing_of_payroll_on_any_date(
    company: Company,
) -> None:
    closed(company)
    left_out(company)
    run = lock(company)["id"]

    def both_roles(tx: Tx) -> None:
        tx.org = company.ids["org"]
        people.set_roles(tx, company.ids["boss"], ("employee", "supervisor", "payroll"))

    company.world.db.write_now(both_roles)
    for who in ("aino", "eino"):
        body = {"id": new_id(), "person": company.ids[who], "from": "2026-12-02", "until": "2026-12-04"}
        named = company.client.post("/api/v1/substitutes", json=body, headers=company.headers("boss"))
        assert named.status_code == 201, named.text
    for date in ("2026-12-02T10:00", "2026-12-04T10:00", "2026-12-05T10:00"):
        company.at(date)
        for who in ("aino", "eino"):
            told = statuses(company, run, company.headers(who))
            assert set(told.values()) == {403}, (date, who, told)
    assert company.client.get("/api/v1/payroll/runs", headers=company.headers("boss")).status_code == 200


def key(company: Company, *scopes: str) -> dict[str, str]:
    body = {"name": "k", "scopes": scopes, "until": "2026-12-20"}
    made = company.client.post("/api/v1/api-keys", json=body, headers=company.headers("admin"))
    assert made.status_code == 201, made.text
    return {"Authorization": f"Bearer {made.json()['secret']}"}


def test_a_key_reads_locked_runs_with_the_scope_for_it_and_changes_and_previews_nothing(company: Company) -> None:
    hire(company, "admin", "admin")
    closed(company)
    left_out(company, "eino", "boss", "payroll", "admin")
    run = lock(company)["id"]
    told = statuses(company, run, key(company, "payroll.read"))
    opened = {name for name, status in told.items() if status == 200}
    assert opened == {"GET codes", "GET runs", "GET runs/RUN", "GET runs/RUN/rows", "GET runs/RUN/file"}
    assert {status for name, status in told.items() if name not in opened} == {403}, told
    others = key(company, *(one for one in SCOPES if one != "payroll.read"))
    assert set(statuses(company, run, others).values()) == {403}
    mine = key(company, "payroll.read")
    assert {statuses(company, one, mine)["GET runs/RUN"] for one in ("no-such-run", new_id())} == {404}
    company.at("2026-12-22T09:00")
    assert set(statuses(company, run, mine).values()) == {401}


def test_there_is_no_look_of_payrolls_tables_to_keep(company: Company) -> None:
    for name in ("payroll", "runs", "pay_row", "..%2Fpeople"):
        for who, status in (("payroll", 404), ("boss", 404), ("aino", 404)):
            body = {"columns": ["name"], "dense": True}
            answer = company.client.put(f"/api/v1/tables/{name}/look", json=body, headers=company.headers(who))
            assert answer.status_code == status, (name, who, answer.text)


def test_a_month_that_is_opened_and_closed_again_twice_gives_each_time_exactly_what_changed(company: Company) -> None:
    closed(company)
    left_out(company)
    first = lock(company)
    paid = []
    for n, (start, end, minutes) in enumerate((("13:00", "13:31", 31), ("14:00", "14:07", 7)), 2):
        form = {"id": new_id(), "month": "2026-11", "people": [company.ids["hourly"]], "reason": "Ilta puuttuu"}
        headers = company.headers("payroll")
        assert company.client.post("/api/v1/months/reopen", json=form, headers=headers).json()["done"]
        entry(company, "hourly", f"2026-11-17T{start}", f"2026-11-17T{end}")
        assert preview(company)["lines"] == 0
        if month_of(company, "hourly")["status"] != "approved":
            approved(company, "hourly")
        assert close(company, people=[company.ids["hourly"]])["closed"]
        run = lock(company)
        (row,) = rows(company, run["id"], "hourly")
        assert (run["number"], row["kind"], row["minutes"]) == (n, "base", minutes)
        assert row["dates"] == [{"date": "2026-11-17", "quantity": minutes}]
        assert preview(company)["lines"] == 0
        paid.append(row)
    base = next(one for one in rows(company, first["id"], "hourly") if one["kind"] == "base")
    minutes, cents = (sum(one[name] for one in (base, *paid)) for name in ("minutes", "cents"))
    assert cents == (minutes * 2013 + 30) // 60, "the three runs add up to the whole, rounded once"


@pytest.fixture(params=["sqlite", "postgresql"])
def since_january(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    """The company whose balances count since January."""
    monkeypatch.setattr(tests.company, "COUNTS_FROM", "2026-01-01")
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url, "2026-01-02T09:00", anew=True) as opened:
        hire(opened, "payroll", "payroll")
        yield opened


@pytest.mark.parametrize(
    ("night", "morning", "minutes", "rest"),
    [("2026-03-28", "2026-03-29", 420, 0), ("2026-10-24", "2026-10-25", 540, 30)],
)
def test_a_night_on_which_clocks_change_is_paid_by_the_hours_that_passed(
    since_january: Company, night: str, morning: str, minutes: int, rest: int
) -> None:
    """`rest` is the break that seven hours on one date have, as on any other night."""
    company, month = since_january, night[:7]
    last = f"{month}-31"
    contracted(company, "hourly", HOURLY)
    waged(company, "2025-01-02", 2013)
    left_out(company, "aino", "eino", "boss", "payroll")
    company.at(f"{morning}T12:00")
    for date, start, end in (
        (night, f"{night}T22:00", f"{morning}T00:00"),
        (morning, f"{morning}T00:00", f"{morning}T06:00"),
    ):
        half = {"date": date, "start": ms(start), "end": ms(end), "note": ""}
        order = operation(company.ids["hourly"], "order.place", half, company.clock.now())
        order["entity"] = {"type": "work_order", "id": new_id()}
        assert company.push("boss", order)["results"][0]["status"] == "applied"
    told = company.push(
        "hourly",
        punch(company.ids["hourly"], "in", f"{night}T22:00"),
        punch(company.ids["hourly"], "out", f"{morning}T06:00"),
    )
    assert [one["status"] for one in told["results"]] == ["applied", "applied"]
    company.turn(f"{month[:5]}{int(month[5:]) + 1:02}-02T09:00")
    id = f"{company.ids['hourly']}:{month}"
    sent = operation(company.ids["hourly"], "month.send", {}, company.clock.now(), id=id)
    assert company.push("hourly", sent)["results"][0]["status"] == "applied"
    seen = company.rows("SELECT version FROM month_state WHERE id=:id", id=id)[0].version
    word = operation(company.ids["hourly"], "month.approve", {"seen_version": seen}, company.clock.now(), id=id)
    assert company.push("boss", word)["results"][0]["status"] == "applied"
    assert close(company, month=month, people=[company.ids["hourly"]])["closed"]
    asked = {"from": f"{month}-01", "until": last}
    run = lock(company, preview(company, **asked))
    paid = rows(company, run["id"], "hourly")
    assert sum(row["minutes"] for row in paid if row["kind"] == "base") == minutes - rest
    nights = [row["minutes"] for row in paid if row["kind"] == "supplement.night"]
    assert nights == [minutes - 60 - rest], "from eleven to six, the hour that comes twice too"
    for row in paid:
        assert sum(one["quantity"] for one in row["dates"]) == row["minutes"]
    report = company.get(
        "payroll", "reports/working-time", **{"from": f"{month}-01", "to": last, "person": company.ids["hourly"]}
    )["people"][0]["summary"]["money"]
    assert sum(row["cents"] for row in paid) == sum(row["cents"] for row in report["rows"])
    assert ms(f"{morning}T06:00") - ms(f"{night}T22:00") == minutes * 60_000
