"""Rates as admins bring them in, and what a device has of them."""

import base64
import io
from collections.abc import Iterator
from typing import Any

import openpyxl

from tests.company import Company, new_id
from tests.people.office import ask

SOURCE = "Verohallinnon päätös vuodelle 2027, VH/1234/00.01.00/2026"


def value(key: str, value: float, year: int = 2027, **more: Any) -> dict[str, Any]:
    """A value for a whole year."""
    dates = {"from": f"{year}-01-01", "until": f"{year}-12-31"}
    return {"id": new_id(), "key": key, "value": value, **dates, "source": SOURCE, **more}


def add(company: Company, who: str = "admin", **body: Any) -> Any:
    return ask(company, who, "POST", "travel/rates", body)


def file(rows: list[list[Any]], year: int = 2027, **more: Any) -> dict[str, Any]:
    """A workbook of rates."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return text_file(kept.getvalue(), name="2027.xlsx", year=year, **more)


def text_file(content: bytes, name: str = "2027.csv", year: int = 2027, **more: Any) -> dict[str, Any]:
    """Any file of rates."""
    encoded = base64.b64encode(content).decode()
    return {"id": new_id(), "name": name, "content": encoded, "year": year, "source": SOURCE, "dry_run": True, **more}


def _pages(company: Company, who: str) -> Iterator[Any]:
    more, params = True, dict[str, str]()
    while more:
        page = company.get(who, "sync/pull", **params)
        yield page
        more, params = page["more"], {"cursor": page["cursor"]}


def pulled(company: Company, who: str, type: str) -> dict[str, Any]:
    """The rows of a type that the device of somebody has after a first pull."""
    changes = [change for page in _pages(company, who) for change in page["changes"]]
    return {change["id"]: change["data"] for change in changes if change["type"] == type and not change["deleted"]}


def cursor_now(company: Company, who: str) -> str:
    """Where the device of somebody goes on after a first pull."""
    return str([page["cursor"] for page in _pages(company, who)][-1])


def shown(company: Company, key: str, year: int = 2027, who: str = "admin") -> dict[str, Any]:
    """A key's row on the screen of a year."""
    rows = ask(company, who, "GET", f"travel/rates?year={year}").json()["rows"]
    return next((row for row in rows if row["key"] == key), {})
