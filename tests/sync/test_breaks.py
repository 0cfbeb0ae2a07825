"""Breaks set by hand: changed, taken away, added, and handed back to the punches."""

from typing import Any

import pytest

from tests.company import Company, ms, operation, punch
from tests.sync.test_days import recomputed
from tests.sync.test_entries import day_of, edit, worked


def breaks_of(*spans: tuple[str, str], until: str = "16:30", date: str = "2026-11-19") -> dict[str, Any]:
    """Breaks set by hand, as a phone says them."""
    return {
        "until": ms(f"{date}T{until}"),
        "spans": [[ms(f"{date}T{start}"), ms(f"{date}T{end}")] for start, end in spans],
    }


def test_a_punched_break_is_changed_taken_away_and_handed_back_to_the_punches(company: Company) -> None:
    aino = company.ids["aino"]
    company.at("2026-11-20T08:00").push(
        "aino",
        *(punch(aino, kind, f"2026-11-19T{clock}") for kind, clock in BROKEN),
    )
    rows = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)
    entry = {"id": rows[0].id, "version": rows[0].version, "person": aino}
    assert day_of(company)["result"]["breaks"] == 120
    shorter = company.push("aino", edit(entry, {"breaks": breaks_of(("11:00", "11:45"))}))["results"][0]
    assert (day_of(company)["result"]["breaks"], day_of(company)["result"]["worked"]) == (45, 435)
    none = company.push("aino", edit(entry, {"breaks": breaks_of()}, shorter["version"]))["results"][0]
    assert day_of(company)["result"]["breaks"] == 30  # the automatic one, of who punched none
    back = {"set": {}, "clear": ["breaks"]}
    base = {"version": none["version"]}
    company.push("aino", operation(aino, "entry.edit", back, 1, id=entry["id"], base=base))
    assert day_of(company)["result"]["breaks"] == 120
    recomputed(company)


BROKEN = (("in", "08:00"), ("break_start", "11:00"), ("break_end", "13:00"), ("out", "16:00"))


def test_a_break_is_added_to_work_that_goes_on_and_the_next_one_counts_too(company: Company) -> None:
    aino, date = company.ids["aino"], "2026-11-20"
    company.at(f"{date}T13:00").push("aino", punch(aino, "in", f"{date}T08:00"))
    rows = company.rows("SELECT id, version FROM entry WHERE org=:org AND person=:person", person=aino)
    entry = {"id": rows[0].id, "version": rows[0].version, "person": aino}
    set_breaks = {"breaks": breaks_of(("11:00", "11:30"), until="13:00", date=date)}
    assert company.push("aino", edit(entry, set_breaks))["results"][0]["status"] == "applied"
    company.at(f"{date}T16:00").push(
        "aino",
        punch(aino, "break_start", f"{date}T14:00"),
        punch(aino, "break_end", f"{date}T14:15"),
        punch(aino, "out", f"{date}T16:00"),
    )
    assert day_of(company, date=date)["result"]["breaks"] == 45
    recomputed(company)


@pytest.mark.parametrize("spans", [[("07:00", "07:30")], [("15:50", "16:10")], [("11:30", "11:00")]])
def test_a_break_outside_the_work_is_refused_in_words(company: Company, spans: list[tuple[str, str]]) -> None:
    entry = worked(company.at("2026-11-20T08:00"))
    told = company.push("aino", edit(entry, {"breaks": breaks_of(*spans)}))["results"][0]
    assert (told["status"], told["code"]) == ("rejected", "break_outside")
    crossing = breaks_of(("11:00", "11:30"), ("11:20", "11:40"))
    assert company.push("aino", edit(entry, {"breaks": crossing}))["results"][0]["code"] == "break_outside"


def test_typed_hours_take_their_breaks_along(company: Company) -> None:
    aino = company.ids["aino"]
    body = {"start": ms("2026-11-19T08:00"), "end": ms("2026-11-19T16:00"), "breaks": breaks_of(("11:00", "11:45"))}
    made = operation(aino, "entry.create", body, company.at("2026-11-20T08:00").clock.now())
    assert company.push("aino", made)["results"][0]["status"] == "applied"
    assert day_of(company)["result"]["worked"] == 435
