"""A deed on the ledger goes in whole, once, and comes out whole, once."""

from dataclasses import replace
from typing import Any

import pytest

from leima.db.tx import Tx
from leima.features.ledger import acts
from leima.features.ledger.acts import Leg, NewAct
from leima.web.errors import Conflict, NotFound
from tests.company import Company, ms, operation

TRANSFER = NewAct("act-1", "transfer", "", "2026-11-10", "Sovittu", (Leg("flex", 0, -60), Leg("bank", 0, 60)))


def a_transfer(company: Company, **more: Any) -> NewAct:
    return replace(TRANSFER, person=company.ids["aino"], **more)


def write(company: Company, work: Any) -> Any:
    def inside(tx: Tx) -> Any:
        tx.org = company.ids["org"]
        return work(tx)

    return company.world.db.write_now(inside)


def amounts(company: Company) -> dict[str, int]:
    rows = company.get("aino", "balances")["accounts"]
    return {row["account"]: row["settled"] for row in rows if row["account"] in ("flex", "bank", "kiky")}


def test_every_leg_of_an_act_is_posted_together_and_the_same_act_again_changes_nothing(company: Company) -> None:
    before = amounts(company)
    for _ in range(2):
        assert write(company, lambda tx: acts.do(tx, a_transfer(company))) == "act-1"
    assert amounts(company) == {**before, "flex": before["flex"] - 60, "bank": 60}
    assert len(company.rows("SELECT id FROM posting WHERE org=:org AND act='act-1'")) == 2
    assert len(company.rows("SELECT n FROM audit_event WHERE org=:org AND what='act.made'")) == 1


def test_the_same_id_with_other_content_is_refused_and_nothing_is_posted(company: Company) -> None:
    write(company, lambda tx: acts.do(tx, a_transfer(company)))
    stood = amounts(company)
    others = [
        a_transfer(company, why="Toinen"),
        a_transfer(company, legs=(Leg("flex", 0, -61), Leg("bank", 0, 61))),
        a_transfer(company, legs=(*TRANSFER.legs, Leg("bank", 0, 0))),
        a_transfer(company, more={"n": 1}),
        replace(TRANSFER, person=company.ids["eino"]),
    ]
    for other in others:
        with pytest.raises(Conflict, match="act_reused"):
            write(company, lambda tx, other=other: acts.do(tx, other))
    assert amounts(company) == stood


def test_undoing_posts_the_opposite_once_and_keeps_both_lines(company: Company) -> None:
    before = amounts(company)
    write(company, lambda tx: acts.do(tx, a_transfer(company)))
    for _ in range(2):
        write(company, lambda tx: acts.undo(tx, "act-1"))
    assert amounts(company) == {**before, "bank": 0}
    lines = company.rows("SELECT * FROM posting WHERE org=:org AND act='act-1' ORDER BY account, amount")
    assert [(line.account, line.amount, line.date) for line in lines] == [
        ("bank", -60, "2026-11-10"),
        ("bank", 60, "2026-11-10"),
        ("flex", -60, "2026-11-10"),
        ("flex", 60, "2026-11-10"),
    ]
    assert sum(line.corrects is not None for line in lines) == 2
    (row,) = company.rows("SELECT * FROM act WHERE org=:org AND id='act-1'")
    assert row.undone_at == company.clock.now()


def test_a_repeat_after_the_undoing_does_not_do_it_again(company: Company) -> None:
    before = amounts(company)
    write(company, lambda tx: acts.do(tx, a_transfer(company)))
    write(company, lambda tx: acts.undo(tx, "act-1"))
    write(company, lambda tx: acts.do(tx, a_transfer(company)))
    assert amounts(company) == {**before, "bank": 0}


def test_the_parts_of_a_bulk_act_are_undone_together(company: Company) -> None:
    aino, eino = company.ids["aino"], company.ids["eino"]

    def bulk(tx: Tx) -> None:
        acts.do(tx, NewAct("many", "settlement", None, "2026-11-10", "Kiky"))
        for person in (aino, eino):
            legs = (Leg("flex", 0, -60), Leg("kiky", 2026, -60))
            acts.do(tx, NewAct(f"of-{person}", "settlement", person, "2026-11-10", "Kiky", legs, bulk="many"))

    before = amounts(company)
    write(company, bulk)
    assert amounts(company)["kiky"] == before["kiky"] - 60
    write(company, lambda tx: acts.undo(tx, f"of-{eino}"))
    write(company, lambda tx: acts.undo(tx, "many"))
    assert amounts(company) == before
    sums = company.rows(
        "SELECT person, SUM(amount) AS amount FROM posting WHERE org=:org AND act IS NOT NULL GROUP BY person"
    )
    assert {row.amount for row in sums} == {0}


def close(company: Company, who: str, month: str) -> None:
    person = company.ids[who]

    def work(tx: Tx) -> None:
        tx.run(
            "INSERT INTO month_state (org, person, month, id, status, reason, totals, version)"
            " VALUES (:org, :person, :month, :id, 'closed', '', '{}', 1)",
            org=tx.org,
            person=person,
            month=month,
            id=f"{person}:{month}",
        )

    write(company, work)


def test_nothing_is_dated_in_a_closed_month_and_undoing_lands_in_the_open_one(company: Company) -> None:
    before = amounts(company)
    write(company, lambda tx: acts.do(tx, a_transfer(company)))
    close(company, "aino", "2026-11")
    with pytest.raises(Conflict, match="period_closed"):
        write(company, lambda tx: acts.do(tx, a_transfer(company, id="act-2")))
    write(company, lambda tx: acts.undo(tx, "act-1"))
    dates = company.rows("SELECT date FROM posting WHERE org=:org AND act='act-1' AND corrects IS NOT NULL")
    assert {row.date for row in dates} == {"2026-12-01"}
    company.turn("2026-12-01T07:00")
    assert amounts(company)["bank"] == 0
    assert before["kiky"] == amounts(company)["kiky"]


def test_a_settlement_of_kiky_works_out_again_the_days_that_it_leaves_nothing_to_do_on(company: Company) -> None:
    aino = company.ids["aino"]
    body = {"date": "2026-11-18", "start": ms("2026-11-18T16:30"), "end": ms("2026-11-18T18:30"), "break_min": 0}
    company.push("aino", operation(aino, "kiky.mark", body, ms("2026-11-18T06:00")))
    assert amounts(company)["kiky"] == 1440 - 120
    whole = NewAct("all", "settlement", aino, "2026-11-10", "Kiky", (Leg("flex", 0, -1440), Leg("kiky", 2026, -1440)))
    write(company, lambda tx: acts.do(tx, whole))
    assert amounts(company)["kiky"] == 0
    write(company, lambda tx: acts.undo(tx, "all"))
    assert amounts(company)["kiky"] == 1440 - 120


def test_an_unknown_act_cannot_be_undone(company: Company) -> None:
    with pytest.raises(NotFound):
        write(company, lambda tx: acts.undo(tx, "nothing"))
