"""Stable ids: the same organisation and key give the same id, so a file can be taken in again and again."""

from uuid import UUID, uuid5

NAMESPACE = UUID("4f6f0f3a-52d6-5c0e-9d55-3f0f5a0b6d21")


def id_of(org: str, kind: str, *keys: str) -> str:
    """The id of a row of `kind` in an organisation; keys differ by more than case."""
    return str(uuid5(NAMESPACE, "/".join((org, kind, *(key.casefold() for key in keys)))))


def organisation_id(name: str) -> str:
    """The id of an organisation that is known by its name alone."""
    return str(uuid5(NAMESPACE, f"organisation/{name.casefold()}"))
