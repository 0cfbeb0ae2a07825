"""What planning rounds plug into the server."""

from leima.features.rounds import notices, ops, routes, usage, views, waiting
from leima.web.feature import Feature

FEATURE = Feature(
    ops=ops.OPS,
    views=views.VIEWS,
    waiting=waiting.WAITING,
    notices=notices.NOTICES,
    routes=(routes.router,),
    usage=usage.USAGE,
)
