"""Tests stand on copies: what one leaves behind, the next one does not meet, though its app is the same."""

from pathlib import Path

import pytest

from tests.company import Company, open_company, punch

LATER = "2026-11-20T12:00"


def _clock_in(company: Company) -> None:
    told = company.push("aino", punch(company.ids["aino"], "in", "2026-11-20T06:30"))["results"][0]
    assert told["status"] == "applied", told


def _punches(company: Company) -> int:
    return int(company.rows("SELECT COUNT(*) AS n FROM punch WHERE org=:org")[0].n)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_company_meets_nothing_of_the_one_before_it(
    database: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = request.getfixturevalue("company_url") if database == "postgresql" else ""
    with open_company(tmp_path / "first", url) as first:
        _clock_in(first)
        first.ids["stranger"] = "nobody"
        app, stale = first.client.app, first.headers("aino")
        assert _punches(first) == 1

    with open_company(tmp_path / "second", url) as second:
        assert second.client.app is app
        assert "stranger" not in second.ids
        assert _punches(second) == 0
        assert second.client.get("/api/v1/balances", headers=stale).status_code == 401
        _clock_in(second)
        assert _punches(second) == 1


def test_a_company_has_its_own_clock_and_settings(tmp_path: Path) -> None:
    with open_company(tmp_path / "first") as first:
        first.at("2026-12-24T18:00")
    with open_company(tmp_path / "second") as second:
        assert second.clock.now() != first.clock.now()
        assert second.world.clock is second.clock
        assert second.world.settings.data == tmp_path / "second"


def test_an_app_keeps_nothing_in_its_state_for_the_next_company(tmp_path: Path) -> None:
    with open_company(tmp_path / "first") as first:
        first.client.app.state.passwords = "its locks belong to the loop of this run"
    with open_company(tmp_path / "second") as second:
        assert second.client.app is first.client.app
        assert second.client.app.state.dict() == {"world": second.world}


def test_two_companies_that_stand_at_once_have_two_apps(tmp_path: Path) -> None:
    with open_company(tmp_path / "one") as one, open_company(tmp_path / "other", now=LATER) as other:
        assert one.client.app is not other.client.app
        _clock_in(one)
        assert (_punches(one), _punches(other)) == (1, 0)
        assert one.ids["org"] != other.ids["org"]
