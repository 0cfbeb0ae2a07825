"""Whatever stands in a file, the import answers with a report: it never falls over, and good neighbours go in."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from leima import paths
from leima.app import open_world
from leima.features.importing.reading import read
from leima.features.importing.service import take_in
from leima.features.importing.shapes import Unreadable
from leima.features.importing.table import read_people
from leima.settings import Settings
from leima.world.world import World
from tests.migrated import migrated
from tests.sizes import size

ODD = (
    *(
        None,
        True,
        False,
        0,
        -1,
        10**30,
        1.5,
        1e300,
        "",
        " ",
        "\x00",
        "\ud800",
        "=1+1",
        "x" * 5000,
        "../..",
        "2026-02-30",
    ),
    *([], [[]], {}, {"": ""}, [None] * 3, "employee", "9999-12-31", "0001-01-01", "-0", "٣:٣٠", "1e3", "7:30", "100 %"),
)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    settings = Settings(data=tmp_path)
    migrated(settings)
    opened = open_world(settings)
    yield opened
    opened.db.close()


def a_company() -> dict[str, Any]:
    company: dict[str, Any] = json.loads((paths.shared() / "demo" / "company.json").read_text(encoding="utf-8"))
    company["people"] = [person | {"counts_from": "2026-11-16"} for person in company["people"][:3]]
    own = json.loads((paths.shared() / "tables" / "company-office.json").read_text(encoding="utf-8"))
    company["agreements"].append(own | {"key": "oma"})
    company["people"][0]["contracts"][0]["variant"] = "oma"
    return company


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value inside, the outermost object aside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield (*path, key)
        yield from places(part, (*path, key))


def spoiled(company: dict[str, Any], path: tuple[Any, ...], odd: Any) -> dict[str, Any]:
    found = copy.deepcopy(company)
    inner: Any = found
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = odd
    return found


def test_every_value_of_a_file_may_be_anything_and_the_answer_is_a_report(world: World) -> None:
    wanted, company, source = size("import_fuzz"), a_company(), Random(7)
    ways = list(places(company))
    for _ in range(wanted.wanted):
        path, odd = source.choice(ways), source.choice(ODD)
        content = json.dumps(spoiled(company, path, odd)).encode()
        try:
            bundle = read("company.json", content)
        except Unreadable:
            continue

        def work(tx: Any, bundle: Any = bundle) -> Any:
            report = take_in(tx, bundle, org=None, write=True)
            raise Undone(report)

        with pytest.raises((Undone, Unreadable)) as told:
            world.db.write_now(work)
        if path[0] == "people" and len(path) > 2 and isinstance(told.value, Undone):
            assert told.value.report.counts["people"].new >= 2, path
    wanted.reached(wanted.wanted)


class Undone(Exception):
    """Ends a unit of work so that nothing of it stays."""

    def __init__(self, report: Any) -> None:
        super().__init__()
        self.report = report


def test_a_csv_cut_or_spoiled_at_any_byte_is_answered_too() -> None:
    line = "Åsa Öhman;asa@oy.test;Myynti;1.1.2025;yleinen;liukuva;kuukausi;60 %;1:15\n"
    content = f"nimi;sähköposti;tiimi;alkaen;sopimus;muoto;palkkaus;osuus;liukuma\n{line}".encode()
    for at in range(len(content)):
        for variant in (content[:at], content[:at] + b'"' + content[at:], content[:at] + b"\x00" + content[at:]):
            try:
                bundle = read_people(variant)
            except Unreadable:
                continue
            assert len(bundle.people) + bundle.refused.get("people", 0) <= 1
