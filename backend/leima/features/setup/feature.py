"""What setting a company up plugs into the server."""

from leima.features.setup import routes
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router,))
