"""The tables. A table never crosses the wire; each feature's store alone writes its own."""

from sqlmodel import SQLModel

from leima.db.tables import absences, auth, balances, days, hours, notices, people, sync

metadata = SQLModel.metadata

__all__ = ["absences", "auth", "balances", "days", "hours", "metadata", "notices", "people", "sync"]
