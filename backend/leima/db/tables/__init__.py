"""The tables. A table never crosses the wire; each feature's store alone writes its own."""

from sqlmodel import SQLModel

from leima.db.tables import (
    absences,
    agreements,
    attachments,
    auth,
    calendar,
    days,
    feeds,
    hours,
    inbox,
    leave,
    ledger,
    mail,
    months,
    notices,
    payroll,
    people,
    push,
    rates,
    reminders,
    rounds,
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
    "calendar",
    "days",
    "feeds",
    "hours",
    "inbox",
    "leave",
    "ledger",
    "mail",
    "metadata",
    "months",
    "notices",
    "payroll",
    "people",
    "push",
    "rates",
    "reminders",
    "rounds",
    "substitutes",
    "sync",
    "travel",
]
