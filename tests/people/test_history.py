"""History from an old clock: seen first, taken in whole through the ordinary writing of entries, and once."""

import io
import json
from collections.abc import Sequence
from datetime import datetime

import pytest
from openpyxl import Workbook

from leima import cli
from leima.db.tx import Tx
from leima.features.months.store import begin
from tests.company import Company, ms
from tests.people import history as old
from tests.people.history import entries, faults, send, take
from tests.people.office import work

MORNING = (ms("2026-10-05T08:00"), ms("2026-10-05T11:30"))
DAY = (ms("2026-10-05T08:00"), ms("2026-10-05T16:00"))
NIGHT = (ms("2026-10-05T22:00"), ms("2026-10-06T06:00"))


@pytest.mark.parametrize(
    ("layout", "content", "expected", "minutes"),
    [
        ("toggl", old.TOGGL, [MORNING, (ms("2026-10-05T12:00"), ms("2026-10-05T16:00"))], 450),
        ("clockify", old.CLOCKIFY, [MORNING, (ms("2026-10-13T12:00"), ms("2026-10-13T16:00"))], 450),
        ("kimai", old.KIMAI, [MORNING, (ms("2026-10-05T12:00"), ms("2026-10-05T16:00"))], 450),
        ("terminal", old.TERMINAL, [DAY, NIGHT], 930),
        ("own", old.OWN, [DAY, NIGHT], 930),
        ("own", old.PRESSES, [DAY], 480),
    ],
    ids=["toggl", "clockify", "kimai", "terminal", "spans of our own", "punches of our own"],
)
def test_each_clocks_file_is_known_by_its_header_and_taken_in_once(
    quick: Company, layout: str, content: str, expected: list[tuple[int, int]], minutes: int
) -> None:
    old.numbered(quick, "aino", "7001")
    seen = send(quick, content)
    assert (seen["layout"], seen["clock_zone"], seen["bad"]) == (layout, "Europe/Helsinki", 0)
    [person] = seen["people"]
    assert (person["name"], person["new"], person["minutes"]) == ("Aino", len(expected), minutes)
    assert entries(quick) == [], "nothing is kept of what was only seen"
    take(quick, content)
    assert entries(quick) == expected
    again = send(quick, content)
    assert not again["ready"] and [(one["new"], one["same"]) for one in again["people"]] == [(0, len(expected))]


def test_what_is_taken_in_is_an_entry_of_the_admins_hand_and_its_day_is_worked_out(office: Company) -> None:
    take(office, old.OWN.replace("5.10.2026", "2.11.2026"))
    rows = office.rows("SELECT source, note, overrides, override_versions FROM entry WHERE org=:org ORDER BY start_at")
    assert [row.source for row in rows] == ["typed", "typed"] and rows[1].note == "Yövuoro"
    assert json.loads(rows[0].override_versions)["created"]["by"] == office.ids["admin"]
    assert json.loads(rows[0].overrides)["breaks"]["spans"] == [[ms("2026-11-02T11:45"), ms("2026-11-02T12:15")]]
    sql = "SELECT status, body FROM day_result WHERE org=:org AND person=:person AND date='2026-11-02'"
    [day] = office.rows(sql, person=office.ids["aino"])
    first = json.loads(day.body)["spans"][0]
    assert day.status == "done" and first["end"] - first["start"] == 225, "until the break in the middle"
    created = office.rows("SELECT who FROM audit_event WHERE org=:org AND what='entry.created'")
    assert [row.who for row in created] == [office.ids["admin"]] * 2
    [event] = office.rows("SELECT new FROM audit_event WHERE org=:org AND what='history.file'")
    told = json.loads(event.new)
    assert (told["file"], told["layout"], told["entries"], told["zone"]) == ("old.csv", "own", 2, "Europe/Helsinki")


def test_a_file_with_more_lines_brings_only_the_new_ones(quick: Company) -> None:
    take(quick, old.KIMAI)
    more = old.KIMAI + "2026-10-06,08:00,16:00,8:00,0,Aino,,,,,0,\n"
    [person] = take(quick, more)["people"]
    assert (person["new"], person["same"], person["days"]) == (1, 2, 1)
    assert len(entries(quick)) == 3


def test_what_a_person_has_changed_or_taken_away_since_is_left_alone(quick: Company) -> None:
    take(quick, old.PRESSES)
    quick.world.db.write_now(lambda tx: tx.run("UPDATE entry SET deleted=:yes", yes=True))
    assert [one["same"] for one in send(quick, old.PRESSES)["people"]] == [1]


def test_lines_over_what_is_stored_are_left_out_and_named_by_row(quick: Company) -> None:
    work(quick, "aino", 2, 3)
    content = "nimi;pvm;alku;loppu\nAino;2.11.2026;12:00;13:00\nAino;2.11.2026;16:30;17:00\nAino;4.11.2026;8:00;9:00\n"
    [person] = take(quick, content)["people"]
    assert (person["new"], person["overlapping"]) == (2, [2])


def test_totals_begin_at_a_stated_time_and_openings_stand_from_where_balances_count(office: Company) -> None:
    stood = office.account("aino", "flex")["settled"]
    [person] = take(office, old.TOTALS, totals_from="09:00")["people"]
    assert (person["days"], person["minutes"], person["before"]) == (2, 900, 2)
    assert [(one["account"], one["before"], one["after"]) for one in person["openings"]] == [
        ("flex", None, 135),
        ("annual_holiday", None, 1400),
    ]
    assert entries(office)[0] == (ms("2026-10-05T09:00"), ms("2026-10-05T16:30"))
    assert office.account("aino", "flex")["settled"] - stood == 135
    assert send(office, old.TOTALS, totals_from="09:00")["people"][0]["openings"] == []
    other = send(office, old.TOTALS, totals_from="10:00")["people"][0]
    assert (other["new"], other["overlapping"]) == (0, [2, 3]), "a day that has hours gets no second total"
    moved = old.TOTALS.replace("1.11.2026", "1.12.2025")
    assert faults(send(office, moved)) == [(4, "liukuma"), (4, "loma")]


def test_nobody_is_guessed_at_and_what_an_admin_chose_is_remembered(quick: Company) -> None:
    content = old.PRESSES.replace("Aino", "A. Aaltonen") + "Vieras;5.10.2026 8:00;in\nVieras;5.10.2026 9:00;out\n"
    told = send(quick, content)
    assert [(one["said"], one["lines"]) for one in told["unknown"]] == [("A. Aaltonen", 2), ("Vieras", 2)]
    assert not told["ready"] and {one["name"] for one in told["choices"]} >= {"Aino", "Boss"}
    assert not send(quick, content, seen=told["seen"])["written"]
    [person] = take(quick, content, named={"A. Aaltonen": quick.ids["aino"], "Vieras": "-"})["people"]
    assert (person["by"], person["new"]) == ("chosen", 1)
    assert [one["by"] for one in send(quick, content)["people"]] == ["chosen"]


def test_a_closed_month_is_refused_by_name_and_its_lines_may_be_left_out(office: Company) -> None:
    content = "nimi;pvm;alku;loppu\nAino;5.10.2026;8:00;16:00\nAino;6.10.2026;8:00;16:00\nAino;2.11.2026;8:00;16:00\n"
    _close(office, "2026-10")
    told = send(office, content)
    assert faults(told) == [(2, "alku")] and "10/2026" in told["faults"][0]["message"] and not told["ready"]
    assert not send(office, content, seen=told["seen"])["written"] and entries(office) == []
    take(office, content, leave_out=True)
    assert entries(office) == [(ms("2026-11-02T08:00"), ms("2026-11-02T16:00"))]


def _close(company: Company, month: str) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        begin(tx, company.ids["aino"], month, "closed")

    company.world.db.write_now(work)


def test_hours_before_the_first_contract_are_kept_with_the_days_own_finding(quick: Company) -> None:
    content = "nimi;pvm;alku;loppu\nAino;5.2.2024;8:00;16:00\n"
    [person] = take(quick, content)["people"]
    assert (person["before"], person["counts_from"]) == (1, "2026-11-01")
    [day] = quick.rows("SELECT body, posted FROM day_result WHERE org=:org AND date='2024-02-05'")
    assert "finding" in day.body and not day.posted


def test_the_zone_of_the_clock_is_stated_and_the_nights_when_clocks_move_are_not_guessed(quick: Company) -> None:
    content = "nimi;pvm;alku;loppu\nAino;5.10.2026;8:00;16:00\n"
    take(quick, content, clock_zone="Europe/Stockholm")
    assert entries(quick) == [(ms("2026-10-05T09:00"), ms("2026-10-05T17:00"))]
    night = "nimi;pvm;alku;loppu;kesto\nAino;29.3.2026;3:30;8:00;\nAino;24.10.2026;22:00;3:30;{}\n"
    assert faults(send(quick, night.format(""))) == [(2, "alku"), (3, "alku")]
    told = send(quick, night.format("6:30"))
    assert faults(told) == [(2, "alku")] and told["people"][0]["minutes"] == 390
    assert send(quick, content, 400, clock_zone="Mars/Base")["code"] == "bad_zone"


def test_dates_with_slashes_are_read_in_the_order_that_the_file_shows_or_is_asked(quick: Company) -> None:
    content = "nimi;pvm;alku;loppu\nAino;05/10/2026;8:00;16:00\n"
    told = send(quick, content)
    assert faults(told) == [(2, "pvm")] and "kahdella tavalla" in told["faults"][0]["message"]
    assert send(quick, content, date_order="dmy")["people"][0]["first"] == "2026-10-05"
    assert send(quick, content, date_order="mdy")["people"][0]["first"] == "2026-05-10"


def test_what_was_seen_is_what_is_done_or_nothing_is(quick: Company) -> None:
    seen = send(quick, old.KIMAI)["seen"]
    take(quick, old.PRESSES)
    assert send(quick, old.KIMAI, 409, seen=seen)["code"] == "staff_changed"
    for who in ("aino", "boss", "clerk"):
        assert send(quick, old.KIMAI, 403, who=who)["code"] == "forbidden"


def test_columns_are_remembered_as_they_were_chosen(quick: Company) -> None:
    content = "Kuka;Koska;Tuli;Lähti\nAino;5.10.2026;8:00;16:00\n"
    assert faults(send(quick, content)) == [(1, "nimi"), (1, "päivä")]
    names = {"Kuka": "name", "Koska": "date", "Tuli": "start", "Lähti": "end"}
    take(quick, content, columns=names)
    assert send(quick, content)["people"][0]["same"] == 1


def test_the_command_shows_first_and_takes_the_same_file_in_an_admins_name(
    quick: Company, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = quick.world.settings.data
    monkeypatch.setenv("LEIMA_DATA", str(data))
    file = data / "old.csv"
    file.write_text("nimi;pvm;alku;loppu\nAino;5.10.2025;8:00;16:00\n", "utf-8")
    words = ["import", "history", str(file), "--lang", "fi"]
    assert cli.main(words) == 1 and "--by" in capsys.readouterr().err
    words += ["--by", "admin@company.test"]
    assert cli.main(words) == 0 and "Aino (Aino): 8:00" in capsys.readouterr().out
    assert entries(quick) == []
    assert cli.main([*words, "--write"]) == 0
    assert entries(quick) == [(ms("2025-10-05T08:00"), ms("2025-10-05T16:00"))]
    [event] = quick.rows("SELECT who FROM audit_event WHERE org=:org AND what='history.file'")
    assert event.who == quick.ids["admin"]


def test_a_file_knows_nobody_who_was_erased(quick: Company) -> None:
    aino = quick.ids["aino"]

    def erase(tx: Tx) -> None:
        tx.run("UPDATE person SET active=:no, forgotten_at=1, name='–' WHERE id=:id", no=False, id=aino)

    quick.world.db.write_now(erase)
    for named in ({}, {"Aino": aino}):
        told = send(quick, old.KIMAI, named=named)
        assert told["people"] == [] and [one["said"] for one in told["unknown"]] == ["Aino"] and not told["ready"]
        assert aino not in {one["id"] for one in told["choices"]}
    done = send(quick, old.KIMAI + "2026-10-06,08:00,16:00,8:00,0,Eino,,,,,0,\n", named={"Aino": aino})
    assert not done["ready"]


def as_workbook(rows: Sequence[Sequence[object]], shown: str) -> bytes:
    """A workbook of rows; `shown` is how its cells of dates look."""
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for cells in book.active.iter_rows():
        for cell in cells:
            if isinstance(cell.value, datetime):
                cell.number_format = shown
    book.save(out)
    return out.getvalue()


PRESSED = [
    ("id", "datetime", "state"),
    ("7001", datetime(2026, 10, 5, 8, 0, 5), 0),
    ("7001", datetime(2026, 10, 5, 16, 0, 59), 1),
    ("7001", datetime(2026, 10, 6, 0, 0), 0),
    ("7001", datetime(2026, 10, 6, 6, 0), 1),
]
SMALL_HOURS = (ms("2026-10-06T00:00"), ms("2026-10-06T06:00"))


@pytest.mark.parametrize("shown", ["yyyy-mm-dd hh:mm:ss", "d.m.yyyy h:mm", "[$-40B]d.m.yyyy klo h:mm"])
def test_a_terminals_workbook_keeps_the_clock_of_each_press_midnight_too(quick: Company, shown: str) -> None:
    old.numbered(quick, "aino", "7001")
    take(quick, as_workbook(PRESSED, shown))
    assert entries(quick) == [DAY, SMALL_HOURS]


def test_spans_of_a_workbook_whose_cells_hold_date_and_clock_are_taken_as_they_stand(quick: Company) -> None:
    rows = [("nimi", "alku", "loppu"), ("Aino", datetime(2026, 10, 5, 22, 0), datetime(2026, 10, 6, 6, 0))]
    take(quick, as_workbook(rows, "d.m.yyyy h:mm"))
    assert entries(quick) == [NIGHT]


def test_a_press_of_a_workbook_without_a_clock_is_named_and_no_midnight_is_guessed(quick: Company) -> None:
    old.numbered(quick, "aino", "7001")
    rows = [("id", "datetime", "state"), ("7001", datetime(2026, 10, 5), 0)]
    assert faults(send(quick, as_workbook(rows, "d.m.yyyy"))) == [(2, "datetime")]
