"""What history from an old clock plugs into the server."""

from leima.features.history import routes
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router,))
