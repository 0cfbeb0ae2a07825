"""What messages to phones plug into the server."""

from leima.features.push import usage
from leima.features.push.routes import router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router,), usage=usage.USAGE)
