"""What people and their teams plug into the server."""

from leima.features.people import planned, views
from leima.web.feature import Feature

FEATURE = Feature(
    views=views.VIEWS,
    jobs=(planned.APPLY_DUE,),
)
