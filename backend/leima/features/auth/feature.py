"""What signing in plugs into the server."""

from leima.features.auth import notices, routes, usage
from leima.features.auth.refusals import TELL_REFUSALS
from leima.features.auth.throttle import BOUND_FAILURES, FORGET_FAILURES
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    jobs=(FORGET_FAILURES, BOUND_FAILURES, TELL_REFUSALS),
    routes=(routes.router,),
    usage=usage.USAGE,
)
