"""A query returns rows of the class that it names, with what the class promises, on both databases."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from leima.db.rows import WrongColumns
from leima.db.tables.people import Team
from leima.db.tx import Tx
from tests.company import Company, open_company


@pytest.fixture(params=["sqlite", "postgresql"])
def company(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Company]:
    """A fresh one for each test and database."""
    url = request.getfixturevalue("company_url") if request.param == "postgresql" else ""
    with open_company(tmp_path, url) as opened:
        yield opened


class _Named(NamedTuple):
    id: str
    named: bool
    missing: bool | None


def test_a_projection_has_its_columns_by_name_and_truth_as_truth(company: Company) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.insert(Team(org=tx.org, id="north", name="North"))
        sql = "SELECT id, name='North' AS named, NULL AS missing FROM team WHERE org=:org AND id=:id"
        row = tx.one(_Named, sql, org=tx.org, id="north")
        assert row == ("north", True, None)
        assert row is not None and row.named is True

    company.world.db.write_now(work)


def test_a_row_of_a_table_is_read_by_its_key_and_cannot_be_changed(company: Company) -> None:
    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        assert tx.get(Team, id="south") is None
        tx.insert(Team(org=tx.org, id="south", name="South"))
        row = tx.get(Team, id="south")
        assert row is not None and row.name == "South"
        with pytest.raises(AttributeError):
            row.name = "North"
        assert tx.values(str, "SELECT name FROM team WHERE org=:org AND id=:id", org=tx.org, id="south") == ["South"]
        assert tx.value(int, "SELECT COUNT(*) FROM team WHERE org=:org AND id='nobody'", org=tx.org) == 0
        assert tx.value(int, "SELECT MAX(1) FROM team WHERE org=:org AND id='nobody'", org=tx.org) is None

    company.world.db.write_now(work)


@pytest.mark.parametrize("row", [_Named, Team])
def test_columns_that_the_class_does_not_have_are_refused_with_both_lists(company: Company, row: type) -> None:
    def work(tx: Tx) -> None:
        with pytest.raises(WrongColumns, match="the statement selects"):
            tx.rows(row, "SELECT id FROM team")

    company.world.db.read_now(work)
