"""A mark that is the person's alone waits; the supervisor confirms or refuses it, once, and may take the word back."""

from typing import Any

from tests.company import Company, ms, operation, punch
from tests.months.month_fixtures import month_op
from tests.sync.test_marks import SATURDAY, kinds, mark, result_of

Json = dict[str, Any]


def waiting(company: Company, *times: str) -> Json:
    """Aino marks a past Saturday without punches."""
    made = mark(company.at("2026-11-20T08:00").ids["aino"], SATURDAY, *times)
    assert company.push("aino", made)["results"][0]["status"] == "applied"
    return made


def word(company: Company, made: Json, type: str = "kiky.decide", **body: Any) -> Json:
    told = operation(made["subject"], type, body, ms("2026-11-20T08:30"), id=made["entity"]["id"])
    return told | {"entity": made["entity"]}


def yes(company: Company, made: Json, **more: Any) -> Json:
    return word(company, made, **{"decision": "approve", "seen_version": 1, **more})


def no(company: Company, made: Json, **more: Any) -> Json:
    return word(company, made, **{"decision": "reject", "reason": "Et ollut töissä", "seen_version": 1, **more})


def said(company: Company, who: str, *ops: Json) -> list[tuple[str, str | None]]:
    return [(one["status"], one.get("code")) for one in company.push(who, *ops)["results"]]


def listed(company: Company, who: str = "boss") -> list[str]:
    return [one["id"] for one in company.get(who, "team")["marks"]]


def notices(company: Company) -> list[str]:
    rows = company.rows("SELECT kind FROM notice WHERE org=:org AND person=:p ORDER BY at", p=company.ids["aino"])
    return [row.kind for row in rows if row.kind.startswith("kiky_marked")]


def test_the_supervisor_sees_what_waits_and_a_yes_makes_it_count(company: Company) -> None:
    made = waiting(company, f"{SATURDAY}T08:00", f"{SATURDAY}T12:00")
    (shown,) = company.get("boss", "team")["marks"]
    assert (shown["id"], shown["person_name"], shown["date"]) == (made["entity"]["id"], "Aino", SATURDAY)
    assert (shown["start"], shown["version"]) == (ms(f"{SATURDAY}T08:00"), 1)
    assert said(company, "boss", yes(company, made), yes(company, made)) == [("applied", None), ("applied", None)]
    assert (result_of(company, SATURDAY)["kiky"], listed(company)) == (240, [])
    assert notices(company) == ["kiky_marked_approved"]


def test_a_no_takes_the_mark_away_with_its_reason_and_nothing_counts(company: Company) -> None:
    made = waiting(company)
    assert said(company, "boss", no(company, made), no(company, made)) == [("applied", None), ("applied", None)]
    assert (result_of(company, SATURDAY)["kiky"], kinds(result_of(company, SATURDAY)), listed(company)) == (0, [], [])
    assert notices(company) == ["kiky_marked_rejected"]
    row = company.rows("SELECT params FROM notice WHERE org=:org AND kind='kiky_marked_rejected'")[0]
    assert "Et ollut töissä" in row.params


def test_the_first_word_wins_and_a_later_one_is_shown_what_stands(company: Company) -> None:
    made = waiting(company)
    said(company, "boss", yes(company, made))
    assert [status for status, _ in said(company, "boss", no(company, made, seen_version=2))] == ["conflict"]
    assert result_of(company, SATURDAY)["kiky"] == 450


def test_a_word_on_a_mark_that_has_moved_on_is_a_conflict(company: Company) -> None:
    made = waiting(company)
    again = mark(made["subject"], SATURDAY, f"{SATURDAY}T08:00", f"{SATURDAY}T10:00", id=made["entity"]["id"])
    company.push("aino", again | {"base": {"version": 1}})
    assert [status for status, _ in said(company, "boss", yes(company, made))] == ["conflict"]
    assert result_of(company, SATURDAY)["kiky"] == 0


def test_who_decided_takes_it_back_and_the_mark_waits_again(company: Company) -> None:
    made = waiting(company)
    for decide in (yes, no):
        version = company.get("boss", "team")["marks"][0]["version"]
        said(company, "boss", decide(company, made, seen_version=version))
        back = word(company, made, "kiky.undo", seen_version=version + 1)
        assert said(company, "boss", back, back | {"op_id": made["op_id"][:-4] + f"{version:04d}"}) == [
            ("applied", None),
            ("applied", None),
        ]
        assert (result_of(company, SATURDAY)["kiky"], listed(company)) == (0, [made["entity"]["id"]])
    assert notices(company)[-1] == "kiky_marked_undone"


def test_nobody_decides_on_their_own_mark_and_others_do_not_find_it(company: Company) -> None:
    made = waiting(company)
    assert said(company, "aino", yes(company, made)) == [("rejected", "forbidden")]
    assert said(company, "eino", yes(company, made)) == [("rejected", "not_found")]
    assert said(company, "boss", word(company, made, "kiky.undo", seen_version=1))[0][0] == "conflict"
    assert result_of(company, SATURDAY)["kiky"] == 0


def test_a_mark_whose_hours_were_punched_asks_nobody(company: Company) -> None:
    made = waiting(company, f"{SATURDAY}T08:00", f"{SATURDAY}T12:00")
    aino = made["subject"]
    company.push("aino", punch(aino, "in", f"{SATURDAY}T08:00"), punch(aino, "out", f"{SATURDAY}T12:00"))
    assert (result_of(company, SATURDAY)["kiky"], listed(company)) == (240, [])


def test_a_month_with_a_mark_that_waits_says_so_before_it_is_approved(company: Company) -> None:
    made = waiting(company)
    company.push("aino", month_op(company, "aino", "send"))
    assert lacking(company)["waiting"] == 1
    assert said(company, "boss", yes(company, made)) == [("applied", None)]
    assert lacking(company)["waiting"] == 0


def lacking(company: Company) -> Json:
    found: Json = company.get("boss", "months/waiting")["months"][0]["summary"]["unfinished"]
    return found
