"""Kiky marks as devices see them."""

from leima.db.views import own, rows_view
from leima.features.kiky.service import mark_data

VIEWS = (
    rows_view(
        "kiky_mark",
        "kiky_mark",
        lambda _, row: mark_data(row),
        lambda tx: ("person=:person AND NOT deleted", own(tx)),
    ),
)
