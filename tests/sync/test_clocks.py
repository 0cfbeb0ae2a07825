"""A clock that runs ahead locks nobody in: what cannot have happened yet happened when it came, at the latest."""

from typing import Any

from tests.company import Company, ms, punch

HOUR = 3_600_000


def day_of(company: Company, date: str = "2026-11-20") -> dict[str, Any]:
    return dict(company.get("aino", "days", **{"from": date, "to": date})["days"][0]["result"])


def in_team(company: Company) -> dict[str, Any]:
    members = company.get("boss", "team")["teams"][0]["members"]
    return dict(next(one for one in members if one["name"] == "Aino"))


def test_after_a_punch_three_hours_ahead_clocking_out_now_works(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    ahead = punch(aino, "in", "2026-11-20T11:00")
    reply = company.push("aino", ahead, sent_at=company.clock.now() + 3 * HOUR)
    assert reply["results"][0]["flags"] == ["clock_suspect"]
    assert in_team(company)["since"] == ms("2026-11-20T08:00")
    company.at("2026-11-20T12:00").push("aino", punch(aino, "out", "2026-11-20T12:00"))
    found = day_of(company)
    assert (found["worked"], [one["kind"] for one in found["findings"]]) == (240, ["clock_suspect"])
    assert in_team(company)["state"] == "out"


def test_punches_that_a_fast_clock_made_offline_keep_the_time_between_them(company: Company) -> None:
    aino = company.at("2026-11-20T12:05").ids["aino"]
    ops = [punch(aino, "in", "2026-11-20T13:00"), punch(aino, "out", "2026-11-20T15:00")]
    company.push("aino", *ops, sent_at=ms("2026-11-20T15:05"))
    assert day_of(company)["worked"] == 120


def test_a_clock_set_right_between_two_punches_leaves_them_in_the_order_in_which_they_were_made(
    company: Company,
) -> None:
    aino = company.at("2026-11-20T08:31").ids["aino"]
    ops = [punch(aino, "in", "2026-11-20T11:00"), punch(aino, "out", "2026-11-20T08:30", dev_seq=2)]
    company.push("aino", *ops)
    assert [one["kind"] for one in day_of(company)["findings"]] == ["clock_suspect"]
    assert in_team(company)["state"] == "out"


def test_nobody_is_shown_as_in_since_a_time_to_come_by_a_row_that_was_stored_before(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    made = punch(aino, "in", "2026-11-20T07:00")
    company.push("aino", made)
    company.world.db.write_now(
        lambda tx: tx.run(
            "UPDATE punch SET at=:at WHERE org=:org AND id=:id",
            at=ms("2026-11-20T11:00"),
            org=company.ids["org"],
            id=made["entity"]["id"],
        )
    )
    company.push("aino", punch(aino, "out", "2026-11-20T08:00"))
    assert in_team(company)["state"] == "out"


def test_a_confirmed_clock_out_in_the_past_stands_as_it_was_said(company: Company) -> None:
    aino = company.at("2026-11-20T08:00").ids["aino"]
    company.push("aino", punch(aino, "in", "2026-11-19T08:00"), punch(aino, "out", "2026-11-19T16:00"))
    assert day_of(company, "2026-11-19")["presence"] == 480
