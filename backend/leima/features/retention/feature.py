"""What keeping and removing plug into the server."""

from leima.features.retention import notices, routes
from leima.features.retention.reminding import REMIND
from leima.web.feature import Feature

FEATURE = Feature(notices=notices.NOTICES, jobs=(REMIND,), routes=(routes.router,))
