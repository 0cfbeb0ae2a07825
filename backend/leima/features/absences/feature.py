"""What time away plugs into the server."""

from leima.features.absences import ops, usage, views
from leima.web.feature import Feature

FEATURE = Feature(
    ops=ops.OPS,
    views=views.VIEWS,
    usage=usage.USAGE,
)
