"""What changes of contracts and agreements plug into the server."""

from leima.features.contracts import notices, routes
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    routes=(routes.router,),
)
