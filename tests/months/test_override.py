"""A request that is carried out: what its override lets happen, and what it leaves as it was."""

import pytest

from leima.access.rights import may_decide_today, may_see, may_see_day, require_right
from leima.access.teams import supervises
from leima.db.actor import Actor
from leima.db.operations import Rejected
from leima.db.tx import Tx
from leima.features.approvals.changes import overriding
from leima.features.months.store import refuse_if_locked
from tests.company import Company
from tests.months.month_fixtures import closed_november


def asked_by(tx: Tx, company: Company, who: str) -> Actor:
    """Payroll, who supervises nobody, asks."""
    tx.org = company.ids["org"]
    tx.actor = Actor(tx.org, company.ids[who], who, "fi", "f", "d", frozenset({"payroll"}), frozenset())
    return tx.actor


def test_an_override_lets_facts_change_and_shows_its_holder_nothing_more(company: Company) -> None:
    closed_november(company)
    aino = company.ids["aino"]

    def work(tx: Tx) -> None:
        seen = may_decide_today(tx, asked_by(tx, company, "payroll"), aino)
        with overriding(tx, aino):
            acting = require_right(tx, aino, "2026-11-16")
            refuse_if_locked(tx, aino, "2026-11-16")
            assert not supervises(tx, acting, aino, "2026-11-16")
            assert may_decide_today(tx, acting, aino) == seen
        with pytest.raises(Rejected, match="period_locked"):
            refuse_if_locked(tx, aino, "2026-11-16")
        with pytest.raises(Rejected, match="forbidden"):
            require_right(tx, aino, "2026-11-16")

    company.world.db.write_now(work)


def test_an_override_of_a_stranger_lets_no_row_of_theirs_be_seen(company: Company) -> None:
    aino = company.ids["aino"]

    def work(tx: Tx) -> None:
        tx.org = company.ids["org"]
        tx.actor = Actor(tx.org, company.ids["eino"], "Eino", "fi", "f", "d", frozenset(), frozenset())
        with overriding(tx, aino):
            assert tx.actor is not None
            assert not may_see(tx, tx.actor, aino)
            assert not may_see_day(tx, tx.actor, aino, "2026-11-16")

    company.world.db.write_now(work)


def test_an_override_is_for_one_person(company: Company) -> None:
    closed_november(company)

    def work(tx: Tx) -> None:
        asked_by(tx, company, "payroll")
        with overriding(tx, company.ids["eino"]), pytest.raises(Rejected, match="period_locked"):
            refuse_if_locked(tx, company.ids["aino"], "2026-11-16")
        with overriding(tx, company.ids["eino"]), pytest.raises(Rejected, match="forbidden"):
            require_right(tx, company.ids["aino"], "2026-11-16")

    company.world.db.write_now(work)


def test_what_is_undone_inside_takes_no_right_away_and_what_fails_leaves_none(company: Company) -> None:
    closed_november(company)
    aino = company.ids["aino"]

    def work(tx: Tx) -> None:
        actor = asked_by(tx, company, "payroll")
        with pytest.raises(ZeroDivisionError), overriding(tx, aino):
            with pytest.raises(LookupError), tx.savepoint():
                raise LookupError
            refuse_if_locked(tx, aino, "2026-11-16")
            require_right(tx, aino, "2026-11-16")
            raise ZeroDivisionError
        assert tx.actor == actor
        with pytest.raises(Rejected, match="period_locked"):
            refuse_if_locked(tx, aino, "2026-11-16")

    company.world.db.write_now(work)
