"""The operations that planning rounds take."""

from leima.db.operations import OperationType
from leima.features.rounds import planning, schemas, settling, wishing

OPS = (
    OperationType("round.open", 1, "round", schemas.RoundOpen, planning.open_round),
    OperationType("round.cancel", 1, "round", schemas.RoundCancel, planning.cancel),
    OperationType("round.settle", 1, "round", schemas.RoundSettle, settling.settle),
    OperationType("round.wish", 1, "round_wish", schemas.WishMade, wishing.wish),
    OperationType("round.withdraw", 1, "round_wish", schemas.WishBack, wishing.withdraw),
)
