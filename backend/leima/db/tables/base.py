"""The metadata with its naming convention, set before the first table is declared."""

import re
from typing import Any

from sqlalchemy import BigInteger, MetaData, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention


class Table(SQLModel):
    """The base of every table: its name is the class's in snake case."""

    @declared_attr.directive
    def __tablename__(cls) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def key() -> Any:
    """A part of the primary key."""
    return Field(primary_key=True)


def ms(default: Any = ...) -> Any:
    """An instant as epoch milliseconds, UTC."""
    return Field(default, sa_type=BigInteger)


def cents(default: Any = 0) -> Any:
    """Money in euro cents."""
    return Field(default, sa_type=BigInteger)


def seq(default: Any = ...) -> Any:
    """A number from the organisation's change counter."""
    return Field(default, sa_type=BigInteger)


def body(default: Any = ...) -> Any:
    """Text without a length: JSON or free words."""
    return Field(default, sa_type=Text)
