"""Work types and cost centres are merged from a date on, and hidden once nobody uses them: the past stays."""

from typing import Any

import pytest

from leima.db.tables.days import DayShare
from leima.db.tables.hours import Entry
from leima.db.tables.travel import Trip
from leima.db.tx import Tx
from tests.company import Company
from tests.leading.months import booked, types
from tests.people.office import work
from tests.sync.test_pull import pull_all


def post(company: Company, path: str, status: int = 200, who: str = "admin", **body: Any) -> dict[str, Any]:
    reply = company.client.post(f"/api/v1/setup/choices/{path}", json=body, headers=company.headers(who))
    assert reply.status_code == status, reply.text
    return dict(reply.json())


def merge(company: Company, away: str, heir: str, status: int = 200, **body: Any) -> dict[str, Any]:
    return post(
        company, "merge", status, **{"which": "work_type", "away": away, "heir": heir, "dry_run": False, **body}
    )


def used(company: Company) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in company.get("admin", "setup/choices")["choices"]}


def hours(company: Company, month: str = "2026-11") -> dict[str, int]:
    told = company.get("clerk", "leading", report="work_type", **{"from": month, "to": month})
    return {row["name"]: row["minutes"] for row in told["rows"]}


def pulled(company: Company, kind: str) -> dict[str, dict[str, Any]]:
    rows, _, _ = pull_all(company, "aino")
    return {row["id"]: row["data"] for row in rows if row["type"] == kind}


def put(company: Company, path: str, **body: Any) -> None:
    reply = company.client.put(f"/api/v1/setup/{path}", json=body, headers=company.headers("admin"))
    assert reply.status_code == 204, reply.text


def stored(company: Company) -> list[Any]:
    """Every entry and every day as they are stored."""

    def read(tx: Tx) -> list[Any]:
        org = company.ids["org"]
        entries = tx.rows(Entry, "SELECT * FROM entry WHERE org=:org ORDER BY id", org=org)
        shares = "SELECT * FROM day_share WHERE org=:org ORDER BY kind, date, person, work_type"
        return [*entries, *tx.rows(DayShare, shares, org=org)]

    return company.world.db.read_now(read)


def test_use_is_counted_with_agreements_and_the_last_date(office: Company) -> None:
    types(office)
    for who in ("aino", "hourly"):
        booked(office, who, "2026-11-18", "08:00", "16:00", work_type="w1", cost_centre="c1")
    booked(office, "aino", "2026-11-19", "08:00", "16:00", work_type="w1")
    found = used(office)
    told = [(found[id]["entries"], found[id]["agreements"], found[id]["last_used"]) for id in ("w1", "w2", "c1")]
    assert told == [(3, 2, "2026-11-19"), (0, 0, None), (2, 2, "2026-11-18")]


def test_a_merge_moves_what_is_booked_from_its_date_on_and_no_past_day(office: Company) -> None:
    types(office)
    booked(office, "aino", "2026-11-18", "08:00", "16:00", work_type="w1")
    booked(office, "aino", "2026-11-19", "08:00", "16:00", work_type="w2")
    office.turn("2026-11-20T12:00")
    before, told = stored(office), hours(office)
    assert merge(office, "w1", "w2", dry_run=True)["away"]["entries"] == 1
    assert used(office)["w1"]["in_use"]
    assert merge(office, "w1", "w2")["begins"] == "2026-11-20"
    assert stored(office) == before
    assert hours(office) == told
    types_now = pulled(office, "work_type")
    assert (types_now["w1"]["active"], types_now["w2"]["was"]) == (False, ["w1"])

    office.at("2026-11-20T17:00")
    booked(office, "aino", "2026-11-20", "08:00", "16:00", work_type="w1")
    office.turn("2026-11-23T12:00")
    later = hours(office)
    assert (later["Ohjaus"], later["=1+1"]) == (told["Ohjaus"], told["=1+1"] + told["Ohjaus"])
    own = office.get("aino", "leading", report="work_type", own=True, **{"from": "2026-11", "to": "2026-11"})
    assert {row["name"]: row["minutes"] for row in own["rows"]} == later
    assert used(office)["w1"]["merged_into"] == "w2"


def test_a_merge_of_a_merge_is_followed_and_taking_into_use_ends_it(office: Company) -> None:
    types(office)
    put(office, "work-types/w3", name="Kolmas")
    merge(office, "w1", "w2")
    merge(office, "w2", "w3")
    assert sorted(pulled(office, "work_type")["w3"]["was"]) == ["w1", "w2"]
    office.at("2026-11-20T17:00")
    booked(office, "aino", "2026-11-20", "08:00", "11:00", work_type="w1")
    office.turn("2026-11-23T12:00")
    assert hours(office)["Kolmas"] == 180
    put(office, "work-types/w1", name="Ohjaus", in_use=True)
    assert used(office)["w1"]["merged_into"] is None
    assert pulled(office, "work_type")["w3"]["was"] == ["w2"]


def test_what_an_agreement_still_needs_is_not_merged_away(office: Company) -> None:
    types(office)
    put(office, "work-types/kiky", name="Kiky-työ", counts_as_kiky=True)
    put(office, "work-types/kiky2", name="Toinen kiky-työ", counts_as_kiky=True)
    refused = merge(office, "kiky", "w1", 409)
    assert refused["code"] == "agreement_needs_kiky"
    assert "Kiky-työ" in refused["detail"]
    assert merge(office, "kiky", "kiky2")["away"]["id"] == "kiky"
    unused = post(office, "prune", unused_months=1)
    assert "kiky2" not in {one["id"] for one in unused["choices"]}


@pytest.mark.parametrize(
    ("away", "heir", "status", "code"),
    [
        ("w1", "w1", 409, "merged_into_itself"),
        ("w1", "out", 409, "heir_out_of_use"),
        ("w1", "nothing", 404, "not_found"),
        ("nothing", "w1", 404, "not_found"),
        ("w1", "c1", 404, "not_found"),
        ("gone", "w1", 409, "merged_already"),
    ],
)
def test_what_cannot_be_merged_says_why(quick: Company, away: str, heir: str, status: int, code: str) -> None:
    types(quick)
    put(quick, "work-types/out", name="Poissa", in_use=False)
    put(quick, "work-types/gone", name="Mennyt")
    merge(quick, "gone", "w2")
    assert merge(quick, away, heir, status)["code"] == code
    assert used(quick)["w1"]["in_use"]


def test_pruning_hides_what_was_shown_and_nobody_uses(office: Company) -> None:
    types(office)
    put(office, "cost-centres/c2", code="200", name="Sali")
    work(office, "aino", 2, 3)
    booked(office, "eino", "2026-11-19", "08:00", "16:00", work_type="w1", cost_centre="c1")
    seen = post(office, "prune", unused_months=6)
    assert (seen["dry_run"], seen["since"]) == (True, "2026-05-20")
    assert {one["id"] for one in seen["choices"]} == {"w2", "c2"}
    assert all(one["in_use"] for one in used(office).values())
    done = post(office, "prune", unused_months=6, shown=["w2", "w1"], dry_run=False)
    assert [one["id"] for one in done["choices"]] == ["w2"]
    assert {id for id, one in used(office).items() if not one["in_use"]} == {"w2"}
    assert not pulled(office, "work_type")["w2"]["active"]


def test_a_cost_centre_of_a_claim_is_in_use(quick: Company) -> None:
    types(quick)

    def claim(tx: Tx) -> None:
        org, aino = quick.ids["org"], quick.ids["aino"]
        told = '{"cost_centre":"c1"}'
        tx.insert(Trip(org=org, id="t1", claim="k1", person=aino, date="2026-11-02", worked="{}", body=told))

    assert "c1" in {one["id"] for one in post(quick, "prune", unused_months=1)["choices"]}
    quick.world.db.write_now(claim)
    assert "c1" not in {one["id"] for one in post(quick, "prune", unused_months=1)["choices"]}
