"""What the presence board plugs into the server."""

from leima.features.presence import routes
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router,))
