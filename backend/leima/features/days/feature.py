"""What days and balances plug into the server."""

from leima.features.days import routes, usage, views, waiting
from leima.features.days.end_of_day import END_OF_DAY
from leima.web.feature import Feature

FEATURE = Feature(
    views=views.VIEWS,
    waiting=waiting.WAITING,
    jobs=(END_OF_DAY,),
    routes=(routes.router,),
    usage=usage.USAGE,
)
