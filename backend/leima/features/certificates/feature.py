"""What certificates plug into the server."""

from leima.features.certificates import notices, ops, routes, views
from leima.features.certificates.keeping import DROP_OLD
from leima.web.feature import Feature

FEATURE = Feature(
    ops=ops.OPS,
    views=views.VIEWS,
    notices=notices.NOTICES,
    jobs=(DROP_OLD,),
    routes=(routes.router,),
)
