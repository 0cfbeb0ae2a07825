"""Travel claims with their trips and receipts. `body` holds what the person told, `worked` what was made of it."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, cents, key, ms


class Claim(Table, table=True):
    """A travel claim. Sums are cents of its trips and receipts, kept by the store whenever one of them changes."""

    __table_args__ = (
        Index("ix_claim_org_person", "org", "person", "shown_on"),
        Index("ix_claim_org_status", "org", "status", "shown_on"),
        Index("ix_claim_org_shown_on", "org", "shown_on"),
    )
    org: str = key()
    id: str = key()
    person: str
    title: str = body("")
    status: str = "draft"
    """draft, submitted, returned, approved, rejected or paid."""
    cost_centre: str | None = None
    advance_cents: int = cents()
    note: str = body("")
    from_date: str | None = None
    until_date: str | None = None
    shown_on: str | None = None
    """The date whose team sees and decides it, its last one; null while it is a draft and the person's alone."""
    due_cents: int = cents()
    tax_free_cents: int = cents()
    taxable_cents: int = cents()
    expenses_cents: int = cents()
    """Receipts in euro cents that the person has paid."""
    payee: str = "employee"
    submitted_at: int | None = ms(None)
    decided_at: int | None = ms(None)
    decided_by: str | None = None
    reason: str = body("")
    paid_on: str | None = None
    paid_by: str | None = None
    edited: int = 0
    """The version in which the person's own hand last changed the head; 0: never."""
    deleted: bool = False
    version: int = 1


class Trip(Table, table=True):
    __table_args__ = (
        Index("ix_trip_org_claim", "org", "claim"),
        Index("ix_trip_org_person", "org", "person", "start_at"),
    )
    org: str = key()
    id: str = key()
    claim: str
    person: str
    date: str | None = None
    """The local date of the start."""
    until_date: str | None = None
    start_at: int | None = None
    """Epoch minute of the start, and of the end."""
    end_at: int | None = None
    shown_on: str | None = None
    """As the claim's."""
    terms: str | None = body(None)
    """JSON of the contract's word on travel, as it was worked out by; null: the usual."""
    worked: str = body()
    """JSON of the trip worked out; once the claim is sent it stays as it was."""
    flags: str = body("[]")
    due_cents: int = cents()
    tax_free_cents: int = cents()
    taxable_cents: int = cents()
    edited: int = 1
    """The version in which the person last changed it."""
    deleted: bool = False
    version: int = 1
    body: str = body()
    """JSON of what the person told."""


class Receipt(Table, table=True):
    __table_args__ = (
        Index("ix_receipt_org_claim", "org", "claim"),
        Index("ix_receipt_org_person", "org", "person", "date"),
    )
    org: str = key()
    id: str = key()
    claim: str
    trip: str | None = None
    person: str
    date: str | None = None
    shown_on: str | None = None
    """As the claim's."""
    worked: str = body()
    """JSON of the receipt in euros with its tax; once the claim is sent it stays as it was."""
    files: str = body("[]")
    """JSON list of its files: `sha256` of what was sent, `kept` of what is given back, `media`, `size`, `pages`."""
    expense_cents: int = cents()
    """What the person is paid back for it."""
    duplicate_of: str | None = None
    """Another receipt of the same person that looks like the same one."""
    edited: int = 1
    deleted: bool = False
    version: int = 1
    body: str = body()
    """JSON of what the person told."""
