"""The operations that kiky takes."""

from leima.db.operations import OperationType
from leima.features.kiky import decide as deciding
from leima.features.kiky import schemas, service, settling

OPS = (
    OperationType("kiky.mark", 1, "kiky_mark", schemas.KikyMark, service.mark),
    OperationType("kiky.unmark", 1, "kiky_mark", schemas.KikyUnmark, service.unmark),
    OperationType("kiky.decide", 1, "kiky_mark", schemas.KikyDecide, deciding.decide, deciding.owner),
    OperationType("kiky.settle", 1, "kiky_proposal", schemas.KikySettle, settling.settle, settling.owner),
    OperationType("kiky.undo", 1, "kiky_mark", schemas.KikyUndo, deciding.undo, deciding.owner),
)
