"""The operations that kiky takes."""

from leima.db.operations import OperationType
from leima.features.kiky import schemas, service

OPS = (
    OperationType("kiky.mark", 1, "kiky_mark", schemas.KikyMark, service.mark),
    OperationType("kiky.unmark", 1, "kiky_mark", schemas.KikyUnmark, service.unmark),
)
