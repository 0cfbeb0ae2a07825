"""What days with their pay plug into the server."""

from leima.features.pay import routes
from leima.web.feature import Feature

FEATURE = Feature(
    routes=(routes.router,),
)
