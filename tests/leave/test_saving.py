"""Leave saved over years: asked for and agreed to, kept by earning year, taken by choice, and paid to a leaver."""

import json
from typing import Any, NamedTuple

import pytest

from leima.db.tx import Tx
from leima.web.words import say
from tests.company import Company
from tests.leave.asked import granted, heard, pulled, tell
from tests.leave.working import agree, employ, held, opened
from tests.ledger.test_acts import write
from tests.ledger.test_postings import post
from tests.sync.test_absences import hold_agreements
from tests.sync.test_days import recomputed


@pytest.fixture
def saver(company: Company) -> Company:
    """On 20 November 2026 Aino holds 24 days of 2025 and 30 of 2026; balances count from October."""
    hold_agreements(company)
    employ(company, "aino", "2024-01-01", counts_from="2026-10-01")
    opened(company, "2026-10-01", {2025: 2400, 2026: 3000})
    return company


def asked(company: Company, days: int, year: int = 2026, **more: Any) -> dict[str, Any]:
    """What the server says of Aino's wish to save."""
    return about(company, "aino", "request", None, earning_year=year, days=days, **more)


def about(company: Company, by: str, what: str, id: str | None, **body: Any) -> dict[str, Any]:
    return tell(company, by, "aino", what, id, room="saving", **body)


def saved(company: Company, days: int, year: int = 2026) -> str:
    """The id of an agreed wish."""
    id = str(asked(company, days, year)["id"])
    done = about(company, "boss", "decide", id, decision="approve", seen_version=1, reason="")
    assert done["status"] == "applied", done
    return id


def used_up(company: Company) -> None:
    """Nothing is left of 2025."""
    company.clock.set(company.clock.now() + 1)
    opened(company, "2026-10-01", {2025: 0})


def termed(company: Company, **rules: Any) -> None:
    """Aino's terms say otherwise of leave."""

    def work(tx: Tx) -> None:
        for id, body in tx.rows(_Terms, "SELECT id, body FROM terms WHERE org=:org AND NOT deleted", org=tx.org):
            told = json.loads(body)
            said = [{**one, **rules} for one in told["leave"]]
            told["leave"] = [{key: value for key, value in one.items() if value is not None} for one in said]
            tx.run("UPDATE terms SET body=:body WHERE org=:org AND id=:id", org=tx.org, id=id, body=json.dumps(told))

    write(company, work)


class _Terms(NamedTuple):
    id: str
    body: str


def kept(company: Company, on: str | None = None) -> dict[int | None, float]:
    """Saved days of each earning year on a date."""
    rows = company.get("aino", "balances", **({"on": on} if on else {}))["accounts"]
    return {row["year"]: row["amount"] for row in rows if row["account"] == "saved_leave"}


def test_days_that_are_agreed_to_be_saved_move_to_an_account_of_their_own_and_year(saver: Company) -> None:
    id = asked(saver, 12)["id"]
    assert (held(saver, "aino"), kept(saver)) == ({2025: 24, 2026: 30}, {})
    (wish,) = [one for one in saver.get("boss", "inbox")["items"] if one["kind"] == "saving"]
    assert (wish["id"], wish["totals"], wish["decided_by"]) == (id, {"days": 12}, ["saving.decide"])
    about(saver, "boss", "decide", id, decision="approve", seen_version=1, reason="")
    assert (held(saver, "aino"), kept(saver)) == ({2025: 24, 2026: 18}, {2026: 12})
    assert (held(saver, "aino", "2026-11-19"), kept(saver, "2026-11-19")) == ({2025: 24, 2026: 30}, {})
    found = saver.get("aino", "explain", account="saved_leave", on="2026-11-20")
    assert [(row["kind"], row["amount"], row["title"]) for row in found["rows"]] == [
        ("saving", 12, "Vuosilomaa säästövapaaksi ansaintavuodelta 2026")
    ]
    assert pulled(saver, "aino", "saving")[id]["status"] == "approved"
    assert [kind for kind, _ in heard(saver, "aino")] == ["saving_approved"]
    assert "saving_asked" in [kind for kind, _ in heard(saver, "boss")]
    recomputed(saver)


REFUSED = [
    ("more than the part over eighteen", 13, 2026, "saving_over", "12"),
    ("an earning year that has not ended", 1, 2027, "saving_not_earned", "1.4.2027"),
    ("an earning year that gave too little", 7, 2025, "saving_over", "6"),
    ("days that are taken", 6, 2026, "saving_taken", "5"),
    ("days that have lapsed", 1, 2025, "saving_lapsed", "1.11.2026"),
    ("no line is agreed", 1, 2026, "saving_unknown", "2026"),
]


@pytest.mark.parametrize(("says", "days", "year", "code", "names"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_may_not_be_saved_is_refused_in_a_sentence(
    saver: Company, says: str, days: int, year: int, code: str, names: str
) -> None:
    if code == "saving_taken":
        used_up(saver)
        granted(saver, from_date="2026-11-30", until_date="2026-12-31")
    if code == "saving_lapsed":
        termed(saver, carry_until="10-31", carry_years=1, lapses=True)
    if code == "saving_unknown":
        termed(saver, save_agreed_over=None)
    told = asked(saver, days, year)
    assert (told["status"], told["code"]) == ("rejected", code), (says, told)
    assert names in say("fi", f"error.{code}", told["params"])
    assert pulled(saver, "aino", "saving") == {}


def test_wishes_that_wait_are_counted_and_the_first_word_wins(saver: Company) -> None:
    first = asked(saver, 8)
    assert asked(saver, 5)["code"] == "saving_over"
    second = asked(saver, 4)
    assert about(saver, "aino", "withdraw", second["id"])["status"] == "applied"
    assert asked(saver, 4)["status"] == "applied"
    no = about(saver, "boss", "decide", first["id"], decision="reject", seen_version=1, reason="Kiire")
    assert no["status"] == "applied"
    late = about(saver, "boss", "decide", first["id"], decision="approve", seen_version=2, reason="")
    assert (late["status"], late["code"]) == ("conflict", "already_decided")
    assert about(saver, "aino", "withdraw", first["id"])["code"] == "saving_decided"
    assert about(saver, "eino", "decide", second["id"], decision="approve", seen_version=1, reason="")["code"] == (
        "not_found"
    )
    assert kept(saver) == {}


def test_what_was_taken_while_a_wish_waited_is_not_saved(saver: Company) -> None:
    used_up(saver)
    id = asked(saver, 12)["id"]
    granted(saver, from_date="2026-11-30", until_date="2026-12-23")
    done = about(saver, "boss", "decide", id, decision="approve", seen_version=1, reason="")
    assert (done["status"], done["code"]) == ("rejected", "saving_taken")
    assert kept(saver) == {}


def test_saved_leave_is_taken_when_a_request_says_so_the_oldest_year_first(saver: Company) -> None:
    saved(saver, 2, 2025)
    saved(saver, 5)
    week = granted(saver, from_date="2026-12-14", until_date="2026-12-16", kind="saved_leave")
    granted(saver, from_date="2026-12-17", until_date="2026-12-17")
    saver.turn("2026-12-20T08:00")
    assert pulled(saver, "aino")[week]["days"] == 300
    assert kept(saver, "2026-12-14") == {2025: 1, 2026: 5}
    assert (kept(saver), held(saver, "aino")) == ({2025: 0, 2026: 4}, {2025: 21, 2026: 25})
    found = saver.get("aino", "explain", account="saved_leave", on="2026-12-20")
    assert [(row["date"], row["amount"], row["title"]) for row in found["rows"] if row["kind"] == "taken_saved"] == [
        ("2026-12-16", -1, "Säästövapaata ansaintavuodelta 2026"),
        ("2026-12-15", -1, "Säästövapaata ansaintavuodelta 2025"),
        ("2026-12-14", -1, "Säästövapaata ansaintavuodelta 2025"),
    ]
    recomputed(saver)


def test_more_saved_leave_than_there_is_is_stored_and_flagged(saver: Company) -> None:
    saved(saver, 2)
    body = {"from_date": "2026-12-14", "until_date": "2026-12-18", "kind": "saved_leave"}
    told = tell(saver, "aino", "aino", "request", None, **body)
    assert (told["status"], told["flags"]) == ("applied", ["leave_over_balance"])
    assert pulled(saver, "aino")[told["id"]]["by_year"] == [{"earning_year": 2026, "days": 200}]
    by_hour = tell(saver, "aino", "aino", "request", None, **body, minutes=60)
    assert by_hour["code"] == "holiday_in_days"


def test_saved_days_do_not_lapse_with_their_year(saver: Company) -> None:
    agree(saver, "leave_carry", {"until": "11-30", "years": 1, "lapses": True})
    saved(saver, 6, 2025)
    saver.turn("2026-11-30T23:00")
    saver.turn("2026-12-01T00:10")
    assert (held(saver, "aino"), kept(saver)) == ({2025: 0, 2026: 30}, {2025: 6})


def test_who_leaves_is_paid_what_is_saved(saver: Company) -> None:
    saved(saver, 3)
    lines = saver.get("payroll", f"people/{saver.ids['aino']}/statement", on="2026-11-20")["lines"]
    (line,) = [one for one in lines if one["account"] == "saved_leave"]
    assert (line["year"], line["amount"], line["unit"], line["proposal"]) == (2026, 3, "day", "pay")


def test_a_saving_that_is_undone_gives_the_days_back_unless_they_are_taken(saver: Company) -> None:
    id = saved(saver, 3)
    assert post(saver, "boss", f"acts/{id}/undo", {}).status_code == 200
    assert (held(saver, "aino"), kept(saver)) == ({2025: 24, 2026: 30}, {2026: 0})
    assert asked(saver, 12)["status"] == "applied"
