"""The tables of travel: every value has a source and a mark, an unknown one says so, and no year borrows another's."""

import json

from tests.rules.travel.asking import FILES, RATES, Json

TABLES: dict[str, Json] = {file.stem: json.loads(file.read_text("utf-8")) for file in FILES}
MARKS = {"VERIFIED_OFFICIAL", "VERIFIED_2+", "SINGLE_SECONDARY", "DERIVED_2X", "RULE_SOURCED", "SINGLE_SOURCE_RULE"}


def test_every_known_value_has_a_source_and_a_mark_and_every_unknown_one_says_check() -> None:
    for table in TABLES.values():
        sources = table.get("sources", {})
        assert set(sources) <= {row["source"] for row in table["rows"]}
        for row in table["rows"]:
            source = sources.get(row["source"], row["source"])
            unsure = row["verified"] not in MARKS
            assert source.startswith("CHECK") is unsure, row
            assert unsure or row["value"] is not None, row
            assert row["value"] is not None or row["verified"] == "UNVERIFIED", row


def test_a_rate_of_a_year_ends_with_the_year() -> None:
    rows = [row for name in ("domestic", "foreign") for row in TABLES[name]["rows"]]
    assert len(rows) > 550
    assert {(row["from"][4:], row["until"]) for row in rows} == {
        ("-01-01", f"{year}-12-31") for year in range(2017, 2028)
    }
    assert len({(row["key"], row["from"]) for row in rows}) == len(rows)


def test_all_213_places_of_2026_have_their_per_diem_and_names() -> None:
    found = [row["key"].partition(".")[2] for row in TABLES["foreign"]["rows"] if row["from"] == "2026-01-01"]
    known = [place for place in found if RATES.on(f"foreign_per_diem.{place}", "2026-06-01")]
    assert len(known) == 213
    assert set(TABLES["foreign"]["places"]) == set(known)
    assert not set(TABLES["foreign"]["others"]) & set(known)


def test_a_value_is_taken_from_its_own_dates_alone() -> None:
    cents = {date: RATES.on("car", date) for date in ("2016-12-31", "2017-01-01", "2025-12-31", "2026-01-01")}
    assert {date: row and row.value for date, row in cents.items()} == {
        "2016-12-31": None,
        "2017-01-01": 41,
        "2025-12-31": 59,
        "2026-01-01": 55,
    }
    assert RATES.on("car", "2027-01-01") is None
    assert RATES.conditions("2016-12-31") is None
