"""The envelope is read leniently and each operation strictly, so that one bad one never harms its neighbours."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from leima.db.operations import MAX_INSTANT

MAX_OPS = 50
MAX_BYTES = 524_288
MAX_BLOB = 10_485_760
UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

Uuid = Annotated[str, Meta(pattern=UUID)]
Thing = Annotated[str, Meta(pattern=UUID[:-1] + r"(:\d{4}(-\d\d(-\d\d)?)?)?$")]
"""What an operation is about: an id of its own, or a person's year, month or date (`person:YYYY[-MM[-DD]]`)."""
Id = Annotated[str, Meta(min_length=1, max_length=64)]
Small = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
Wide = Annotated[int, Meta(ge=-(2**52), le=2**52)]


class Envelope(msgspec.Struct):
    """A push. What is unknown in it is passed over."""

    ops: list[msgspec.Raw]
    device_id: Annotated[str, Meta(min_length=1, max_length=64)]
    batch_id: Annotated[str, Meta(max_length=64)] | None = None
    sent_at: Annotated[int, Meta(ge=0, le=MAX_INSTANT)] | None = None


class Entity(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    type: Annotated[str, Meta(min_length=1, max_length=40)]
    id: Thing


class Base(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Made on this version, or on top of my own unsent operation."""

    version: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None
    after_op: Uuid | None = None


class Mono(msgspec.Struct, frozen=True):
    boot: Annotated[str, Meta(max_length=64)] = ""
    ms: Annotated[float, Meta(ge=-(2**52), le=2**52)] = 0


class ServerOffset(msgspec.Struct, frozen=True):
    """Milliseconds that the server's clock was ahead of the device's, and how old that measurement is."""

    ms: Wide
    age_ms: Wide = 0


class Time(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    claimed_at: Annotated[int, Meta(ge=0, le=MAX_INSTANT)]
    tz: Annotated[str, Meta(max_length=64)] = "Europe/Helsinki"
    offset_min: Annotated[int, Meta(ge=-1440, le=1440)] = 0
    mono: Mono | None = None
    srv_offset: ServerOffset | None = None


class Sealed(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One operation as a device sealed it."""

    op_id: Uuid
    type: Annotated[str, Meta(min_length=1, max_length=40)]
    v: Annotated[int, Meta(ge=1, le=1000)]
    subject: Id
    entity: Entity
    body: dict[str, Any]
    time: Time
    dev_seq: Annotated[int, Meta(ge=0, le=2**52)] = 0
    base: Base | None = None


class StatusRequest(msgspec.Struct, forbid_unknown_fields=True):
    op_ids: Annotated[list[Uuid], Meta(max_length=500)]


class Limits(msgspec.Struct):
    max_ops: int = MAX_OPS
    max_bytes: int = MAX_BYTES
    max_blob: int = MAX_BLOB


class Schema(msgspec.Struct):
    min_pull: int = 1
    current: int = 1


class Hello(msgspec.Struct):
    server_time: int
    epoch: str
    schema: Schema
    limits: Limits
    user_id: str
