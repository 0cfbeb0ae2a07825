"""The tables. A table never crosses the wire; each feature's store alone writes its own."""

from sqlmodel import SQLModel

from leima.db.tables import (
    absences,
    agreements,
    attachments,
    auth,
    days,
    hours,
    inbox,
    leave,
    ledger,
    months,
    notices,
    people,
    push,
    rates,
    substitutes,
    sync,
    travel,
)

metadata = SQLModel.metadata

__all__ = [
    "absences",
    "agreements",
    "attachments",
    "auth",
    "days",
    "hours",
    "inbox",
    "leave",
    "ledger",
    "metadata",
    "months",
    "notices",
    "people",
    "push",
    "rates",
    "substitutes",
    "sync",
    "travel",
]
