"""What leave saved over years plugs into the server."""

from leima.features.saving import notices, ops, usage, views, waiting
from leima.web.feature import Feature

FEATURE = Feature(ops=ops.OPS, views=views.VIEWS, waiting=waiting.WAITING, notices=notices.NOTICES, usage=usage.USAGE)
