"""What webhooks plug into the server."""

from leima.features.webhooks import notices, usage
from leima.features.webhooks.routes import router
from leima.web.feature import Feature

FEATURE = Feature(notices=notices.NOTICES, routes=(router,), usage=usage.USAGE)
