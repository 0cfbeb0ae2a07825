"""The team's list: who is in, and when somebody left."""

from typing import Any

from tests.company import Company, punch

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
