"""The operations that saved leave takes."""

from leima.db.operations import OperationType
from leima.features.saving import saving, schemas, store

OPS = (
    OperationType("saving.request", 1, "saving", schemas.SavingAsk, saving.ask),
    OperationType("saving.withdraw", 1, "saving", schemas.SavingBack, saving.withdraw),
    OperationType("saving.decide", 1, "saving", schemas.SavingDecide, saving.decide, store.owner),
)
