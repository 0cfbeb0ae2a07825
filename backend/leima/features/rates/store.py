"""Own travel rates and the currencies of days: their only writer. `rates_for` is what everybody else asks."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from leima.db.sync_sql import lock_organisation
from leima.db.tables.rates import CurrencyDay, TravelRate
from leima.db.tx import Tx
from leima.features.rates.ready import laid_over
from leima.rules.travel.rates import Rate, Rates

EVERYBODY = "*"


class Deed(NamedTuple):
    """What brought rates: one typed in, or a file of them. `standing` counts those in force."""

    batch: str
    at: int
    by: str
    file: str
    brought: int
    standing: int


def number(text: str) -> float:
    """A stored value; whole ones are whole numbers, as the ready tables have them."""
    value = float(text)
    return int(value) if value.is_integer() else value


def as_rate(row: TravelRate) -> Rate:
    """A row as the rules read it."""
    return Rate(row.key, row.from_date, row.source, number(row.value), row.until_date, "OWN")


def standing(tx: Tx) -> list[TravelRate]:
    """The organisation's own values in force, by key and first day."""
    sql = "SELECT * FROM travel_rate WHERE org=:org AND NOT deleted ORDER BY key, from_date, id"
    return tx.rows(TravelRate, sql, org=tx.org)


def rates_for(tx: Tx) -> Rates:
    """The rates that the organisation works trips out by: the ready tables with its own values laid over."""
    return laid_over(tuple(as_rate(row) for row in standing(tx)))


def one_at_a_time(tx: Tx) -> None:
    """Until the commit nobody else changes the organisation's values: what stands for a key is asked, then changed."""
    lock_organisation(tx)


def of_deed(tx: Tx, batch: str) -> list[TravelRate]:
    """Every value that a deed brought."""
    sql = "SELECT * FROM travel_rate WHERE org=:org AND batch=:batch ORDER BY key, from_date, id"
    return tx.rows(TravelRate, sql, org=tx.org, batch=batch)


def is_taken(tx: Tx, id: str) -> bool:
    """Whether a value has this id."""
    return tx.get(TravelRate, id=id) is not None


def deeds(tx: Tx, most: int) -> list[Deed]:
    """What brought rates, the newest first."""
    sql = (
        "SELECT batch, MAX(at) AS at, MAX(by) AS by, MAX(file) AS file, COUNT(*) AS brought,"
        " SUM(CASE WHEN deleted THEN 0 ELSE 1 END) AS standing"
        " FROM travel_rate WHERE org=:org GROUP BY batch ORDER BY MAX(at) DESC, batch LIMIT :most"
    )
    return tx.rows(Deed, sql, org=tx.org, most=most)


def add(tx: Tx, row: TravelRate) -> None:
    """A new value; one for the same key and first day that stands gives way to it."""
    sql = "SELECT * FROM travel_rate WHERE org=:org AND key=:key AND from_date=:from_date AND NOT deleted ORDER BY id"
    for before in tx.rows(TravelRate, sql, org=tx.org, key=row.key, from_date=row.from_date):
        _set(tx, before, deleted=True, replaced_by=row.batch)
    tx.insert(row)
    _tell(tx, row.id, row.version, deleted=False)
    tx.audit("travel_rate.added", "travel_rate", row.id, None, _told(row))


def take_back(tx: Tx, batch: str) -> None:
    """A deed's values go, and those that had given way to them stand again."""
    for row in of_deed(tx, batch):
        if not row.deleted:
            _set(tx, row, deleted=True, replaced_by=None)
            tx.audit("travel_rate.removed", "travel_rate", row.id, _told(row), None)
    sql = "SELECT * FROM travel_rate WHERE org=:org AND replaced_by=:batch ORDER BY id"
    for row in tx.rows(TravelRate, sql, org=tx.org, batch=batch):
        _set(tx, row, deleted=False, replaced_by=None)
        tx.audit("travel_rate.restored", "travel_rate", row.id, None, _told(row))


def _set(tx: Tx, row: TravelRate, *, deleted: bool, replaced_by: str | None) -> None:
    tx.run(
        "UPDATE travel_rate SET deleted=:deleted, replaced_by=:replaced_by, version=version+1"
        " WHERE org=:org AND id=:id",
        deleted=deleted,
        replaced_by=replaced_by,
        org=tx.org,
        id=row.id,
    )
    _tell(tx, row.id, row.version + 1, deleted=deleted)


def _tell(tx: Tx, id: str, version: int, *, deleted: bool) -> None:
    tx.changed("travel_rate", id, owner=EVERYBODY, version=version, deleted=deleted)


def _told(row: TravelRate) -> dict[str, str]:
    return {
        "key": row.key,
        "value": row.value,
        "from": row.from_date,
        "until": row.until_date,
        "source": row.source,
        "file": row.file,
    }


def currency_days(tx: Tx, since: str) -> list[CurrencyDay]:
    """The days from a date on, the newest first."""
    sql = "SELECT * FROM currency_day WHERE org=:org AND id >= :since ORDER BY id DESC"
    return tx.rows(CurrencyDay, sql, org=tx.org, since=since)


def keep_day(tx: Tx, date: str, rates: Mapping[str, str], source: str) -> bool:
    """Keeps the rates of a date; returns whether anything is new."""
    text = json.dumps(rates, sort_keys=True)
    known = tx.get(CurrencyDay, id=date)
    if known is not None and known.rates == text:
        return False
    version = 1 if known is None else known.version + 1
    if known is None:
        tx.insert(CurrencyDay(org=tx.org, id=date, rates=text, source=source, at=tx.now))
    else:
        tx.run(
            "UPDATE currency_day SET rates=:rates, source=:source, at=:at, version=version+1 WHERE org=:org AND id=:id",
            rates=text,
            source=source,
            at=tx.now,
            org=tx.org,
            id=date,
        )
    tx.changed("currency_day", date, owner=EVERYBODY, version=version)
    return True


def audit_currencies(tx: Tx, dates: Sequence[str], source: str) -> None:
    """One event for a file, with the dates that it changed."""
    tx.audit("currency.taken", "currency_day", dates[-1], None, {"dates": list(dates), "source": source})
