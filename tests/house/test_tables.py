"""Every number that law or an agreement can change is a dated row with its source."""

import json
import re
from collections.abc import Iterable
from typing import Any

from leima.rules.scheme import scheme_fault
from tests.house.house import ROOT

DATE = re.compile(r"^\d{4}-\d\d-\d\d$")
OWN_PAPER = re.compile(r"\b(domain|design|architecture|ux|style|sync)\.md\b|\bseeds/|\bseed 0|\bdesign/|\.txt\b")
"""A document of ours: it is nobody's source for a number."""


def faults(name: str, table: dict[str, Any]) -> list[str]:
    """What a table or its rows lack: a first day, a source, a last day that is not before the first."""
    found = []
    for place, row in [(name, table), *((f"{name} {row.get('key')}", row) for row in table.get("rows", []))]:
        if not DATE.match(str(row.get("from") or "")):
            found.append(f"{place} has no from")
        if not str(row.get("source") or "").strip():
            found.append(f"{place} has no source")
        if OWN_PAPER.search(str(row.get("source"))):
            found.append(f"{place} names a document of ours as its source")
        if "until" not in row or (row["until"] is not None and row["until"] < str(row.get("from"))):
            found.append(f"{place} has no good until")
        if row is not table and "value" not in row:
            found.append(f"{place} has no value")
    return found


def test_every_row_of_law_and_agreements_has_from_until_value_and_source() -> None:
    files = (ROOT / "shared" / "tables").rglob("*.json")
    tables = {file.name: json.loads(file.read_text("utf-8")) for file in files}
    assert sum(len(table["rows"]) for table in tables.values()) > 700
    assert [fault for name, table in tables.items() for fault in faults(name, table)] == []


def unsettled_schemes(tables: Iterable[dict[str, Any]]) -> list[str]:
    """The agreements with a kiky scheme that no way of theirs can settle."""
    rows = [(table["key"], row) for table in tables for row in table["rows"] if row["key"] == "kiky"]
    return [key for key, row in rows if row["value"] is not None and scheme_fault(row["value"]) is not None]


def test_every_kiky_scheme_of_the_tables_can_be_settled_in_the_ways_that_it_allows() -> None:
    tables = [json.loads(file.read_text("utf-8")) for file in (ROOT / "shared" / "tables").glob("*.json")]
    assert unsettled_schemes(tables) == []


def test_a_scheme_that_nothing_can_settle_is_found() -> None:
    value = {"accounted": "obligation", "year_minutes": 1440, "methods": ["longer_hours"], "extension_minutes": 0}
    assert unsettled_schemes([{"key": "x", "rows": [{"key": "kiky", "value": value}]}]) == ["x"]


def test_a_row_without_from_or_source_is_found() -> None:
    rows = [{"key": "a", "from": "", "until": None, "value": 1, "source": "law"}, {"key": "b", "from": "2020-01-01"}]
    planted = {"from": "2020-01-01", "until": None, "source": "law", "rows": rows}
    assert faults("x", planted) == ["x a has no from", "x b has no source", "x b has no good until", "x b has no value"]


def own_papers(value: Any, place: str) -> list[str]:
    """Where a source inside these values names a document of ours."""
    if isinstance(value, list):
        return [one for n, part in enumerate(value) for one in own_papers(part, f"{place}[{n}]")]
    if not isinstance(value, dict):
        return []
    own = [place] if OWN_PAPER.search(str(value.get("source", ""))) else []
    return own + [one for key, part in value.items() for one in own_papers(part, f"{place}.{key}")]


def test_no_source_anywhere_names_a_document_of_ours() -> None:
    files = [*(ROOT / "shared").rglob("*.json"), *(ROOT / "tests" / "pwa" / "fake").glob("*.json")]
    assert len(files) > 30
    assert [one for file in files for one in own_papers(json.loads(file.read_text("utf-8")), file.name)] == []


def test_a_source_that_names_a_document_of_ours_is_found() -> None:
    row = {"key": "a", "from": "2020-01-01", "until": None, "value": 1}
    planted = {
        **row,
        "source": "law",
        "rows": [{**row, "source": "domain.md 6: 24 h"}, {**row, "source": "seeds/x.txt"}],
    }
    fault = "x a names a document of ours as its source"
    assert faults("x", planted) == [fault, fault]
    assert own_papers({"cases": [{"source": "seed 002 section 1"}, {"source": "CHECK: kt.fi"}]}, "v") == ["v.cases[0]"]
