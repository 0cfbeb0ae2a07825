"""What claims' papers plug into the server."""

from leima.features.claim_papers import routes
from leima.web.feature import Feature

FEATURE = Feature(routes=(routes.router,))
