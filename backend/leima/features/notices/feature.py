"""What the inbox plugs into the server."""

from leima.features.notices import ops, views
from leima.web.feature import Feature

FEATURE = Feature(
    ops=ops.OPS,
    views=views.VIEWS,
)
