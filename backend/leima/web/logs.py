"""One JSON line an event on standard error: what happened and where, never whose or what they wrote."""

import logging
import sys

import structlog

from leima.settings import Settings


def configure(settings: Settings) -> None:
    """Sets the form and the level of every log of this process."""
    level = logging.getLevelNamesMapping()[settings.log.upper()]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
