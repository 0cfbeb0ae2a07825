"""Notices as devices see them."""

import json
from typing import Any

from leima.db.tables.notices import Notice
from leima.db.tx import Tx
from leima.db.views import own_rows, rows_view
from leima.features.notices.answers import NoticeData


def _data(tx: Tx, row: Notice) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": row.person,
        "at": row.at,
        "kind": row.kind,
        "params": json.loads(row.params),
        "read_at": row.read_at,
    }


VIEWS = (rows_view("notice", Notice, _data, NoticeData, seen_by=own_rows, standing="NOT deleted AND at >= :low"),)
