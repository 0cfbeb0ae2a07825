"""A push as a device may write it: one shape for each type of operation, made from the features' own lists.

The server reads the envelope by `schemas.Envelope` and each operation by `schemas.Sealed`, so that one bad operation
never harms its neighbours; these shapes are for the description.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from leima.db.operations import MAX_INSTANT, OperationType
from leima.features.sync.schemas import MAX_OPS, Base, Id, Thing, Time, Uuid


def push_request(operations: Iterable[OperationType]) -> Any:
    """Returns the Struct `PushRequest`, whose operations are told apart by `type`."""
    union: Any = reduce(or_, [_operation(one) for one in operations])
    fields: list[Any] = [
        ("ops", Annotated[list[union], Meta(min_length=1, max_length=MAX_OPS)]),
        ("device_id", Annotated[str, Meta(min_length=1, max_length=64)]),
        ("batch_id", Annotated[str, Meta(max_length=64)] | None, None),
        ("sent_at", Annotated[int, Meta(ge=0, le=MAX_INSTANT)] | None, None),
    ]
    return msgspec.defstruct("PushRequest", fields, namespace={"__doc__": "Up to 50 operations of one device."})


def _operation(one: OperationType) -> type[msgspec.Struct]:
    """`PunchRecordOperation` of the type `punch.record`."""
    name = "".join(part.capitalize() for part in one.type.split("."))
    entity = msgspec.defstruct(f"{name}Entity", [("type", Literal[one.entity]), ("id", Thing)])
    fields: list[Any] = [
        ("op_id", Uuid),
        ("v", Literal[one.v]),
        ("subject", Id),
        ("entity", entity),
        ("body", one.body),
        ("time", Time),
        ("dev_seq", Annotated[int, Meta(ge=0, le=2**52)], 0),
        ("base", Base | None, None),
    ]
    return msgspec.defstruct(f"{name}Operation", fields, tag_field="type", tag=one.type, forbid_unknown_fields=True)
