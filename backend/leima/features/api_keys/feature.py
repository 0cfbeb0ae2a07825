"""What keys for programs plug into the server."""

from leima.features.api_keys import usage
from leima.features.api_keys.routes import router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router,), usage=usage.USAGE)
