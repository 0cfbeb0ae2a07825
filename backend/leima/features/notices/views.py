"""Notices as devices see them."""

import json
from typing import Any

from leima.db.tx import Row, Tx
from leima.db.views import own_rows, rows_view


def _data(tx: Tx, row: Row) -> dict[str, Any]:
    return {
        **{"id": row.id, "person": row.person, "at": row.at, "kind": row.kind, "params": json.loads(row.params)},
        "read_at": row.read_at,
    }


VIEWS = (rows_view("notice", "notice", _data, seen_by=own_rows, standing="NOT deleted AND at >= :low"),)
