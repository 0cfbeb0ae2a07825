"""What e-mail plugs into the server."""

from leima.features.mail import usage
from leima.features.mail.routes import router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router,), usage=usage.USAGE)
