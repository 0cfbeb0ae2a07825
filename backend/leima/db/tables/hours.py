"""Facts about working time: punches, entries, orders, kiky marks and disputed punches."""

from sqlalchemy import Index, text

from leima.db.tables.base import Table, body, key, ms

_BREAK = text("kind = 'break_start'")


class Punch(Table, table=True):
    __table_args__ = (
        Index("ix_punch_org_person_at", "org", "person", "at"),
        Index("ix_punch_break", "org", "person", "at", sqlite_where=_BREAK, postgresql_where=_BREAK),
    )
    org: str = key()
    id: str = key()
    person: str
    kind: str
    at: int = ms()
    tz: str
    offset_min: int
    work_type: str | None = None
    cost_centre: str | None = None
    remote: bool = False
    kiky: bool = False
    note: str = body("")
    estimated: bool = False
    author: str
    device: str
    flags: str = "[]"
    superseded_by: str | None = None
    received_at: int = ms()
    op_id: str
    version: int = 1


class Entry(Table, table=True):
    __table_args__ = (Index("ix_entry_org_person_start", "org", "person", "start_at"),)
    org: str = key()
    id: str = key()
    person: str
    start_at: int = ms()
    end_at: int | None = ms(None)
    work_type: str | None = None
    cost_centre: str | None = None
    remote: bool = False
    kiky: bool = False
    note: str = body("")
    source: str
    """punch or typed."""
    opening_punch: str | None = None
    overrides: str = body("{}")
    override_versions: str = body("{}")
    """JSON: field -> {version, by}: when it was last set and by whom, so that disjoint edits can merge."""
    deleted: bool = False
    unpaired: bool = False
    """Its punches make another entry now: `deleted` is the machine's word, and falls when they make it again."""
    version: int = 1


class KikyMark(Table, table=True):
    __table_args__ = (Index("ix_kiky_mark_org_person_date", "org", "person", "date"),)
    org: str = key()
    id: str = key()
    person: str
    date: str
    start_at: int | None = ms(None)
    end_at: int | None = ms(None)
    break_min: int = 0
    status: str = "planned"
    waits: bool = False
    """True while only the person has said that it was done: without punches a supervisor confirms it."""
    decided_by: str | None = None
    note: str = body("")
    deleted: bool = False
    version: int = 1


class Correction(Table, table=True):
    """A request that the other one of two recorded clock-out times counts."""

    __table_args__ = (
        Index("ix_correction_org_person", "org", "person"),
        Index("ix_correction_org_unit", "org", "unit"),
    )
    org: str = key()
    id: str = key()
    person: str
    unit: str | None = None
    date: str
    kept: str
    wanted: str
    kept_at: int = ms()
    wanted_at: int = ms()
    status: str = "waiting"
    reason: str = body("")
    decided_by: str | None = None
    version: int = 1


class WorkOrder(Table, table=True):
    """What a supervisor ordered or approved: clock times, or minutes that end the day. Only approved ones count."""

    __table_args__ = (
        Index("ix_work_order_org_person_date", "org", "person", "date"),
        Index("ix_work_order_org_unit", "org", "unit"),
    )
    org: str = key()
    id: str = key()
    person: str
    unit: str | None = None
    date: str
    start_at: int | None = ms(None)
    end_at: int | None = ms(None)
    minutes: int | None = None
    status: str = "approved"
    """waiting (the employee asks), approved, rejected or cancelled."""
    note: str = body("")
    reason: str = body("")
    asked_by: str
    decided_by: str | None = None
    deleted: bool = False
    version: int = 1


class OvertimeChoice(Table, table=True):
    """What the employee wants for a date's overtime, and the consent to it."""

    __table_args__ = (Index("ix_overtime_choice_org_id", "org", "id", unique=True),)
    org: str = key()
    person: str = key()
    date: str = key()
    id: str
    choice: str
    """pay, leave or bank."""
    consented_at: int = ms()
    author: str
    version: int = 1
