"""The sync protocol's own rows: the counter, receipts, the change log, the archive and the quarantine."""

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from leima.db.tables.base import Table, body, key, ms, seq


class SyncHead(Table, table=True):
    org: str = key()
    seq: int = seq(0)
    epoch: str


class OpReceipt(Table, table=True):
    org: str = key()
    op_id: str = key()
    device: str
    dev_seq: int = seq(0)
    author: str
    type: str
    v: int
    body_hash: str
    status: str
    result: str = body()
    """JSON of the answer, without `dup` and `seq`."""
    version: int | None = None
    seq: int | None = seq(None)
    claimed_at: int | None = ms(None)
    received_at: int = ms()


class OpArchive(Table, table=True):
    """Every operation as it was received, refused ones too."""

    org: str = key()
    op_id: str = key()
    body_hash: str = key()
    author: str
    received_at: int = ms()
    raw: str = body()


class OpQuarantine(Table, table=True):
    """Operations that this version cannot apply; kept until one can."""

    org: str = key()
    op_id: str = key()
    author: str
    received_at: int = ms()
    why: str = body()
    raw: str = body()


class ChangeLog(Table, table=True):
    __table_args__ = (
        Index("ix_change_log_org_owner_seq", "org", "owner", "seq"),
        Index("ix_change_log_org_unit_seq", "org", "unit", "seq"),
    )
    """Every index is pages more in each commit: one exists only where a pull reads by it."""
    org: str = key()
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    entity_type: str
    entity_id: str
    version: int
    owner: str | None = None
    unit: str | None = None
    deleted: bool = False
    op_id: str | None = None
    by: str | None = None
