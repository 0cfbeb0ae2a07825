"""The tables. A table never crosses the wire; each feature's store alone writes its own."""

from sqlmodel import SQLModel

from leima.db.tables import auth, balances, days, hours, people, sync

metadata = SQLModel.metadata

__all__ = ["auth", "balances", "days", "hours", "metadata", "people", "sync"]
