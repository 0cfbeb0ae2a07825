"""A November to report on: work with notes, an extension day, a deduction, an overtime leave opening."""

import csv
import io
import re
from typing import Any

from leima.db.tx import Tx
from leima.features.ledger.store import NewPosting, post
from tests.company import Company, ms, new_id, operation, punch

PAYLOADS = ('=HYPERLINK("http://x")', "+1+2", "-3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1")
"""What a spreadsheet must never take for a formula."""
SPLIT = ("Lounas;=1+1", "x,=1+1", "a\t=1+1", 'b,"=1+1', "c\n=1+1", "d; @SUM(A1)", "e|-1+1", "\uff1d1+1")
"""What becomes a formula in a file that is read by another separator than it was written with."""
SEPARATORS = ",;\t|"
_LIVE = re.compile(r"[\s\"]*(?:[=@\uff1d\uff0b\uff20]|[+-](?!\d+([.,]\d+)?$))")


def live_cells(text: str) -> list[str]:
    """The cells that some spreadsheet would work out, whichever separator it reads the file by."""
    found = []
    for mark in SEPARATORS:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            found += [cell for cell in row if _LIVE.match(cell)]
    return found


def day(company: Company, who: str, date: str, start: str, end: str, note: str = "") -> None:
    """One day of work."""
    person = company.ids[who]
    told = {"body": {"note": note}}
    company.push(who, punch(person, "in", f"{date}T{start}", **told), punch(person, "out", f"{date}T{end}"))


def november(company: Company, who: str = "aino") -> None:
    """Fifteen worked days until the 20th, one of them longer for kiky; each payload is some day's note."""
    company.at("2026-11-20T18:00")
    dates = [f"2026-11-{n:02d}" for n in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20)]
    for n, date in enumerate(dates):
        day(company, who, date, "08:00", "16:30" if n % 2 else "15:10", PAYLOADS[n] if n < len(PAYLOADS) else "")
    mark = {"date": "2026-11-14", "start": ms("2026-11-14T10:00"), "end": ms("2026-11-14T13:00"), "break_min": 0}
    company.push(who, operation(company.ids[who], "kiky.mark", mark, 1))
    day(company, who, "2026-11-14", "10:00", "13:00")
    ledger(company, who, ("flex", 0, "settlement", -120), ("kiky", 2026, "settlement", -120), date="2026-11-17")
    ledger(company, who, ("overtime_leave", 0, "opening", 300), ("bank", 0, "adjustment", 90), date="2026-11-09")


def ledger(company: Company, who: str, *lines: tuple[str, int, str, int], date: str) -> None:
    """Posts to accounts of a person: account, year, kind, minutes."""

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        for account, year, kind, minutes in lines:
            post(tx, NewPosting(company.ids[who], account, year, date, kind, minutes, "kirjaus"), new_id())

    company.world.db.write_now(work)


def file(company: Company, who: str, path: str, **params: Any) -> Any:
    """A report as a file: the whole answer."""
    answer = company.client.get(f"/api/v1/reports/{path}", params=params, headers=company.headers(who))
    assert answer.status_code == 200, answer.text
    return answer


def report(company: Company, who: str, **params: Any) -> dict[str, Any]:
    """One's own working-time report with every column."""
    asked = {"from": "2026-11-01", "to": "2026-11-30", "columns": "all", **params}
    made: dict[str, Any] = company.get(who, "reports/working-time", **asked)
    return made
