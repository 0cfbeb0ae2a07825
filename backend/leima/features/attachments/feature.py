"""What attachments plug into the server."""

from leima.features.attachments.routes import router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router,))
