"""The European Central Bank's file of euro reference rates, daily or of 90 days, as XML or CSV."""

import re
from datetime import datetime
from xml.parsers import expat

import msgspec

from leima.rules.zone import is_date
from leima.world.files.cells import Date, Row
from leima.world.files.refused import Refused
from leima.world.files.table import read_table

MOST_BYTES = 2_000_000
MOST_DAYS = 400
MOST_ELEMENTS = 50_000
_CURRENCY = re.compile(r"[A-Z]{3}")
_RATE = re.compile(r"\d{1,9}(\.\d{1,8})?", re.ASCII)


class BankDay(msgspec.Struct, frozen=True):
    """The rates of one banking day: units of each currency for one euro, as decimal texts."""

    date: str
    rates: dict[str, str]


def read_ecb(name: str, content: bytes) -> list[BankDay]:
    """The days of a file, oldest first, in the process that reads it. Raises Refused."""
    if len(content) > MOST_BYTES:
        raise Refused("currency_large", most=MOST_BYTES // 1_000_000)
    found = _Xml().read(content) if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" else _of_table(content)
    days = [BankDay(date, rates) for date, rates in sorted(found.items()) if rates]
    if not days:
        raise Refused("currency_other")
    if len(days) > MOST_DAYS:
        raise Refused("currency_days", most=MOST_DAYS)
    return days


def _checked(currency: str, rate: str) -> str:
    """A rate as it is written. Raises Refused: a file with one wrong number is not guessed at."""
    if not _CURRENCY.fullmatch(currency) or not _RATE.fullmatch(rate) or float(rate) == 0:
        raise Refused("currency_rate", currency=currency[:20], rate=rate[:20])
    return rate


class _Xml:
    """`Cube` in `Cube`: a day has a time, and in it each currency its rate. No document type is taken, so nothing in a
    file can grow or reach outside."""

    def __init__(self) -> None:
        self.days: dict[str, dict[str, str]] = {}
        self.day: dict[str, str] | None = None
        self.elements = 0
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = self._doctype

    def read(self, content: bytes) -> dict[str, dict[str, str]]:
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            raise Refused("currency_other") from error
        return self.days

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Refused("currency_days", most=MOST_DAYS)
        if name.rpartition(":")[2] != "Cube":
            return
        if "time" in attributes:
            if not is_date(attributes["time"]):
                raise Refused("currency_other")
            self.day = self.days.setdefault(attributes["time"], {})
        elif "currency" in attributes and self.day is not None:
            currency = attributes["currency"]
            self.day[currency] = _checked(currency, attributes.get("rate", ""))

    def _doctype(self, *_: object) -> None:
        raise Refused("currency_other")


def _of_table(content: bytes) -> dict[str, dict[str, str]]:
    """`Date, USD, JPY, ...` and a row a day; `N/A` is a currency that had no rate."""
    heading, *rows = read_table(content, MOST_DAYS + 1)
    titles = [str(cell).strip() if cell is not None else "" for cell in heading.cells]
    if titles[0] != "Date":
        raise Refused("currency_other")
    return {_day(row): _rates(titles, row) for row in rows}


def _day(row: Row) -> str:
    """2026-11-27, or 27 November 2026 as the daily file writes it."""
    cell = row.cells[0]
    written = cell.iso if isinstance(cell, Date) else str(cell).strip()
    if not is_date(written):
        try:
            written = datetime.strptime(written, "%d %B %Y").strftime("%Y-%m-%d")
        except ValueError:
            raise Refused("currency_other") from None
    return written


def _rates(titles: list[str], row: Row) -> dict[str, str]:
    told = zip(titles[1:], row.cells[1:], strict=False)
    given = {title: str(cell).strip() for title, cell in told if title and cell is not None}
    return {title: _checked(title, rate) for title, rate in given.items() if rate != "N/A"}
