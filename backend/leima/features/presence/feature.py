"""What the presence board plugs into the server."""

from leima.features.presence import routes, usage
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router,), usage=usage.USAGE)
