"""The operations that absences take."""

from leima.db.operations import OperationType
from leima.features.absences import schemas, service

OPS = (
    OperationType("absence.record", 1, "absence", schemas.AbsenceRecord, service.record),
    OperationType("absence.change", 1, "absence", schemas.AbsenceRecord, service.change),
    OperationType("absence.cancel", 1, "absence", schemas.AbsenceCancel, service.cancel),
)
