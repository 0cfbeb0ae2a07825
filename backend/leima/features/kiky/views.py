"""Kiky marks as devices see them."""

from leima.db.tables.hours import KikyMark
from leima.db.views import own_rows, rows_view
from leima.features.kiky.answers import KikyMarkData
from leima.features.kiky.service import mark_data

VIEWS = (
    rows_view(
        "kiky_mark", KikyMark, lambda _, row: mark_data(row), KikyMarkData, seen_by=own_rows, standing="NOT deleted"
    ),
)
