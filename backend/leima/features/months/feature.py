"""What the state of months plugs into the server."""

from leima.features.months import notices, usage
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    usage=usage.USAGE,
)
