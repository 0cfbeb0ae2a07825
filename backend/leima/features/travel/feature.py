"""What travel plugs into the server."""

from leima.features.travel import notices, ops, views
from leima.web.feature import Feature

FEATURE = Feature(
    ops=ops.OPS,
    views=views.VIEWS,
    notices=notices.NOTICES,
)
