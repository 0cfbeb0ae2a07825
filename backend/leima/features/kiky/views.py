"""Kiky marks as devices see them."""

from leima.db.views import own_rows, rows_view
from leima.features.kiky.service import mark_data

VIEWS = (rows_view("kiky_mark", "kiky_mark", lambda _, row: mark_data(row), seen_by=own_rows, standing="NOT deleted"),)
