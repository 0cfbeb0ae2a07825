"""What substitutes plug into the server."""

from leima.features.substitutes import notices, routes
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    routes=(routes.router,),
)
