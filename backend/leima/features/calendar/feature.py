"""What the calendar of teams plugs into the server."""

from leima.features.calendar import usage
from leima.features.calendar.routes import router
from leima.web.feature import Feature

FEATURE = Feature(routes=(router,), usage=usage.USAGE)
