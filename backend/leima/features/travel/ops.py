"""The operations that travel takes."""

from leima.db.operations import OperationType
from leima.features.travel import claims, deciding, items, schemas, store

OPS = (
    OperationType("claim.save", 1, "claim", schemas.ClaimSave, claims.save),
    OperationType("claim.remove", 1, "claim", schemas.NoMore, claims.remove),
    OperationType("trip.save", 1, "trip", schemas.TripSave, items.save_trip),
    OperationType("trip.remove", 1, "trip", schemas.NoMore, items.remove_trip),
    OperationType("receipt.save", 1, "receipt", schemas.ReceiptSave, items.save_receipt),
    OperationType("receipt.remove", 1, "receipt", schemas.NoMore, items.remove_receipt),
    OperationType("claim.submit", 1, "claim", schemas.ClaimSubmit, claims.submit),
    OperationType("claim.withdraw", 1, "claim", schemas.NoMore, claims.withdraw),
    OperationType("claim.decide", 1, "claim", schemas.ClaimDecide, deciding.decide, store.claim_owner),
    OperationType("claim.undo", 1, "claim", schemas.ClaimUndo, deciding.undo, store.claim_owner),
    OperationType("claim.pay", 1, "claim", schemas.ClaimPay, deciding.pay, store.claim_owner),
)
