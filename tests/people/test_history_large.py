"""Ten thousand lines of a terminal with twelve bad ones: each is named, and the others are taken in, in a time and
memory that are measured."""

import resource
import time
from datetime import date, timedelta

from leima.features.importing.table import cells_of
from leima.world.files.apart import Limits, read_apart
from leima.world.files.cells import Row
from tests.company import Company
from tests.people import history as old
from tests.people.factory import staff
from tests.people.test_staff import as_csv
from tests.people.test_staff import take as take_staff

PEOPLE, DAYS = 20, 250
LINES = PEOPLE * DAYS * 2
SECONDS, MEGABYTES = 30, 300
"""What seeing and taking it in may take of the processor, and of memory beside what the process has."""
BAD = {
    100: "1000;2025-13-01 08:00;0",
    1_000: "1001;2026-02-30 08:00;0",
    1_502: "1002;2026-02-03 08:00;7",
    2_204: "1003;2026-02-03 klo 8;0",
    3_006: ";2026-02-03 08:00;0",
    3_508: "1005;;0",
    4_010: "1006;=1+1;0",
    5_012: "1007;2026-03-29 03:30;0",
    6_014: "1008;2026-02-03 25:00;0",
    7_016: "1009;2099-02-03 08:00;0",
    8_018: "1010;03/02/2026 08:00;0",
    9_020: "1011;2026-02-03 08:00;",
}
"""Rows as a spreadsheet counts them, and what stands there in place of a clock-in."""


def terminal() -> list[str]:
    """A year of clocking in and out of twenty people, on weekdays until the middle of November."""
    days = [date(2026, 11, 13) - timedelta(days=n) for n in range(DAYS * 7 // 5 + 5)]
    worked = [day for day in reversed(days) if day.weekday() < 5][-DAYS:]
    return [
        f"{1000 + n};{day} {clock};{state}"
        for n in range(PEOPLE)
        for day in worked
        for clock, state in (("08:00:07", 0), ("16:00:31", 1))
    ]


def test_ten_thousand_lines_with_twelve_bad_ones_are_named_and_taken_in(quick: Company) -> None:
    take_staff(quick, as_csv(staff(PEOPLE)), make_teams=True)
    lines = terminal()
    assert len(lines) == LINES
    for row, bad in BAD.items():
        lines[row - 2] = bad
    content = "\n".join(["id;datetime;state", *lines])
    began, stood = time.process_time(), _megabytes()
    told = old.send(quick, content)
    seconds_seen = time.process_time() - began
    halves = {row + 1 for row in BAD}
    assert {one["row"] for one in told["faults"]} == {*BAD, *halves}, "a clock-out is left without its clock-in"
    assert sum(one["new"] for one in told["people"]) == LINES // 2 - len(BAD)
    assert not told["ready"]
    taken = old.take(quick, content, leave_out=True)
    seconds, grown = time.process_time() - began, _megabytes() - stood
    print(f"{LINES} lines: seen in {seconds_seen:.1f} s, all in {seconds:.1f} s, {grown:.0f} MB more")
    assert taken["written"] and len(quick.rows("SELECT id FROM entry WHERE org=:org")) == LINES // 2 - len(BAD)
    worked = quick.rows("SELECT date FROM day_result WHERE org=:org AND body LIKE '%\"opening_punch\"%'")
    assert len(worked) == LINES // 2 - len(BAD), "each day is worked out"
    again = old.send(quick, content, leave_out=True)
    assert not again["ready"] and sum(one["same"] for one in again["people"]) == LINES // 2 - len(BAD)
    assert seconds < SECONDS and grown < MEGABYTES


def test_the_reader_of_such_a_file_keeps_to_its_limits() -> None:
    content = "\n".join(["id;datetime;state", *terminal()]).encode()
    rows = read_apart(cells_of, "old.csv", content, list[Row], Limits())
    assert len(rows) == LINES + 1


def _megabytes() -> float:
    """The most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
