"""Ledger lines as devices see them."""

from collections.abc import Mapping, Sequence
from typing import Any

from leima.db.tx import Row, Tx
from leima.db.views import Rendered, View, named_rows, own, own_rows, person_name
from leima.features.balances.reasons import reason_of
from leima.features.balances.store import undoes


def _data(tx: Tx, row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": row.person,
        "account": row.account,
        "year": row.year or None,
        "date": row.date,
        "kind": "undo" if undoes(row) else row.kind,
        "amount": row.amount,
        "pays": bool(row.pays),
        "why": reason_of(row),
        "who_name": person_name(tx, row.who),
        "act": row.act,
        "corrects": row.corrects,
    }


def _by_ids(tx: Tx, ids: Sequence[str]) -> Mapping[str, Rendered]:
    where, params = own_rows(tx)
    rows = tx.rows(named_rows("posting", where), org=tx.org, ids=list(ids), **params)
    return {row.id: (1, False, _data(tx, row)) for row in rows}


def _snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
    rows = tx.rows(
        "SELECT * FROM posting WHERE org=:org AND person=:person AND id > :after ORDER BY id LIMIT :limit",
        **{"org": tx.org, **own(tx), "after": after, "limit": limit},
    )
    return [(row.id, (1, False, _data(tx, row))) for row in rows]


VIEWS = (View("posting", _by_ids, _snapshot),)
