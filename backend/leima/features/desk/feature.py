"""What the desk plugs into the server."""

from leima.features.desk import notices, routes
from leima.web.feature import Feature

FEATURE = Feature(notices=notices.NOTICES, routes=(routes.router,))
