"""What the company's own sign-in plugs into the server."""

from leima.features.oidc import office_routes, routes, usage
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router, office_routes.router), usage=usage.USAGE)
