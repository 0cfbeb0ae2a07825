"""What agreements, and the way in, plug into the server."""

from leima.features.agreements import joining_routes, notices
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    routes=(joining_routes.router,),
)
