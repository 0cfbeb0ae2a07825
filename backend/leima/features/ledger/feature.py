"""What the ledger plugs into the server."""

from leima.features.ledger import notices, views
from leima.web.feature import Feature

FEATURE = Feature(
    views=views.VIEWS,
    notices=notices.NOTICES,
)
