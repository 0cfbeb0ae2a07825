"""What balances and their explanations plug into the server."""

from leima.features.balances import office, routes
from leima.web.feature import Feature

FEATURE = Feature(
    routes=(office.router, routes.router),
)
