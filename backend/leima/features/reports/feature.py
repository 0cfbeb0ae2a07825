"""What reports plug into the server."""

from leima.features.reports import routes
from leima.web.feature import Feature

FEATURE = Feature(
    routes=(routes.router,),
)
