"""What nightly copies plug into the server."""

from leima.features.backups import notices
from leima.web.feature import Feature

FEATURE = Feature(notices=notices.NOTICES)
