"""What payroll plugs into the server."""

from leima.features.payroll import routes, usage
from leima.web.feature import Feature

FEATURE = Feature(
    routes=(routes.router,),
    usage=usage.USAGE,
)
