"""Hand-made lines, transfers and their undoing: who may, how far, and what is said."""

import json
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.agreements import store as agreement_store
from leima.features.agreements import terms
from leima.features.people import store as people
from tests.company import Company, agreements, new_id
from tests.ledger.test_acts import close, write


def post(company: Company, who: str, path: str, body: dict[str, Any]) -> Any:
    return company.client.post(f"/api/v1/{path}", json=body, headers=company.headers(who))


def posting(company: Company, **more: Any) -> dict[str, Any]:
    own = {"id": new_id(), "person": company.ids["aino"], "account": "bank", "amount": 600, "date": "2026-11-10"}
    return {**own, "reason": "Sovittu", **more}


def moving(company: Company, **more: Any) -> dict[str, Any]:
    own = {"id": new_id(), "person": company.ids["aino"], "source": "flex", "target": "bank", "minutes": 60}
    return {**own, "date": "2026-11-10", "reason": "Sovittu", **more}


def balance(company: Company, account: str) -> float:
    rows = company.get("aino", "balances")["accounts"]
    return float(next((row["settled"] for row in rows if row["account"] == account), 0))


@pytest.fixture
def staffed(company: Company) -> Company:
    """The company with a payroll clerk, and ten hours of flex for Aino on top of what stands."""

    def hire(tx: Tx) -> str:
        person = people.add_person(tx, name="Palkka", email="pay@company.test", counts_from="2026-11-01")
        people.set_roles(tx, person, ("employee", "payroll"))
        tx.run(
            "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
            " VALUES (:org, 'family-pay', :person, 'phone-pay', 'phone', :now, :now)",
            org=tx.org,
            person=person,
            now=tx.now,
        )
        return person

    company.ids["pay"] = write(company, hire)
    with_contract(company)
    owed = -balance(company, "flex")
    assert post(company, "boss", "postings", posting(company, account="flex", amount=owed + 7200)).status_code == 200
    return company


def with_contract(company: Company) -> None:
    """Aino's contract and its agreements as rows, as the import makes them."""

    def work(tx: Tx) -> None:
        for one in agreements().values():
            tx.run(
                "INSERT INTO agreement (org, id, name, from_date, until_date, source, base, rows, version)"
                " VALUES (:org, :id, :name, :first, :last, :source, :base, :rows, 1)",
                org=tx.org,
                id=one.key,
                name=one.name,
                first=one.from_,
                last=one.until,
                source=one.source,
                base=one.base,
                rows=json.dumps([row.to_json() for row in one.rows]),
            )
        body = {"form": "flexitime", "pay": "monthly", "share": 1.0, "weekdays": [450] * 5 + [0, 0]}
        body |= {"day_minutes": 450, "week_minutes": 2250}
        agreement_store.add_contract(
            tx,
            company.ids["aino"],
            from_date="2025-01-01",
            agreement="general-37-5",
            variant="company-office",
            body=body,
        )
        assert terms.rates_on(tx, company.ids["aino"], "2026-11-10") is not None

    write(company, work)


def test_a_supervisor_posts_for_their_people_and_the_same_again_is_not_posted_twice(company: Company) -> None:
    asked = posting(company)
    first, again = (post(company, "boss", "postings", asked).json() for _ in range(2))
    assert first == again
    assert first["moved"] == [
        {"account": "bank", "year": None, "unit": "min", "before": 0, "amount": 600, "after": 600}
    ]
    assert balance(company, "bank") == 600
    other = post(company, "boss", "postings", {**asked, "amount": 601})
    assert (other.status_code, other.json()["code"]) == (409, "act_reused")
    (line,) = company.get("boss", "postings", person=company.ids["aino"], account="bank")["lines"]
    assert (line["who_name"], line["why"], line["kind"], line["pays"], line["may_undo"]) == (
        *("Boss", "Sovittu", "adjustment", False, True),
    )


def test_a_dry_run_says_what_would_be_and_writes_nothing(company: Company) -> None:
    told = post(company, "boss", "postings", posting(company, dry_run=True)).json()
    assert (told["dry_run"], told["moved"][0]["after"]) == (True, 600)
    assert balance(company, "bank") == 0


def test_nobody_posts_for_themselves_and_an_employee_for_nobody(company: Company) -> None:
    own = post(company, "boss", "postings", posting(company, person=company.ids["boss"]))
    assert own.status_code == 403
    assert post(company, "aino", "postings", posting(company)).status_code == 403
    assert post(company, "eino", "postings", posting(company)).status_code == 404
    assert post(company, "boss", "postings", posting(company, person="nobody")).status_code == 404
    assert company.get("aino", "postings", account="bank")["lines"] == []


@pytest.mark.parametrize(
    ("what", "wrong", "code"),
    [
        ("an account goes below nought", {"amount": -1, "is_kiky": False}, "below_floor"),
        ("holidays go below nought", {"account": "annual_holiday", "amount": -0.5}, "below_floor"),
        ("half a minute", {"amount": 0.5}, "amount_not_whole"),
        ("nothing at all", {"amount": 0}, "amount_nought"),
        ("a date that is none", {"date": "2026-02-30"}, "bad_date"),
        ("a date years ahead", {"date": "2030-01-01"}, "date_too_far"),
        ("no reason", {"reason": "  "}, "invalid"),
        ("an unknown account", {"account": "gold"}, "invalid"),
        ("a year that is not kept", {"year": 2026}, "year_not_kept"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(company: Company, what: str, wrong: dict[str, Any], code: str) -> None:
    answer = post(company, "boss", "postings", posting(company, **wrong))
    assert (answer.json()["code"], answer.status_code in (400, 409)) == (code, True), what
    assert company.get("boss", "postings", person=company.ids["aino"], account="bank")["lines"] == []


def test_the_floor_is_named_in_the_sentence(company: Company) -> None:
    said = post(company, "boss", "postings", posting(company, amount=-30, is_kiky=False)).json()["detail"]
    assert "Työaikapankki" in said
    assert "alaraja 0:00" in said


def test_flex_may_go_far_under_zero_and_says_when_it_is_tested(staffed: Company) -> None:
    asked = posting(staffed, account="flex", amount=-7200 - 1440, is_kiky=False)
    told = post(staffed, "boss", "postings", asked).json()
    assert told["moved"][0]["after"] == -1440
    assert told["findings"] == [
        {"kind": "flex_under", "params": {"balance": -1440, "least": -1200, "until": "2026-12-31"}}
    ]


def test_a_plain_deduction_while_kiky_is_owed_asks_whether_it_is_kiky(company: Company) -> None:
    asked = posting(company, account="flex", amount=-1440)
    answer = post(company, "boss", "postings", asked)
    assert (answer.status_code, answer.json()["code"]) == (400, "is_it_kiky")
    assert answer.json()["fields"][0]["field"] == "is_kiky"
    assert post(company, "boss", "postings", {**asked, "is_kiky": False}).status_code == 200
    assert balance(company, "kiky") == 1440


def test_a_deduction_that_is_said_to_be_kiky_settles_kiky_there_and_then(company: Company) -> None:
    asked, flex = posting(company, account="flex", amount=-600, is_kiky=True), balance(company, "flex")
    tried = post(company, "boss", "postings", {**asked, "dry_run": True}).json()
    assert (tried["dry_run"], balance(company, "kiky")) == (True, 1440)
    first, again = (post(company, "boss", "postings", asked).json() for _ in range(2))
    assert first == again == {**tried, "dry_run": False}
    assert (first["kind"], [(one["account"], one["after"]) for one in first["moved"]]) == (
        *("settlement", [("flex", flex - 600), ("kiky", 840)]),
    )
    assert (balance(company, "kiky"), balance(company, "flex")) == (840, flex - 600)
    assert post(company, "boss", f"acts/{asked['id']}/undo", {}).status_code == 200
    assert (balance(company, "kiky"), balance(company, "flex")) == (1440, flex)


def test_what_goes_to_pay_is_payrolls_to_post_and_leaves_kiky_alone(staffed: Company) -> None:
    asked = posting(staffed, account="flex", amount=-60, pays=True)
    assert post(staffed, "boss", "postings", asked).json()["code"] == "payout_by_payroll"
    assert post(staffed, "pay", "postings", {**asked, "amount": 60}).json()["code"] == "payout_is_minus"
    assert post(staffed, "pay", "postings", asked).json()["kind"] == "payout"
    assert balance(staffed, "kiky") == 1440
    undone = post(staffed, "boss", f"acts/{asked['id']}/undo", {})
    assert undone.status_code == 403


def test_the_years_kiky_by_hand_replaces_the_automatic_opening_when_it_is_said_to(company: Company) -> None:
    asked = posting(company, account="kiky", amount=1440, opening=True)
    assert post(company, "boss", "postings", asked).json()["moved"][0]["after"] == 1440
    assert balance(company, "kiky") == 1440
    told = post(company, "boss", "postings", posting(company, account="kiky", amount=1200, opening=True)).json()
    assert told["moved"][0]["amount"] == -240
    assert company.account("aino", "kiky")["opening"] == 1200


def test_a_positive_posting_on_kiky_adds_to_the_year_unless_it_is_said_to_be_its_opening(company: Company) -> None:
    told = post(company, "boss", "postings", posting(company, account="kiky", amount=60)).json()
    assert (told["kind"], told["moved"][0]["after"]) == ("adjustment", 1500)


def test_flex_goes_to_the_bank_up_to_the_periods_limit_which_is_named(staffed: Company) -> None:
    assert post(staffed, "boss", "transfers", moving(staffed, minutes=3600)).status_code == 200
    assert (balance(staffed, "flex"), balance(staffed, "bank")) == (3600, 3600)
    refused = post(staffed, "boss", "transfers", moving(staffed, minutes=1)).json()
    assert refused["code"] == "bank_limit_period"
    assert "60:00" in refused["detail"]
    assert (
        post(staffed, "boss", "transfers", moving(staffed, source="bank", target="flex", minutes=600)).status_code
        == 200
    )
    assert post(staffed, "boss", "transfers", moving(staffed, minutes=1)).json()["code"] == "bank_limit_period"


def test_the_bank_grows_by_its_yearly_limit_only(staffed: Company) -> None:
    assert post(staffed, "pay", "postings", posting(staffed, amount=10_800 - 30)).status_code == 200
    refused = post(staffed, "boss", "transfers", moving(staffed, minutes=31)).json()
    assert (refused["code"], "0:30" in refused["detail"]) == ("bank_limit_growth", True)
    assert post(staffed, "boss", "transfers", moving(staffed, minutes=30)).status_code == 200


def test_only_a_surplus_of_flex_moves(staffed: Company) -> None:
    refused = post(staffed, "boss", "transfers", moving(staffed, target="bank", minutes=7201)).json()
    assert refused["code"] == "below_floor"
    odd = post(staffed, "boss", "transfers", moving(staffed, source="bank", target="annual_leave_day")).json()
    assert odd["code"] == "no_such_transfer"


def test_a_transfer_is_undone_whole_and_gives_its_room_back(staffed: Company) -> None:
    asked = moving(staffed, minutes=3600)
    assert post(staffed, "boss", "transfers", asked).status_code == 200
    for _ in range(2):
        assert post(staffed, "boss", f"acts/{asked['id']}/undo", {}).status_code == 200
    assert (balance(staffed, "flex"), balance(staffed, "bank")) == (7200, 0)
    lines = staffed.get("boss", "postings", person=staffed.ids["aino"], account="bank")["lines"]
    assert sorted(line["kind"] for line in lines) == ["transfer", "undo"]
    assert {line["may_undo"] for line in lines} == {False}
    assert post(staffed, "boss", "transfers", moving(staffed, minutes=3600)).status_code == 200


def test_undoing_is_for_those_who_may_post(company: Company) -> None:
    asked = posting(company)
    assert post(company, "boss", "postings", asked).status_code == 200
    assert post(company, "aino", f"acts/{asked['id']}/undo", {}).status_code == 403
    assert post(company, "eino", f"acts/{asked['id']}/undo", {}).status_code == 404
    assert post(company, "boss", "acts/nothing/undo", {}).status_code == 404
    assert balance(company, "bank") == 600


def test_a_closed_month_takes_no_posting(company: Company) -> None:
    close(company, "aino", "2026-11")
    answer = post(company, "boss", "postings", posting(company))
    assert (answer.status_code, answer.json()["code"]) == (409, "period_closed")


def test_an_explanation_shows_each_act_with_its_words_and_still_adds_up(staffed: Company) -> None:
    asked = moving(staffed, minutes=90)
    post(staffed, "boss", "transfers", asked)
    post(staffed, "boss", f"acts/{asked['id']}/undo", {})
    told = staffed.get("aino", "explain", account="flex", on="2026-11-20")
    assert round(sum(row["amount"] for row in told["rows"])) == told["total"]
    shown = {row["kind"]: row for row in told["rows"]}
    assert (shown["transfer"]["title"], shown["undo"]["title"]) == ("Siirto toiselle tilille", "Kirjaus kumottu")
    assert shown["transfer"]["params"]["who_name"] == "Boss"
    own = staffed.get("boss", "explain", account="flex", on="2026-11-20", person=staffed.ids["aino"])
    assert own["rows"] == told["rows"]
