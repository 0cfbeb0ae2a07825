"""What travel rates plug into the server."""

from leima.features.rates import notices, routes, views
from leima.features.rates.missing import TELL_MISSING
from leima.web.feature import Feature

FEATURE = Feature(views=views.VIEWS, notices=notices.NOTICES, jobs=(TELL_MISSING,), routes=(routes.router,))
