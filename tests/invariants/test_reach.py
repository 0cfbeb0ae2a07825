"""What one act changes elsewhere is worked out again at once: other days, other years, other people's lines."""

import json
from typing import Any

from leima.db.tx import Tx
from leima.features.importing.reading import read
from leima.features.importing.service import take_in
from tests.company import Company, ms, new_id, operation, punch
from tests.invariants.firm import CONTRACTS, FIRST
from tests.invariants.oracle import stale
from tests.kiky.office import post
from tests.people.office import rules


def push(firm: Company, who: str, *ops: dict[str, Any]) -> None:
    told = firm.push(who, *ops)["results"]
    assert [one["status"] for one in told] == ["applied"] * len(ops), told


def worked(firm: Company, who: str, date: str, start: str, end: str | None = None) -> None:
    person = firm.ids[who]
    ends = [punch(person, "out", f"{date}T{end}")] if end else []
    push(firm, who, punch(person, "in", f"{date}T{start}"), *ends)


def marked(firm: Company, who: str, date: str) -> dict[str, Any]:
    made = operation(firm.ids[who], "kiky.mark", {"date": date, "start": None, "end": None, "break_min": 0}, 1)
    push(firm, who, made)
    return made


def day(firm: Company, who: str, date: str) -> dict[str, Any]:
    (row,) = firm.rows("SELECT * FROM day_result WHERE org=:org AND person=:p AND date=:d", p=firm.ids[who], d=date)
    return {"flex": row.flex, "kiky": row.kiky, **json.loads(row.body)}


def held(firm: Company, who: str, account: str, year: int = 0) -> int:
    sql = "SELECT SUM(amount) AS amount FROM account_month WHERE org=:org AND person=:p AND account=:a AND year=:y"
    return int(firm.rows(sql, p=firm.ids[who], a=account, y=year)[0].amount or 0)


def test_kiky_that_is_set_free_goes_to_the_later_day_whose_kiky_had_stopped_at_nothing(firm: Company) -> None:
    owed = held(firm, "lyhyt", "kiky", 2026)
    first = marked(firm, "lyhyt", "2026-12-05")
    marked(firm, "lyhyt", "2026-12-12")
    assert 0 < owed < 450
    assert (day(firm, "lyhyt", "2026-12-05")["kiky"], day(firm, "lyhyt", "2026-12-12")["kiky"]) == (owed, 0)
    gone = {"id": first["entity"]["id"], "base": {"version": 1}}
    push(firm, "lyhyt", operation(firm.ids["lyhyt"], "kiky.unmark", {}, 1, **gone))
    assert day(firm, "lyhyt", "2026-12-12")["kiky"] == owed
    assert stale(firm, "lyhyt", FIRST) == []


def test_a_change_of_contract_within_a_holidays_week_works_out_the_rest_of_that_week_again(firm: Company) -> None:
    firm.turn("2027-01-11T09:00")
    before = day(firm, "arki", "2027-01-07")["target"]
    change = {"from": "2027-01-04", "until": "2027-01-06", "people": [firm.ids["arki"]], "change": {"share": 0.8}}
    post(firm, "palkka", "contracts", {"id": new_id(), **change}, 201)
    assert stale(firm, "arki", FIRST) == []
    post(firm, "palkka", f"contracts/changes/{_last(firm, 'contract_change')}/undo", {})
    assert day(firm, "arki", "2027-01-07")["target"] == before
    assert stale(firm, "arki", FIRST) == []


def _last(firm: Company, table: str) -> str:
    return str(firm.rows(f"SELECT id FROM {table} WHERE org=:org ORDER BY at DESC LIMIT 1")[0].id)


def test_a_clock_out_that_comes_late_moves_what_is_proposed_for_the_day_after_it(firm: Company) -> None:
    for date in ("2026-12-07", "2026-12-08", "2026-12-09"):
        worked(firm, "lyhyt", date, "08:00", "15:00")
    worked(firm, "lyhyt", "2026-12-11", "08:00")
    before = day(firm, "lyhyt", "2026-12-11")["proposal"]["at"]
    for date in ("2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04"):
        worked(firm, "lyhyt", date, "08:00", "18:30")
    assert day(firm, "lyhyt", "2026-12-11")["proposal"]["at"] != before
    assert stale(firm, "lyhyt", FIRST) == []


def test_an_ended_year_is_closed_again_though_nothing_is_stored_of_its_last_day(firm: Company) -> None:
    free = {"weekdays": [450, 450, 450, 0, 450, 0, 0]}
    change = {"from": "2026-12-28", "people": [firm.ids["lyhyt"]], "change": free}
    post(firm, "palkka", "contracts", {"id": new_id(), **change}, 201)
    firm.turn("2027-01-04T09:00")
    carried = held(firm, "lyhyt", "kiky", 2027)
    body = {"id": new_id(), "person": firm.ids["lyhyt"], "account": "kiky", "year": 2026, "amount": 60}
    post(firm, "palkka", "postings", {**body, "date": "2027-01-02", "reason": "syy", "opening": False})
    assert (held(firm, "lyhyt", "kiky", 2026), held(firm, "lyhyt", "kiky", 2027)) == (0, carried + 60)
    assert stale(firm, "lyhyt", FIRST) == []


def changed_rules(firm: Company, key: str, setting: str, **more: Any) -> None:
    """Another value from December on."""
    form = {**rules(firm.get("palkka", f"agreements/{key}")), "until": "2030-12-31"}
    row = next(row for row in form["rows"] if row["key"] == setting)
    row["until"] = "2026-11-30"
    form["rows"].append({**row, "from": "2026-12-01", "until": None, "value": {**row["value"], **more}})
    answer = firm.client.put(f"/api/v1/agreements/{key}", json=form, headers=firm.headers("palkka"))
    assert answer.status_code == 200, answer.text


def test_a_changed_limit_of_the_bank_works_out_again_what_days_have_put_into_it(firm: Company) -> None:
    date, person = "2026-12-09", firm.ids["lyhyt"]
    worked(firm, "lyhyt", date, "07:00", "19:00")
    order = operation(person, "order.place", {"date": date, "minutes": 240}, firm.clock.now())
    push(firm, "boss", order | {"entity": {"type": "work_order", "id": new_id()}})
    choice = operation(person, "overtime.choose", {"date": date, "choice": "bank"}, firm.clock.now())
    push(firm, "lyhyt", choice | {"entity": {"type": "overtime_choice", "id": new_id()}})
    assert held(firm, "lyhyt", "bank") == 300
    changed_rules(firm, "oma", "bank", growth_a_year=90)
    assert held(firm, "lyhyt", "bank") == 90
    assert stale(firm, "lyhyt", FIRST) == []


def take_in_file(firm: Company, **file: Any) -> None:
    def work(tx: Tx) -> None:
        tx.org = firm.ids["org"]
        report = take_in(tx, read("file.json", json.dumps({"format": 1, **file}).encode()), write=True)
        assert not report.problems, report.problems

    firm.world.db.write_now(work)


def test_balances_that_count_from_another_date_are_worked_out_from_it(firm: Company) -> None:
    before = held(firm, "lyhyt", "flex")
    first = firm.rows("SELECT counts_from FROM person WHERE org=:org AND id=:p", p=firm.ids["lyhyt"])[0].counts_from
    contract = {"agreement": "general-37-5", "variant": "oma", "form": "flexitime", "pay": "monthly", "from": FIRST}
    person = {"key": "x", "name": "Lyhyt", "email": "lyhyt@office.test", "counts_from": "2026-12-07"}
    take_in_file(firm, people=[{**person, "contracts": [contract]}])
    assert (first, held(firm, "lyhyt", "flex")) == (FIRST, before + 10 * 450)
    assert stale(firm, "lyhyt", FIRST) == []


def test_a_work_type_that_is_taken_in_later_is_no_longer_unknown_on_the_days_that_used_it(firm: Company) -> None:
    from leima.features.importing.ids import id_of

    person, id = firm.ids["tunnit"], id_of(firm.ids["org"], "work_type", "uusi")
    body = {"start": ms("2026-12-09T09:00"), "end": ms("2026-12-09T12:00"), "work_type": id, "cost_centre": None}
    push(firm, "tunnit", operation(person, "entry.create", {**body, "remote": False, "kiky": False, "note": ""}, 1))
    assert [one["kind"] for one in day(firm, "tunnit", "2026-12-09")["findings"]] == ["unknown_work_type"]
    take_in_file(firm, work_types=[{"key": "uusi", "name": "Uusi"}])
    assert day(firm, "tunnit", "2026-12-09")["findings"] == []


def test_everything_is_at_rest_in_the_firm_as_it_begins(firm: Company) -> None:
    assert {who: stale(firm, who, FIRST) for who in CONTRACTS} == {who: [] for who in CONTRACTS}


def test_a_day_outside_every_contract_on_which_nothing_is_left_is_no_day_on_a_device(firm: Company) -> None:
    person, date = firm.ids["lyhyt"], "2026-11-18"
    push(firm, "lyhyt", *(ops := [punch(person, "in", f"{date}T08:00"), punch(person, "out", f"{date}T12:00")]))
    page = firm.get("lyhyt", "sync/pull", limit=1000)
    assert f"{person}:{date}" in [one["id"] for one in page["changes"] if one["type"] == "day"]
    for one in reversed(ops):
        push(firm, "lyhyt", operation(person, "punch.undo", {}, firm.clock.now(), id=one["entity"]["id"]))
    since = firm.get("lyhyt", "sync/pull", limit=1000, cursor=page["cursor"])["changes"]
    assert [(one["deleted"], one["data"]) for one in since if one["type"] == "day"] == [(True, None)]
    fresh = firm.get("lyhyt", "sync/pull", limit=1000)["changes"]
    assert [one["data"] for one in fresh if one["id"] == f"{person}:{date}"] in ([], [None])
