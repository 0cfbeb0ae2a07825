"""A punch from the phone is stored once, answered after it is committed, and moves the balance."""

from tests.company import Company, new_id, operation, punch


def test_a_punch_is_applied_once_however_often_it_is_sent(company: Company) -> None:
    op = punch(company.ids["aino"], "in", "2026-11-20T08:02")
    first = company.at("2026-11-20T08:03").push("aino", op)["results"][0]
    again = company.push("aino", op)["results"][0]
    assert (first["status"], first["dup"]) == ("applied", False)
    assert again == {**first, "dup": True}
    assert len(company.rows("SELECT id FROM punch WHERE org=:org")) == 1


def test_the_same_operation_twice_in_one_batch_is_applied_once(company: Company) -> None:
    op = punch(company.ids["aino"], "in", "2026-11-20T08:02")
    results = company.at("2026-11-20T08:03").push("aino", op, op)["results"]
    assert [r["dup"] for r in results] == [False, True]
    assert results[0]["seq"] == results[1]["seq"]
    assert len(company.rows("SELECT id FROM punch WHERE org=:org")) == 1


def test_the_same_id_with_another_body_is_refused_and_changes_nothing(company: Company) -> None:
    op = punch(company.ids["aino"], "in", "2026-11-20T08:02")
    company.at("2026-11-20T08:03").push("aino", op)
    other = {**op, "body": {**op["body"], "kind": "out"}}
    result = company.push("aino", other)["results"][0]
    assert (result["status"], result["code"]) == ("rejected", "op_id_reused")
    assert [p.kind for p in company.rows("SELECT kind FROM punch WHERE org=:org")] == ["in"]


def test_another_punch_under_a_taken_id_is_refused_and_leaves_no_trace(company: Company) -> None:
    aino, id = company.ids["aino"], new_id()
    company.at("2026-11-20T17:00").push("aino", punch(aino, "in", "2026-11-20T08:02", id=id))
    before = company.rows("SELECT * FROM punch WHERE org=:org"), company.rows("SELECT * FROM change_log WHERE org=:org")
    result = company.push("aino", punch(aino, "out", "2026-11-20T16:00", id=id))["results"][0]
    assert (result["status"], result["code"]) == ("rejected", "entity_exists")
    after = company.rows("SELECT * FROM punch WHERE org=:org"), company.rows("SELECT * FROM change_log WHERE org=:org")
    assert after == before


def test_a_bad_operation_never_harms_its_neighbours(company: Company) -> None:
    aino = company.ids["aino"]
    good = [punch(aino, "in", "2026-11-20T08:00"), punch(aino, "out", "2026-11-20T16:00")]
    bad = [{"op_id": new_id()}, 17, {**punch(aino, "in", "2026-11-20T09:00"), "extra": 1}, None]
    strange = operation(aino, "punch.dream", {}, 1)
    newer = {**punch(aino, "in", "2026-11-20T09:00"), "v": 2}
    results = company.at("2026-11-20T17:00").push("aino", good[0], *bad, strange, newer, good[1])["results"]
    assert [r["status"] for r in results] == ["applied", *["rejected"] * 4, "deferred", "deferred", "applied"]
    assert [r["op_id"] for r in results][2] is None
    assert results[5]["code"] == results[6]["code"] == "quarantined"


def test_nobody_punches_for_a_stranger(company: Company) -> None:
    result = company.at("2026-11-20T08:03").push("aino", punch(company.ids["eino"], "in", "2026-11-20T08:02"))
    assert result["results"][0]["code"] == "forbidden"


def test_the_balance_moves_with_the_punches(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T07:30").push(
        "aino", punch(aino, "in", "2026-11-19T08:00"), punch(aino, "out", "2026-11-19T16:30")
    )
    reply = company.at("2026-11-20T10:00").push("aino", punch(aino, "in", "2026-11-20T08:00"))
    flex = next(a for a in reply["balances"]["accounts"] if a["account"] == "flex")
    days = {d["date"]: d for d in company.get("aino", "days", **{"from": "2026-11-01", "to": "2026-11-20"})["days"]}
    assert days["2026-11-19"]["status"] == "done"
    assert days["2026-11-19"]["result"]["flex"] == 8 * 60 + 30 - 30 - 450
    assert flex["today"] == 120 - 450
    assert flex["amount"] == flex["settled"] + flex["today"]
    assert company.account("aino", "flex") == flex


def test_a_clock_three_hours_off_is_kept_flagged_and_shown_to_the_supervisor(company: Company) -> None:
    company.at("2026-11-20T08:03")
    op = punch(company.ids["aino"], "in", "2026-11-20T11:02")
    reply = company.push("aino", op, sent_at=company.clock.now() + 3 * 3_600_000)
    assert reply["results"][0]["flags"] == ["clock_suspect"]
    team = company.get("boss", "team")["teams"][0]["members"]
    assert next(m for m in team if m["name"] == "Aino")["clock_suspect"] is True


def test_a_supervisors_and_the_employees_clock_out_are_both_kept_and_one_tap_resolves_them(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-19T08:02").push("aino", punch(aino, "in", "2026-11-19T08:01"))
    confirmed = {"estimated_confirmed": True}
    theirs = punch(aino, "out", "2026-11-19T16:30", body=confirmed)
    mine = punch(aino, "out", "2026-11-19T16:56", body=confirmed)
    company.at("2026-11-20T08:00").push("boss", theirs)
    assert company.push("aino", mine)["results"][0]["flags"] == ["two_outs"]
    day = company.get("aino", "days", **{"from": "2026-11-19", "to": "2026-11-19"})["days"][0]
    outs = next(f for f in day["result"]["findings"] if f["kind"] == "two_outs")["params"]["outs"]
    assert {(o["author"], o["counts"]) for o in outs} == {(company.ids["boss"], True), (aino, False)}
    body = {"instead_of": [mine["entity"]["id"]]}
    keep = operation(aino, "punch.choose", body, company.clock.now(), id=theirs["entity"]["id"])
    assert company.push("aino", keep)["results"][0]["status"] == "applied"
    day = company.get("aino", "days", **{"from": "2026-11-19", "to": "2026-11-19"})["days"][0]
    assert day["result"]["worked"] == 8 * 60 + 29 - 30
    assert [f for f in day["result"]["findings"] if f["kind"] == "two_outs"] == []
    assert len(company.rows("SELECT id FROM punch WHERE org=:org")) == 3


def test_the_employees_own_word_against_the_supervisors_becomes_a_request(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-19T08:02").push("aino", punch(aino, "in", "2026-11-19T08:01"))
    theirs = punch(aino, "out", "2026-11-19T16:30", body={"estimated_confirmed": True})
    mine = punch(aino, "out", "2026-11-19T16:56", body={"estimated_confirmed": True})
    company.at("2026-11-20T08:00").push("boss", theirs)
    wish = operation(aino, "punch.choose", {"instead_of": [theirs["entity"]["id"]]}, 1, id=mine["entity"]["id"])
    assert company.push("aino", mine, wish)["results"][1]["flags"] == ["correction_requested"]
    request = company.get("boss", "team")["corrections"][0]
    decide = {"decision": "approve", "seen_version": request["version"], "reason": ""}
    op = operation(aino, "correction.decide", decide, 1, id=request["id"])
    assert company.push("aino", {**op, "op_id": new_id()})["results"][0]["code"] == "forbidden"
    assert company.push("boss", op)["results"][0]["status"] == "applied"
    day = company.get("aino", "days", **{"from": "2026-11-19", "to": "2026-11-19"})["days"][0]
    assert day["result"]["worked"] == 8 * 60 + 55 - 30
    assert company.get("boss", "team")["corrections"] == []
