"""Everyone's accounts in one look, and a leaver's statement that a person decides line by line."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leima.features.balances.table import standing_since
from tests.company import Company, new_id, open_company, punch
from tests.ledger.test_postings import balance, moving, post, posting, staffed
from tests.sizes import size

__all__ = ["staffed"]


def row(company: Company, who: str, name: str, **params: Any) -> dict[str, Any]:
    people = company.get(who, "people/balances", **params)["people"]
    return dict(next(one for one in people if one["name"] == name))


def amounts(of: dict[str, Any]) -> dict[str, float]:
    return {one["account"]: one["amount"] for one in of["accounts"]}


def test_the_table_holds_what_each_persons_own_card_says_is_settled(staffed: Company) -> None:
    post(staffed, "boss", "postings", posting(staffed, amount=600))
    post(staffed, "boss", "postings", posting(staffed, account="annual_holiday", amount=12.5, year=2026))
    post(staffed, "boss", "postings", posting(staffed, amount=60, date="2026-11-28"))
    assert row(staffed, "boss", "Aino")["accounts"] == [
        {
            "account": one["account"],
            "year": one["year"],
            "unit": one["unit"],
            "amount": one["settled"],
            "owed": one["owed"],
        }
        for one in staffed.get("boss", "balances", person=staffed.ids["aino"])["accounts"]
    ]
    assert amounts(row(staffed, "boss", "Aino", on="2026-11-28"))["bank"] == 660


def test_the_table_of_an_earlier_date_leaves_out_what_came_after_it(company: Company) -> None:
    aino = company.ids["aino"]
    ops = [punch(aino, "in", "2026-11-12T08:00"), punch(aino, "out", "2026-11-12T17:00")]
    company.push("aino", *ops)
    post(company, "boss", "postings", posting(company, date="2026-11-13"))
    for on in ("2026-11-11", "2026-11-12", "2026-11-13", "2026-11-19"):
        own = {one["account"]: one["amount"] for one in company.get("aino", "balances", on=on)["accounts"]}
        assert amounts(row(company, "boss", "Aino", on=on)) == own, on


def test_a_supervisor_sees_their_people_and_never_themselves_and_an_employee_sees_nobody(staffed: Company) -> None:
    people = staffed.get("boss", "people/balances")["people"]
    assert [one["name"] for one in people] == ["Aino", "Eino", "Hourly"]
    everyone = staffed.get("pay", "people/balances")["people"]
    assert "Boss" in [one["name"] for one in everyone]
    team = staffed.get("pay", "people/balances", team=staffed.ids["team"])["people"]
    assert [one["name"] for one in team] == ["Aino", "Boss", "Eino", "Hourly"]
    assert staffed.get("pay", "people/balances", team="nothing")["people"] == []
    refused = staffed.client.get("/api/v1/people/balances", headers=staffed.headers("aino"))
    assert refused.status_code == 403


def test_flex_under_its_least_and_old_overtime_leave_deserve_a_word(staffed: Company) -> None:
    post(staffed, "boss", "postings", posting(staffed, account="flex", amount=-8700, is_kiky=False))
    post(staffed, "boss", "postings", posting(staffed, account="overtime_leave", amount=300, date="2026-05-10"))
    post(staffed, "boss", "postings", posting(staffed, account="overtime_leave", amount=120, date="2026-11-10"))
    post(staffed, "boss", "postings", posting(staffed, account="overtime_leave", amount=-100, is_kiky=False))
    found = {one["kind"]: one["params"] for one in row(staffed, "boss", "Aino")["findings"]}
    assert found["flex_under"] == {"balance": -1500, "least": -1200, "until": "2026-12-31"}
    assert found["overtime_leave_old"] == {"minutes": 200, "months": 6}


def test_flex_over_its_most_deserves_a_word(staffed: Company) -> None:
    post(staffed, "boss", "postings", posting(staffed, account="flex", amount=-4799, is_kiky=False))
    found = {one["kind"]: one["params"] for one in row(staffed, "boss", "Aino")["findings"]}
    assert found == {"flex_over": {"balance": 2401, "most": 2400, "until": "2026-12-31"}}


@pytest.mark.parametrize(
    ("what", "lines", "left"),
    [
        ("what is old and unused stands", [("2026-01-01", 60)], 60),
        ("what goes out takes the oldest first", [("2026-01-01", 60), ("2026-06-01", 60), ("2026-07-01", -90)], 0),
        ("what is newer than the line is not counted", [("2026-06-01", 60)], 0),
    ],
)
def test_overtime_leave_is_used_oldest_first(what: str, lines: list[tuple[str, int]], left: int) -> None:
    assert standing_since(lines, "2026-05-01") == left, what


def decide(company: Company, who: str, account: str, decision: str, **more: Any) -> Any:
    body = {
        "id": new_id(),
        "account": account,
        "decision": decision,
        "date": "2026-11-20",
        "reason": "Työsuhde päättyy",
    }
    return post(company, who, f"people/{company.ids['aino']}/statement/lines", {**body, **more})


def test_a_statement_shows_every_account_and_nothing_happens_alone(staffed: Company) -> None:
    post(staffed, "boss", "postings", posting(staffed, account="flex", amount=-7500, is_kiky=False))
    post(staffed, "boss", "postings", posting(staffed, amount=90))
    before = staffed.get("pay", f"people/{staffed.ids['aino']}/statement", on="2026-11-20")
    proposed = {line["account"]: (line["amount"], line["proposal"]) for line in before["lines"]}
    assert proposed == {"flex": (-300, "deduct"), "kiky": (1440, "deduct"), "bank": (90, "pay")}
    assert (before["open"], before["may_decide"]) == (3, True)
    again = staffed.get("pay", f"people/{staffed.ids['aino']}/statement", on="2026-11-20")
    assert again == before


def test_each_line_is_decided_by_a_person_with_a_reason_once(staffed: Company) -> None:
    asked = {"id": "line-1"}
    first, twice = (decide(staffed, "pay", "flex", "pay", **asked).json() for _ in range(2))
    assert first == twice
    line = next(line for line in first["lines"] if line["account"] == "flex")
    assert (line["amount"], line["decided"]["decision"], line["decided"]["amount"]) == (0, "pay", 7200)
    assert (line["decided"]["reason"], line["decided"]["who_name"]) == ("Työsuhde päättyy", "Palkka")
    assert decide(staffed, "pay", "flex", "pay").json()["code"] == "statement_decided"
    (paid,) = [one for one in staffed.get("pay", "postings", person=staffed.ids["aino"])["lines"] if one["pays"]]
    assert (paid["kind"], paid["amount"]) == ("payout", -7200)
    assert post(staffed, "pay", "acts/line-1/undo", {}).status_code == 200
    assert balance(staffed, "flex") == 7200
    after = staffed.get("pay", f"people/{staffed.ids['aino']}/statement", on="2026-11-20")
    assert [one["decided"] for one in after["lines"]] == [None, None]


def test_a_decision_that_does_not_fit_the_balance_is_refused(staffed: Company) -> None:
    assert decide(staffed, "pay", "flex", "deduct").json()["code"] == "decision_does_not_fit"
    assert decide(staffed, "pay", "kiky", "pay").json()["code"] == "decision_does_not_fit"
    assert decide(staffed, "pay", "bank", "lapse").json()["code"] == "decision_does_not_fit"
    assert decide(staffed, "pay", "kiky", "deduct", reason=" ").status_code == 400
    assert decide(staffed, "boss", "flex", "pay").status_code == 403
    kept = decide(staffed, "pay", "kiky", "keep").json()
    assert next(one for one in kept["lines"] if one["account"] == "kiky")["decided"]["decision"] == "keep"
    assert balance(staffed, "kiky") == 1440


_DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["adjust", "transfer", "undo", "punch"]),
        st.sampled_from(["flex", "bank", "overtime_leave"]),
        st.integers(-600, 600).filter(bool),
        st.integers(2, 19),
    ),
    min_size=1,
    max_size=12,
)


def _play(company: Company, deeds: list[tuple[str, str, int, int]]) -> None:
    made: list[str] = []
    for what, account, minutes, day in deeds:
        date = f"2026-11-{day:02d}"
        if what == "adjust":
            asked = posting(company, account=account, amount=minutes, date=date, is_kiky=False)
            made += [asked["id"]] if post(company, "boss", "postings", asked).status_code == 200 else []
        elif what == "transfer":
            asked = moving(company, source=account, target="bank", minutes=abs(minutes), date=date)
            made += [asked["id"]] if post(company, "boss", "transfers", asked).status_code == 200 else []
        elif what == "undo" and made:
            assert post(company, "boss", f"acts/{made[minutes % len(made)]}/undo", {}).status_code == 200
        elif what == "punch":
            person = company.ids["aino"]
            ops = [punch(person, "in", f"{date}T08:00"), punch(person, "out", f"{date}T{9 + abs(minutes) % 9:02d}:00")]
            company.push("aino", *ops)


def test_an_account_always_equals_its_postings_and_its_days_whatever_was_done(tmp_path_factory: Any) -> None:
    cases = size("ledger_cases")
    done = 0
    with open_company(tmp_path_factory.mktemp("ledger")) as company:

        @settings(
            max_examples=cases.wanted,
            database=None,
            derandomize=True,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(_DEEDS)
        def run(deeds: list[tuple[str, str, int, int]]) -> None:
            nonlocal done
            done += 1
            _play(company, deeds)
            for one in company.get("aino", "balances")["accounts"]:
                account = one["account"]
                told = company.get("aino", "explain", account=account, on="2026-11-20")
                assert sum(line["amount"] for line in told["rows"]) == told["total"] == one["amount"]
                lines = company.rows(
                    "SELECT SUM(amount) AS amount FROM (SELECT amount FROM posting WHERE org=:org AND person=:person"
                    " AND account=:account UNION ALL SELECT amount FROM day_posting WHERE org=:org AND person=:person"
                    " AND account=:account UNION ALL SELECT CASE WHEN :account='flex' THEN flex WHEN :account='kiky'"
                    " THEN -kiky ELSE 0 END FROM day_result WHERE org=:org AND person=:person AND posted) AS x",
                    person=company.ids["aino"],
                    account=account,
                )
                assert lines[0].amount == one["settled"]

        run()
    cases.reached(done)
