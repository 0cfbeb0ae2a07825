"""What links for calendars plug into the server."""

from leima.features.feeds import usage
from leima.features.feeds.routes import public_router, router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router, public_router), usage=usage.USAGE)
