"""What taking people in plugs into the server."""

from leima.features.importing import routes
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router,))
