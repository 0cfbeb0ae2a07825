"""The page about the import and the import agree on what each part needs and what may be left out."""

import copy
import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from leima.app import open_world
from leima.db.tables.people import Site
from leima.db.tx import Tx
from leima.features.agreements.parsing import rows as parsing_rows
from leima.features.importing import rows
from leima.features.importing.file import TOP
from leima.features.importing.ids import organisation_id
from leima.features.importing.reading import read
from leima.features.importing.report import Report
from leima.features.importing.service import take_in
from leima.features.importing.shapes import Unreadable
from leima.settings import Settings
from leima.world.world import World
from tests.look import look
from tests.migrated import migrated

PAGE = Path(__file__).parents[2] / "docs" / "import.md"
PARTS: dict[str, tuple[str, ...]] = {
    "the file": TOP,
    "organisation": rows.ORGANISATION,
    "agreements": parsing_rows.AGREEMENT,
    "agreements[].rows": parsing_rows.AGREEMENT_ROW,
    "teams": rows.TEAM,
    "work_types": rows.WORK_TYPE,
    "cost_centres": rows.COST_CENTRE,
    "people": rows.PERSON,
    "people[].contracts": rows.CONTRACT,
    "people[].openings": rows.OPENING,
}
FULL: dict[str, Any] = {
    "format": 1,
    "organisation": {"id": "oy", "name": "Oy", "zone": "Europe/Helsinki"},
    "agreements": [
        {
            "key": "oma",
            "name": "Oma",
            "base": "general-37-5",
            "from": "2026-01-01",
            "until": "2030-12-31",
            "source": "sopimus",
            "rows": [],
        }
    ],
    "teams": [{"key": "t", "name": "Tiimi"}],
    "work_types": [{"key": "k", "name": "Koulutus", "kiky": True, "active": True}],
    "cost_centres": [{"code": "100", "name": "Hallinto", "active": True}],
    "people": [
        {
            "key": "aino",
            "name": "Aino",
            "email": "aino@oy.test",
            "lang": "fi",
            "roles": ["supervisor"],
            "team": "t",
            "supervises": ["t"],
            "counts_from": "2026-01-01",
            "external_id": "7",
            "manager": "boss@oy.test",
            "site": "Halli",
            "contracts": [],
            "openings": [],
        }
    ],
}
FULL["agreements"][0]["rows"] = [
    {
        "key": "flex_max",
        "form": "flexitime",
        "from": "2026-01-01",
        "until": "2030-12-31",
        "value": "40:00",
        "source": "sopimus",
    }
]
FULL["people"][0]["contracts"] = [
    {
        "from": "2026-01-01",
        "until": "2030-12-31",
        "agreement": "general-37-5",
        "variant": "oma",
        "day": "7:30",
        "form": "flexitime",
        "pay": "hourly",
        "hourly_wage": 18.5,
        "share": 1,
        "week": "37:30",
        "weekdays": ["7:30"] * 5 + [0, 0],
        "kiky_opt_out": {"from": "2026-01-01", "reason": "sovittu"},
        "period": {"weeks": 3, "start": "2026-01-05"},
        "payee": "employee",
        "special_sector": True,
        "travel_pay": {"per_km": 0.3},
        "travel_prices": {"per_km": "0,60"},
    }
]
FULL["people"].append(
    {
        "name": "Pomo",
        "email": "boss@oy.test",
        "contracts": [{"from": "2026-01-01", "agreement": "general-37-5", "form": "flexitime", "pay": "monthly"}],
    }
)
FULL["people"][0]["openings"] = [
    {"account": "flex", "amount": "2:15", "year": 2026, "date": "2026-01-01", "why": "vanhasta"}
]


def said() -> dict[str, tuple[list[str], list[str]]]:
    """The page's table: needed fields and those that may be left out, by part."""
    found = {}
    for line in PAGE.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0].strip("`") in PARTS:
            needed, other = (re.findall(r"`([\w]+)`", cell) for cell in cells[1:3])
            found[cells[0].strip("`")] = (needed, other)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_the_page_names_every_field_of_a_part_once(part: str) -> None:
    needed, other = said()[part]
    assert sorted([*needed, *other]) == sorted(PARTS[part])


def inside(part: str, file: dict[str, Any]) -> dict[str, Any]:
    """The object that a part names."""
    at: Any = file
    for name in [] if part == "the file" else part.replace("[]", "").split("."):
        at = at[name]
        at = at[0] if isinstance(at, list) else at
    found: dict[str, Any] = at
    return found


@pytest.fixture
def world(tmp_path: Path) -> Any:
    settings = Settings(data=tmp_path)
    migrated(settings)
    opened = open_world(settings)
    for org in ("oy", organisation_id("Oy")):  # without an id the organisation is known by its name
        site = Site(org=org, id="s", name="Halli", address="")
        opened.db.write_now(partial(Tx.insert, row=site))
    yield opened
    opened.db.close()


def take(world: World, file: dict[str, Any], write: bool = False) -> Report:
    bundle = read("oy.json", json.dumps(file).encode())
    work = world.db.write_now if write else world.db.read_now
    return work(lambda tx: take_in(tx, bundle, write=write))


@pytest.mark.parametrize(("part", "field"), [(part, field) for part in PARTS for field in PARTS[part]])
def test_each_field_may_be_left_out_where_the_page_says_so_and_nowhere_else(
    world: World, part: str, field: str
) -> None:
    assert take(world, FULL).all_good
    file = copy.deepcopy(FULL)
    del inside(part, file)[field]
    if (part, field) == ("the file", "organisation"):
        take(world, FULL, write=True)
    try:
        report = take(world, file)
    except Unreadable as refused:
        assert field in said()[part][0]
        assert (refused.problem.code, refused.problem.field.endswith(field)) in (
            ("unknown_format", False),
            ("missing", True),
        )
        return
    missing = [one for one in report.problems if one.code in ("missing", "not_an_object")]
    if field in said()[part][0]:
        assert missing and missing[0].field.endswith(field)
    elif (part, field) not in REFERRED:
        assert report.problems == []


REFERRED = {("the file", "teams"), ("the file", "agreements"), ("people", "roles")}
"""What other rows of this file name: leaving it out is no fault of its own part."""


def test_somebody_who_is_stored_may_be_named_without_contract_or_roles(world: World) -> None:
    take(world, FULL, write=True)
    short = {"key": "aino", "name": "Aino", "email": "aino@oy.test", "supervises": ["t"]}
    short["openings"] = [{"account": "kiky", "amount": "24:00"}, {"account": "flex", "amount": "2:15"}]
    file = {"format": 1, "organisation": FULL["organisation"], "people": [short]}

    report = take(world, file, write=True)

    assert report.problems == []
    assert (report.counts["people"].changed, report.counts["people"].refused) == (1, 0)
    dated = world.db.read_now(lambda tx: look(tx, "SELECT year, date FROM posting WHERE account='kiky'"))
    assert dated == [(2026, "2026-01-01")]
    assert take(world, file, write=True).changes == 0


def test_somebody_new_needs_a_contract(world: World) -> None:
    file = {**FULL, "people": [{"name": "Uusi", "email": "uusi@oy.test"}]}
    assert [(one.place, one.field, one.code) for one in take(world, file).problems] == [
        ("people[0]", "contracts", "missing")
    ]


def test_the_page_s_own_example_is_taken(world: World) -> None:
    text = PAGE.read_text("utf-8")
    example = json.loads(text.partition("```json")[2].partition("```")[0])
    report = take(world, example, write=True)
    assert report.problems == []
    table = text.partition("```csv\n")[2].partition("```")[0]
    bundle = read("people.csv", table.encode())
    assert bundle.problems == []
    assert [person.name for person in bundle.people] == ["Aino Esimerkki"]
