"""What reports for leading plug into the server."""

from leima.features.leading import notices, routes, usage
from leima.features.leading.telling import TELL_MONTHLY
from leima.web.feature import Feature

FEATURE = Feature(
    notices=notices.NOTICES,
    jobs=(TELL_MONTHLY,),
    routes=(routes.router,),
    usage=usage.USAGE,
)
