"""What the logo plugs into the server."""

from leima.features.logo.routes import router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router,))
