"""A device that follows its cursor sees every change it may see, and nothing else."""

from leima.db.tx import Tx
from leima.features.people import store as people
from tests.company import Company, punch


def pull_all(company: Company, who: str, cursor: str = "", limit: int = 500) -> tuple[list[dict], str, dict]:  # type: ignore[type-arg]
    changes: list[dict] = []  # type: ignore[type-arg]
    while True:
        page = company.get(who, "sync/pull", limit=limit, **({"cursor": cursor} if cursor else {}))
        changes += page["changes"]
        cursor = page["cursor"]
        if not page["more"]:
            return changes, cursor, page


def worked_day(company: Company, who: str, date: str) -> None:
    person = company.ids[who]
    company.push(who, punch(person, "in", f"{date}T08:00"), punch(person, "out", f"{date}T16:30"))


def test_a_first_pull_holds_what_a_phone_needs_offline(company: Company) -> None:
    worked_day(company.at("2026-11-20T17:00"), "aino", "2026-11-19")
    changes, _, page = pull_all(company, "aino")
    assert {c["type"] for c in changes} >= {"organisation", "person", "terms", "calendar_day", "punch", "entry", "day"}
    assert {c["data"]["person"] for c in changes if c["type"] == "punch"} == {company.ids["aino"]}
    assert page["balances"]["person"] == company.ids["aino"]
    day = next(c for c in changes if c["id"].endswith(":2026-11-19"))
    assert day["data"]["result"]["flex"] == 30
    assert day["data"]["facts_seq"] == page["balances"]["seq"]


def test_pages_of_any_size_add_up_to_the_same(company: Company) -> None:
    company.at("2026-11-20T17:00")
    for day in range(9, 20):
        worked_day(company, "aino", f"2026-11-{day:02d}")
    whole, _, _ = pull_all(company, "aino")
    small, _, _ = pull_all(company, "aino", limit=7)
    assert small == whole


def test_the_log_carries_each_entity_once_and_as_it_is_now(company: Company) -> None:
    _, cursor, _ = pull_all(company.at("2026-11-20T17:00"), "aino")
    worked_day(company, "aino", "2026-11-19")
    changes, after, _ = pull_all(company, "aino", cursor)
    assert sorted(c["type"] for c in changes) == ["day", "entry", "punch", "punch"]
    assert pull_all(company, "aino", after)[0] == []


def test_a_supervisor_sees_the_teams_state_and_no_punches_of_others(company: Company) -> None:
    _, cursor, _ = pull_all(company.at("2026-11-20T08:03"), "boss")
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T08:02", body={"remote": True}))
    changes, _, _ = pull_all(company, "boss", cursor)
    assert [(c["type"], c["data"]["state"], c["data"]["remote"]) for c in changes] == [("team_state", "in", True)]
    assert pull_all(company, "eino", cursor="")[0] is not None
    assert all(c["data"]["person"] != company.ids["aino"] for c in pull_all(company, "eino")[0] if c["type"] == "punch")


def test_a_cursor_of_another_epoch_or_view_is_reset_and_never_silently_followed(company: Company) -> None:
    _, cursor, _ = pull_all(company.at("2026-11-20T08:03"), "aino")
    epoch, view, seq = cursor.split(".")
    for stale in (f"eother.{view}.{seq}", f"{epoch}.000000000000.{seq}", f"{epoch}.{view}.999999"):
        page = company.get("aino", "sync/pull", cursor=stale)
        assert page["reset"]["scopes"] == [f"owner:{company.ids['aino']}"]
        assert any(c["type"] == "terms" for c in page["changes"])
    broken = company.client.get("/api/v1/sync/pull", params={"cursor": "x"}, headers=company.headers("aino"))
    assert (broken.status_code, broken.json()["code"]) == (400, "bad_cursor")


def test_versions_in_the_log_are_one_to_n(company: Company) -> None:
    company.at("2026-11-20T17:00")
    for date in ("2026-11-18", "2026-11-19"):
        worked_day(company, "aino", date)
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-19T17:00"))
    company.push("aino", punch(company.ids["aino"], "out", "2026-11-19T18:00"))
    rows = company.rows("SELECT entity_type, entity_id, version FROM change_log WHERE org=:org ORDER BY seq")
    seen: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        seen.setdefault((row.entity_type, row.entity_id), []).append(row.version)
    grown = {key: versions for key, versions in seen.items() if key[0] in ("punch", "entry", "day")}
    assert grown and all(versions == list(range(1, len(versions) + 1)) for versions in grown.values())


def test_the_explanation_adds_up_to_the_balance(company: Company) -> None:
    company.at("2026-11-20T13:46")
    for day in (2, 3, 4, 5, 9, 10, 11, 12, 13, 16, 17, 18, 19):
        worked_day(company, "aino", f"2026-11-{day:02d}")
    company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T08:02"))
    flex = company.account("aino", "flex")
    for first in ("2026-11-01", "2026-11-15", "2026-11-20"):
        told = company.get("aino", "explain", account="flex", on="2026-11-20", **{"from": first})
        assert sum(row["amount"] for row in told["rows"]) == told["total"] == flex["amount"]
        for row in told["rows"]:
            if row["kind"] == "day":
                assert sum(x["minutes"] for x in row["lines"] if not x["total"]) == row["amount"]


def test_a_supervisor_no_longer_sees_whoever_has_moved_to_another_team(company: Company) -> None:
    aino, org = company.ids["aino"], company.ids["org"]
    _, cursor, _ = pull_all(company.at("2026-11-20T08:03"), "boss")
    company.push("aino", punch(aino, "in", "2026-11-20T08:02"))

    def move(tx: Tx) -> None:
        tx.run("INSERT INTO team (org, id, name) VALUES (:org, 'other', 'Muu')", org=org)
        tx.run("UPDATE team_member SET team='other' WHERE org=:org AND person=:p", org=org, p=aino)

    company.world.db.write_now(move)
    company.push("aino", punch(aino, "break_start", "2026-11-20T08:03"))
    assert company.get("boss", "sync/pull", cursor=cursor)["reset"]["scopes"]
    changes, _, _ = pull_all(company, "boss", cursor)
    assert [c["id"] for c in changes if c["type"] == "team_state" and c["id"] == aino] == []


def test_small_pages_show_a_supervisor_who_also_punches_everything_that_one_large_page_shows(company: Company) -> None:
    company.at("2026-11-20T08:03")
    start = company.get("boss", "sync/pull")["cursor"]
    for n, who in enumerate(("boss", "aino") * 4):
        company.push(who, punch(company.ids[who], "out" if n // 2 % 2 else "in", f"2026-11-20T07:{10 + n}"))
    whole = company.get("boss", "sync/pull", cursor=start)
    for limit in (1, 2, 3):
        cursor, more, seen = start, True, set()
        while more:
            page = company.get("boss", "sync/pull", cursor=cursor, limit=limit)
            seen |= {(one["type"], one["id"]) for one in page["changes"]}
            cursor, more = page["cursor"], page["more"]
        assert seen == {(one["type"], one["id"]) for one in whole["changes"]}


def held(company: Company, who: str, cursor: str, type: str) -> dict[str, bool]:
    """What came of a type after a cursor, by id: whether it is to be kept."""
    return {one["id"]: not one["deleted"] for one in pull_all(company, who, cursor)[0] if one["type"] == type}


def test_a_device_that_follows_its_cursor_gets_the_named_days_of_each_new_year(company: Company) -> None:
    cursor = pull_all(company.at("2026-12-31T12:00"), "aino")[1]
    company.turn("2027-01-01T06:00")
    days = held(company, "aino", cursor, "calendar_day")
    assert days["2028-12-06"] and not days["2024-12-06"]
    anew = {one["id"] for one in pull_all(company, "aino")[0] if one["type"] == "calendar_day"}
    assert {date for date, kept in days.items() if kept} == {date for date in anew if date.startswith("2028")}


def test_a_device_learns_on_the_day_that_its_person_is_in_another_team(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]

    def move(tx: Tx) -> None:
        tx.org = company.ids["org"]
        other = people.add_team(tx, "Myynti")
        people.add_membership(tx, aino, company.ids["team"], from_date="2025-01-01", until_date="2026-11-20")
        people.add_membership(tx, aino, other, from_date="2026-11-21")

    company.world.db.write_now(move)
    cursor = pull_all(company, "aino")[1]
    company.turn("2026-11-21T06:00")
    (row,) = [one for one in pull_all(company, "aino", cursor)[0] if one["type"] == "person"]
    assert [team["name"] for team in row["data"]["teams"]] == ["Myynti"]
