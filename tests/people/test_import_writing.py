"""Taking files in: good rows go in, bad ones are named, a dry run writes nothing, a second run changes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leima import cli, paths
from leima.app import open_world
from leima.db.tx import Tx
from leima.features.importing.reading import read
from leima.features.importing.report import Report
from leima.features.importing.service import take_in
from leima.features.importing.shapes import Unreadable
from leima.settings import Settings
from leima.world.world import World
from tests.look import look
from tests.migrated import migrated
from tests.sizes import size

TABLES = (
    *("organisation", "agreement", "team", "person", "person_role", "team_member", "contract", "terms"),
    *("work_type", "cost_centre", "posting", "account_month", "change_log", "audit_event", "sync_head"),
)
CSV = "nimi;sähköposti;tiimi;alkaen;sopimus;muoto;palkkaus;osuus;liukuma\n"


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else ""
    settings = Settings(data=tmp_path, database_url=url)
    migrated(settings)
    opened = open_world(settings)
    yield opened
    opened.db.close()


def the_company() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((paths.shared() / "demo" / "company.json").read_text(encoding="utf-8"))
    for person in found["people"]:
        person["counts_from"] = "2026-11-16"
    return found


def a_small_company(people: int = 6) -> dict[str, Any]:
    company = the_company()
    return company | {"people": company["people"][:people]}


def take_into(tx: Tx, company: dict[str, Any]) -> Report:
    """Takes a JSON file in within a unit of work."""
    return take_in(tx, read("file.json", json.dumps(company).encode()), write=True)


def take(world: World, company: dict[str, Any] | str, *, write: bool, name: str = "file.json") -> Report:
    content = company if isinstance(company, str) else json.dumps(company)
    bundle = read(name, content.encode())

    def work(tx: Tx) -> Report:
        return take_in(tx, bundle, write=write)

    return world.db.write_now(work) if write else world.db.read_now(work)


def everything(world: World) -> dict[str, list[Any]]:
    return world.db.read_now(
        lambda tx: {table: sorted(map(repr, look(tx, f"SELECT * FROM {table}"))) for table in TABLES}
    )


def query(world: World, sql: str, **params: Any) -> list[Any]:
    return world.db.read_now(lambda tx: look(tx, sql, **params))


def spoil(company: dict[str, Any]) -> dict[str, str]:
    """Makes 12 of the people bad, each in its own way; answers the code that each must be refused with."""
    people = company["people"]
    people[10]["email"] = "ei osoite"
    people[20]["email"] = people[19]["email"]
    people[30]["team"] = "avaruus"
    people[40]["roles"] = ["kuningas"]
    people[50]["contracts"][0]["agreement"] = "ei-ole"
    people[60]["contracts"][0]["until"] = "1999-01-01"
    people[70]["contracts"].append(dict(people[70]["contracts"][0], **{"from": "2026-01-01"}))
    people[80]["contracts"][0]["share"] = 1.2
    people[90]["name"] = ""
    people[100]["openings"] = [{"account": "annual_holiday", "amount": "paljon"}]
    people[110]["contracts"][0]["from"] = "2026-02-30"
    people[119]["hobby"] = "Shakki"
    codes = "bad_email twice unknown_team not_one_of unknown_agreement end_before_start contracts_overlap"
    codes += " bad_share missing bad_days no_such_date unknown_field"
    at = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 119)
    return {f"people[{n}]": code for n, code in zip(at, codes.split(), strict=True)}


def test_of_120_people_with_12_bad_rows_108_go_in_and_12_are_named_and_the_second_run_changes_nothing(
    world: World,
) -> None:
    company = the_company()
    expected = spoil(company)

    first = take(world, company, write=True)

    assert {problem.place: problem.code for problem in first.problems} == expected
    assert vars(first.counts["people"]) == {"new": 108, "changed": 0, "same": 0, "refused": 12}
    assert query(world, "SELECT count(*) FROM person") == [(108,)]
    assert query(world, "SELECT count(DISTINCT person) FROM terms") == [(108,)]
    before = everything(world)

    second = take(world, company, write=True)

    size("import_people").reached(first.counts["people"].new + len(expected))
    assert vars(second.counts["people"]) == {"new": 0, "changed": 0, "same": 108, "refused": 12}
    assert second.changes == 0
    assert everything(world) == before


def test_a_dry_run_says_the_same_and_writes_nothing(world: World) -> None:
    before = everything(world)

    dry = take(world, a_small_company(), write=False)

    assert everything(world) == before
    assert dry.counts == take(world, a_small_company(), write=True).counts


def test_a_changed_row_changes_only_itself(world: World) -> None:
    take(world, a_small_company(), write=True)
    company = a_small_company()
    company["people"][4]["name"] = "Uusi Nimi"
    company["people"][5]["openings"][0]["amount"] = "3:21"
    changes = query(world, "SELECT count(*) FROM change_log")[0][0]

    report = take(world, company, write=True)

    assert vars(report.counts["people"]) == {"new": 0, "changed": 2, "same": 4, "refused": 0}
    assert query(world, "SELECT name FROM person WHERE name='Uusi Nimi'") == [("Uusi Nimi",)]
    new = query(world, "SELECT entity_type FROM change_log WHERE seq > :seq ORDER BY entity_type", seq=changes)
    assert new == [("person",), ("posting",)]


def test_another_opening_posts_the_difference_and_leaves_the_first_one_standing(world: World) -> None:
    company = a_small_company(1)
    company["people"][0]["openings"] = [{"account": "flex", "amount": "1:00"}]
    take(world, company, write=True)
    company["people"][0]["openings"][0]["amount"] = "-0:30"

    take(world, company, write=True)

    amounts = query(world, "SELECT amount FROM posting WHERE account='flex' ORDER BY amount")
    assert amounts == [(-90,), (60,)]


def test_a_new_contract_ends_the_open_one_the_day_before_and_earlier_days_keep_their_terms(world: World) -> None:
    company = a_small_company(1)
    person = company["people"][0]
    person["contracts"][0]["from"] = "2024-01-01"
    take(world, company, write=True)
    person["contracts"] = [dict(person["contracts"][0], **{"from": "2026-11-18", "share": 0.5})]

    take(world, company, write=True)

    dates = query(world, "SELECT from_date, until_date FROM contract ORDER BY from_date")
    assert dates == [("2024-01-01", "2026-11-17"), ("2026-11-18", None)]
    before = everything(world)
    person["contracts"].insert(0, dict(person["contracts"][0], **{"from": "2024-01-01", "until": "2026-11-17"}))
    person["contracts"][0].pop("share")
    assert take(world, company, write=True).changes == 0
    assert everything(world) == before


def test_an_agreement_on_nothing_is_refused_and_those_who_use_it_are_named(world: World) -> None:
    company = a_small_company(2)
    row = {"key": "flex_max", "from": "2026-01-01", "value": "30:00", "source": "paikallinen"}
    loose = {
        "key": "oma",
        "name": "Oma",
        "from": "2026-01-01",
        "source": "paikallinen",
        "base": "ei-ole",
        "rows": [row],
    }
    company["agreements"].append(loose)
    company["people"][1]["contracts"][0]["variant"] = "oma"

    report = take(world, company, write=False)

    assert [(one.place, one.field, one.code) for one in report.problems] == [
        ("agreements[3]", "base", "unknown_agreement"),
        ("people[1]", "contracts[0].variant", "unknown_agreement"),
    ]
    assert report.counts["people"].new == 1


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("flex_maks", 60, "unknown_setting_near"),
        ("zzz", 60, "not_one_of"),
        ("flex_max", "paljon", "bad_duration"),
        ("flex_core", ["15:00", "09:00"], "setting_order"),
        ("auto_break", {"over": 360}, "setting_missing"),
        ("kiky", {"accounted": "maybe"}, "setting_choice"),
        ("kiky", {"accounted": "obligation", "year_minutes": 1440, "methods": ["longer_hours"]}, "setting_settling"),
        ("rounding", {"mode": "up", "minutes": 5}, "setting_choice"),
        ("regular_day", -450, "number_out_of_range"),
        ("flex_min", 60, "number_out_of_range"),
    ],
)
def test_an_agreement_row_that_the_rules_cannot_read_is_named(key: str, value: Any, code: str) -> None:
    row = {"key": key, "from": "2026-01-01", "value": value, "source": "paikallinen"}
    agreement = {"key": "oma", "name": "Oma", "from": "2026-01-01", "source": "paikallinen", "rows": [row]}

    bundle = read("x.json", json.dumps({"format": 1, "agreements": [agreement]}).encode())

    assert [(one.place, one.code) for one in bundle.problems] == [("agreements[0]", code)]


def test_people_as_csv_join_the_only_organisation_by_the_names_of_its_teams(world: World) -> None:
    take(world, a_small_company(), write=True)
    lines = f"{CSV}Uusi Ihminen;uusi@demo.test;Tuotekehitys;1.10.2026;general-40;yleistyöaika;kuukausi;50 %;\n"
    lines += "Toinen;toinen@demo.test;Olematon;1.10.2026;general-40;yleistyöaika;kuukausi;;\n"

    report = take(world, lines, write=True, name="people.csv")

    assert [(one.place, one.field, one.code) for one in report.problems] == [("row 3", "team", "unknown_team")]
    (week,) = query(
        world, "SELECT t.body FROM terms t JOIN person p ON p.id = t.person WHERE p.email='uusi@demo.test'"
    )[-1]
    assert json.loads(week)["week_minutes"] == 1200
    before = everything(world)
    assert take(world, lines, write=True, name="people.csv").changes == 0
    assert everything(world) == before


def test_a_column_that_is_not_there_leaves_what_is_stored(world: World) -> None:
    company = a_small_company()
    take(world, company, write=True)
    known = company["people"][2]
    contract = known["contracts"][0]
    lines = CSV + f"{known['name']};{known['email']};;{contract['from']};general-37-5;flexitime;monthly;;\n"

    take(world, lines, write=True, name="people.csv")

    roles = "SELECT r.role FROM person_role r JOIN person p ON p.id = r.person WHERE p.email=:email ORDER BY r.role"
    assert query(world, roles, email=known["email"]) == [("employee",), ("supervisor",)]
    teams = "SELECT m.role, m.until_date FROM team_member m JOIN person p ON p.id = m.person WHERE p.email=:email"
    assert sorted(query(world, teams, email=known["email"])) == [("member", None), ("supervisor", None)]


def test_without_an_organisation_to_join_the_file_is_refused_with_the_way_out(world: World) -> None:
    with pytest.raises(Unreadable) as refused:
        take(world, CSV, write=False, name="people.csv")

    assert refused.value.problem.code == "organisation_unknown"


def test_the_command_ends_with_1_when_rows_were_refused_and_0_when_all_were_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEIMA_DATA", str(tmp_path / "data"))
    company = a_small_company(3)
    company["people"][1]["lang"] = "xx"
    file = tmp_path / "company.json"
    file.write_text(json.dumps(company), encoding="utf-8")

    assert cli.main(["migrate"]) == 0
    assert cli.main(["import", str(file)]) == 1
    shown = capsys.readouterr().out
    assert "people[1]: lang: 'xx' is unknown; write one of fi, sv, en" in shown
    assert "nothing was written" in shown
    assert cli.main(["import", str(file), "--write", "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["written"], report["counts"]["people"]["new"], report["counts"]["people"]["refused"]) == (True, 2, 1)
    company["people"][1]["lang"] = "sv"
    file.write_text(json.dumps(company), encoding="utf-8")
    assert cli.main(["import", str(file), "--write"]) == 0
    assert cli.main(["import", str(tmp_path / "none.json")]) == 1


@pytest.mark.parametrize(("until", "refused"), [("2026-11-17", 0), ("2026-11-18", 1), ("2026-12-31", 1)])
def test_contracts_may_touch_but_not_overlap_by_a_single_day(tmp_path: Path, until: str, refused: int) -> None:
    company = a_small_company(1)
    first = dict(company["people"][0]["contracts"][0], **{"from": "2024-01-01", "until": until})
    company["people"][0]["contracts"] = [dict(first, **{"from": "2026-11-18", "until": None}), first]
    settings = Settings(data=tmp_path)
    migrated(settings)
    opened = open_world(settings)

    report = take(opened, company, write=False)

    opened.db.close()
    assert [one.code for one in report.problems] == ["contracts_overlap"] * refused
