"""Days of leave that is asked for, on the server as on the phone, and never more than is left without a flag."""

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from leima.db.tx import Tx
from leima.features.ledger.store import NewPosting, post
from leima.rules.leave.asked import Ground
from leima.rules.zone import next_date
from tests.company import Company, new_id, operation
from tests.leave.asked import ask, decide, pulled, tell
from tests.sizes import size

ASKED_MJS = Path(__file__).parents[1] / "rules" / "leave" / "asked.mjs"
RANGES = [
    *[("2026-03-30", "2026-04-12"), ("2026-11-23", "2026-11-23"), ("2026-11-28", "2026-11-28")],
    *[("2026-11-29", "2026-11-29"), ("2026-12-01", "2026-12-07"), ("2026-12-14", "2026-12-31")],
    *[("2026-12-21", "2027-01-06"), ("2027-03-22", "2027-04-03"), ("2027-06-21", "2027-07-24")],
    *[("2027-04-26", "2027-05-08"), ("2026-12-24", "2026-12-27"), ("2027-05-03", "2027-09-30")],
]


def hold(company: Company, who: str, **years: int) -> None:
    """Days of annual holiday by earning year, as `y2026=24`."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for year, days in years.items():
            posted = (company.ids[who], "annual_holiday", int(year[1:]), "2026-11-02", "opening", days * 100)
            post(tx, NewPosting(*posted, "Siirto", "test"))

    company.world.db.write_now(work)


def counted_by_phone(company: Company, tmp_path: Path, wishes: list[tuple[dict[str, str], list[str]]]) -> list[Any]:
    """What the phone's own code makes of what it has pulled; each wish after the requests of these ids."""
    mine = pulled(company, "aino")
    balances = company.get("aino", "balances")
    held = [one for one in balances["accounts"] if one["account"] == "annual_holiday"]
    calendar = [{"date": id, **data} for id, data in pulled(company, "aino", "calendar_day").items()]
    stretch = {id: {"first": one["from_date"], "last": one["until_date"]} for id, one in mine.items()}
    ground: dict[str, Any] = {
        **Ground(balances["today_date"], "2026-11-20").to_json(),
        "holdings": [{"earning_year": one["year"], "days": round(one["amount"] * 100), "saved": False} for one in held],
    }
    given: dict[str, Any] = {
        "calendar": calendar,
        "wishes": [
            {
                **{"wish": wish, "terms": list(pulled(company, "aino", "terms").values())},
                "ground": {**ground, "waiting": [stretch[id] for id in earlier]},
            }
            for wish, earlier in wishes
        ],
    }
    file = tmp_path / "wishes.json"
    file.write_text(json.dumps(given))
    ran = subprocess.run(["node", str(ASKED_MJS), str(file)], capture_output=True, text=True, timeout=120, check=True)
    return list(json.loads(ran.stdout))


def test_the_server_counts_a_request_as_the_phone_that_sent_it(company: Company, tmp_path: Path) -> None:
    hold(company, "aino", y2025=4, y2026=24)
    ids: list[str] = []
    for number, (first, last) in enumerate(RANGES):
        company.clock.set(company.clock.now() + number)
        ids.append(ask(company, from_date=first, until_date=last))
    wishes = [
        ({"first": first, "last": last, "kind": "annual_holiday"}, ids[:number])
        for number, (first, last) in enumerate(RANGES)
    ]
    phone = counted_by_phone(company, tmp_path, wishes)
    for id, here in zip(ids, phone, strict=True):
        there = pulled(company, "boss")[id]
        assert there["days"] == here["used"]
        assert there["by_year"] == [{key: one[key] for key in ("earning_year", "days")} for one in here["by_year"]]
        assert there["short"] == here["short"]
        flags = dict.fromkeys(one["kind"] for one in here["findings"] if one["kind"] != "leave_overlap")
        assert [one for one in there["flags"] if one != "overlaps"] == list(flags)
    assert pulled(company, "aino")[ids[0]]["days"] == 900


def test_more_than_is_left_is_stored_and_flagged_where_it_is_decided(company: Company) -> None:
    hold(company, "aino", y2026=5)
    id = ask(company, from_date="2027-06-07", until_date="2027-06-13")
    told = pulled(company, "boss")[id]
    assert (told["days"], told["short"], told["flags"]) == (600, 100, ["leave_over_balance", "leave_late"])
    assert told["by_year"] == [{"earning_year": 2026, "days": 500}]
    (item,) = [one for one in company.get("boss", "inbox")["items"] if one["kind"] == "leave"]
    assert item["totals"] == {"dates": 7, "days": 6}


def test_what_is_granted_or_asked_earlier_leaves_less(company: Company) -> None:
    hold(company, "aino", y2026=12)
    first = ask(company, from_date="2027-06-07", until_date="2027-06-12")
    company.clock.set(company.clock.now() + 1)
    second = ask(company, from_date="2027-05-24", until_date="2027-05-29")
    company.clock.set(company.clock.now() + 1)
    third = ask(company, from_date="2027-07-05", until_date="2027-07-05")
    assert [pulled(company, "boss")[id]["short"] for id in (first, second, third)] == [0, 0, 100]
    decide(company, "boss", first, "approve", 1)
    assert pulled(company, "boss")[third]["flags"] == ["leave_over_balance"]
    assert tell(company, "aino", "aino", "withdraw", second)["status"] == "applied"
    assert pulled(company, "boss")[third]["flags"] == ["leave_late"]
    assert (pulled(company, "boss")[first]["days"], pulled(company, "boss")[first]["flags"]) == (600, [])


def test_a_phone_cannot_tell_its_own_days(company: Company) -> None:
    told = tell(
        company, "aino", "aino", "request", None, from_date="2027-06-07", until_date="2027-06-12",
        kind="annual_holiday", days=100,
    )  # fmt: skip
    assert (told["status"], told["code"]) == ("rejected", "invalid")


def test_leave_past_the_contract_is_stored_and_flagged(company: Company) -> None:
    ended = {"id": new_id(), "body": json.dumps({}), "until": "2026-12-31"}

    def end(tx: Tx) -> None:
        for row in company.rows("SELECT id, body FROM terms WHERE org=:org AND person=:p", p=company.ids["aino"]):
            body = {**json.loads(row.body), "until": ended["until"]}
            sql = "UPDATE terms SET until_date=:until, body=:body WHERE org=:org AND id=:id"
            tx.run(sql, until=ended["until"], body=json.dumps(body), org=company.ids["org"], id=row.id)

    company.world.db.write_now(end)
    id = ask(company, from_date="2026-12-28", until_date="2027-01-03")
    assert "leave_past_contract" in pulled(company, "boss")[id]["flags"]


AT_ONCE = 10


def test_ten_requests_at_once_are_flagged_from_where_nothing_is_left_and_the_balance_stands(company: Company) -> None:
    rounds = size("leave_rounds")
    hold(company, "aino", y2026=24)
    before = company.account("aino", "annual_holiday")
    weeks = [f"2027-{month:02d}-{day:02d}" for month, day in ((6, 7), (6, 14), (6, 28), (7, 5), (7, 12))]
    weeks += [f"2027-{month:02d}-{day:02d}" for month, day in ((7, 19), (7, 26), (8, 2), (8, 9), (8, 16))]
    with ThreadPoolExecutor(AT_ONCE) as many:
        for _ in range(rounds.wanted):
            company.clock.set(company.clock.now() + 1_000)
            sealed = [
                operation(company.ids["aino"], "leave.request", body, company.clock.now())
                for body in ({"from_date": one, "until_date": next_date(one, 5)} for one in weeks)
            ]
            for one in sealed:
                one["body"]["kind"] = "annual_holiday"
            told = list(many.map(lambda one: company.push("aino", one)["results"][0], sealed))
            assert [one["status"] for one in told] == ["applied"] * AT_ONCE
            _check_round(company, before, [one["entity"]["id"] for one in sealed])
    rounds.reached(rounds.wanted)


def _check_round(company: Company, before: dict[str, Any], ids: list[str]) -> None:
    """Four weeks fit into 24 days whoever came first; every other is short of all its days."""
    rows = pulled(company, "boss")
    shorts = sorted(rows[id]["short"] for id in ids)
    assert shorts == [0] * 4 + [600] * 6
    assert all(("leave_over_balance" in rows[id]["flags"]) == (rows[id]["short"] > 0) for id in ids)
    assert sum(part["days"] for id in ids for part in rows[id]["by_year"]) == 2400
    assert company.account("aino", "annual_holiday") == before
    back = [operation(company.ids["aino"], "leave.withdraw", {}, company.clock.now(), id=id) for id in ids]
    assert {one["status"] for one in company.push("aino", *back)["results"]} == {"applied"}
