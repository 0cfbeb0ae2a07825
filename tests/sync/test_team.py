"""The team's list: who is in, and when somebody left."""

from typing import Any

from tests.company import Company, ms, operation, punch

TODAY = "2026-11-20"


def member(company: Company, who: str = "aino", by: str = "boss") -> dict[str, Any]:
    teams = company.get(by, "team")["teams"]
    return next(m for team in teams for m in team["members"] if m["person"] == company.ids[who])


def test_who_has_clocked_out_today_left_at_that_time_and_yesterdays_is_no_news(company: Company) -> None:
    aino = company.ids["aino"]
    out = punch(aino, "out", f"{TODAY}T15:00")
    company.at(f"{TODAY}T15:10").push("aino", punch(aino, "in", f"{TODAY}T08:00"), out)
    told = member(company)
    assert (told["state"], told["since"]) == ("out", out["time"]["claimed_at"])
    company.at("2026-11-21T08:00")
    assert (member(company)["state"], member(company)["since"]) == ("out", None)


def test_the_clock_out_of_a_deleted_entry_is_no_news_but_the_one_before_it_is(company: Company) -> None:
    aino = company.ids["aino"]
    morning = [punch(aino, "in", f"{TODAY}T07:00"), punch(aino, "out", f"{TODAY}T08:00")]
    later = [punch(aino, "in", f"{TODAY}T09:00"), punch(aino, "out", f"{TODAY}T11:00")]
    company.at(f"{TODAY}T12:00").push("aino", *later)
    entry = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)[-1]
    gone = operation(aino, "entry.delete", {}, 1, id=entry.id, base={"version": entry.version})
    assert company.push("aino", gone)["results"][0]["status"] == "applied"
    assert (member(company)["state"], member(company)["since"]) == ("out", None)
    company.push("aino", *morning)
    assert member(company)["since"] == morning[1]["time"]["claimed_at"]


def test_a_line_that_a_device_keeps_over_midnight_is_the_one_that_a_new_device_gets(company: Company) -> None:
    company.at("2026-11-20T16:00")
    aino = company.ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-20T08:00"), punch(aino, "out", "2026-11-20T15:30"))
    held = _line(company)
    company.turn("2026-11-22T09:00")
    assert _line(company) == held
    assert held["since"] == ms("2026-11-20T15:30")


def _line(company: Company) -> dict[str, Any]:
    """The line of Aino that a new device of the supervisor pulls."""
    cursor: dict[str, Any] = {}
    while True:
        page = company.get("boss", "sync/pull", **cursor)
        for one in page["changes"]:
            if (one["type"], one["id"]) == ("team_state", company.ids["aino"]):
                return dict(one["data"])
        assert page["more"]
        cursor = {"cursor": page["cursor"]}
