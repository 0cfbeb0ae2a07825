"""The operations that the hours take."""

from leima.db.operations import OperationType
from leima.features.hours import schemas, service, store

OPS = (
    OperationType("punch.record", 1, "punch", schemas.PunchRecord, service.record_punch),
    OperationType("punch.choose", 1, "punch", schemas.PunchChoose, service.choose_punch),
    OperationType(
        "correction.decide",
        1,
        "correction",
        schemas.CorrectionDecide,
        service.decide_correction,
        store.correction_owner,
    ),
    OperationType("entry.create", 1, "entry", schemas.EntryCreate, service.create_entry),
    OperationType("entry.edit", 1, "entry", schemas.EntryEdit, service.edit_entry),
    OperationType("entry.delete", 1, "entry", schemas.Nothing, service.delete_entry),
    OperationType("entry.restore", 1, "entry", schemas.Nothing, service.restore_entry),
)
