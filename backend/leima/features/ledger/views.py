"""Ledger lines as devices see them."""

from collections.abc import Sequence
from typing import Any

from leima.db.tables.ledger import Posting
from leima.db.tx import Tx
from leima.db.views import Looked, Rendered, View, named_rows, own, own_rows, person_name
from leima.features.ledger.answers import PostingData
from leima.features.ledger.reasons import reason_of
from leima.features.ledger.store import undoes


def _data(tx: Tx, row: Posting) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": row.person,
        "account": row.account,
        "year": row.year or None,
        "date": row.date,
        "kind": "undo" if undoes(row) else row.kind,
        "amount": row.amount,
        "pays": row.pays,
        "why": reason_of(row),
        "who_name": person_name(tx, row.who),
        "act": row.act,
        "corrects": row.corrects,
    }


def _by_ids(tx: Tx, ids: Sequence[str]) -> Looked:
    where, params = own_rows(tx)
    query = tx.query(Posting, named_rows(Posting, where), org=tx.org, ids=list(ids), **params)
    return Looked(query, lambda rows: {row.id: (1, False, _data(tx, row)) for row in rows})


def _snapshot(tx: Tx, after: str, limit: int) -> list[tuple[str, Rendered]]:
    sql = "SELECT * FROM posting WHERE org=:org AND person=:person AND id > :after ORDER BY id LIMIT :limit"
    rows = tx.rows(Posting, sql, **own(tx), org=tx.org, after=after, limit=limit)
    return [(row.id, (1, False, _data(tx, row))) for row in rows]


VIEWS = (View("posting", PostingData, _by_ids, _snapshot),)
