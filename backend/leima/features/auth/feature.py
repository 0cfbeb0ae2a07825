"""What signing in plugs into the server."""

from leima.features.auth import notices, routes, usage
from leima.features.auth.throttle import FORGET_FAILURES
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    jobs=(FORGET_FAILURES,),
    routes=(routes.router,),
    usage=usage.USAGE,
)
