"""What payroll plugs into the server."""

from leima.features.payroll import routes
from leima.web.feature import Feature

FEATURE = Feature(
    routes=(routes.router,),
)
