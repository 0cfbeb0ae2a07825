"""What substitutes plug into the server."""

from leima.features.substitutes import notices, routes, usage
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    routes=(routes.router,),
    usage=usage.USAGE,
)
