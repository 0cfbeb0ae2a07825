"""What passkeys plug into the server."""

from leima.features.passkeys import notices, usage
from leima.features.passkeys.routes import router
from leima.web.feature import Feature

FEATURE = Feature(notices=notices.NOTICES, routes=(router,), usage=usage.USAGE)
