"""Organisations, teams, persons, contracts, agreements and the terms worked out of them."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Organisation(Table, table=True):
    id: str = key()
    name: str
    zone: str = "Europe/Helsinki"
    turned_through: str | None = None
    """The last date that `turn_day` has settled for everyone."""
    is_demo: bool = False
    pay_day: int = 0
    """The day of the following month on which a month is paid; 0 is the month's own last day."""


class Team(Table, table=True):
    org: str = key()
    id: str = key()
    name: str


class Person(Table, table=True):
    __table_args__ = (Index("ix_person_org_email", "org", "email", unique=True), Index("ix_person_email", "email"))
    org: str = key()
    id: str = key()
    name: str
    email: str
    """Lower case; unique in the organisation."""
    lang: str = "fi"
    active: bool = True
    counts_from: str
    """Balances count from this date; earlier days never post."""
    external_id: str | None = None
    version: int = 1


class PersonRole(Table, table=True):
    org: str = key()
    person: str = key()
    role: str = key()
    """employee, supervisor, planner, admin or payroll."""


class TeamMember(Table, table=True):
    __table_args__ = (Index("ix_team_member_org_team", "org", "team"),)
    org: str = key()
    person: str = key()
    team: str = key()
    role: str = key()
    """member or supervisor."""
    from_date: str = key()
    until_date: str | None = None


class Agreement(Table, table=True):
    org: str = key()
    id: str = key()
    """The agreement's key, such as `yleinen-37-30`."""
    name: str
    from_date: str
    until_date: str | None = None
    source: str
    base: str | None = None
    rows: str = body()
    """JSON list of {key, form, from, until, value, source}."""
    copied_from: str | None = None
    version: int = 1


class Contract(Table, table=True):
    __table_args__ = (Index("ix_contract_org_person", "org", "person", "from_date"),)
    org: str = key()
    id: str = key()
    person: str
    from_date: str
    until_date: str | None = None
    agreement: str
    variant: str | None = None
    body: str = body()
    """JSON of the contract as the rules read it."""


class Terms(Table, table=True):
    __table_args__ = (Index("ix_terms_org_person", "org", "person", "from_date"),)
    org: str = key()
    id: str = key()
    person: str
    from_date: str
    until_date: str | None = None
    body: str = body()
    version: int = 1
    deleted: bool = False


class WorkType(Table, table=True):
    org: str = key()
    id: str = key()
    name: str
    kiky: bool = False
    active: bool = True


class CostCentre(Table, table=True):
    org: str = key()
    id: str = key()
    code: str
    name: str
    active: bool = True


class ContractChange(Table, table=True):
    """One change of contracts for one person or many: what was asked, who changed and who did not."""

    org: str = key()
    id: str = key()
    at: int = ms()
    who: str | None = None
    from_date: str
    body: str = body()
    undone_at: int | None = ms(None)


class AgreementChange(Table, table=True):
    """One change of an agreement's rules: what stood before and after it, so that it can be taken back."""

    org: str = key()
    agreement: str = key()
    version: int = key()
    """The version that the change made."""
    at: int = ms()
    who: str | None = None
    from_date: str | None = None
    """The first date that it concerns; null when no row differs."""
    body: str = body()
    """JSON of {before, after}, each {name, until, source, rows}."""
    undone_at: int | None = ms(None)


class KikySwitch(Table, table=True):
    """The company's own word on kiky: on or off from a date, for one agreement or (null) for all, with the reason."""

    org: str = key()
    id: str = key()
    agreement: str | None = None
    from_date: str
    until_date: str | None = None
    runs: bool
    scheme: str | None = body(None)
    """JSON of the scheme's settings where the company switches one on that its agreement has not."""
    reason: str = body()
    who: str | None = None
    at: int = ms()
    undone_at: int | None = ms(None)


class AuditEvent(Table, table=True):
    """One change of state: who, what, old and new; each row seals the one before it."""

    __table_args__ = (
        Index("ix_audit_event_org_entity", "org", "entity", "entity_id"),
        Index("ix_audit_event_org_person", "org", "person", "n"),
    )
    org: str = key()
    n: int = key()
    at: int = ms()
    who: str | None = None
    what: str
    entity: str
    entity_id: str
    old: str | None = body(None)
    new: str | None = body(None)
    person: str | None = None
    """Whose thing it is, to find it by."""
    seal: str


class AuditHead(Table, table=True):
    """Where an organisation's audit chain ends: its last number and seal. The next event follows it."""

    org: str = key()
    n: int
    seal: str
