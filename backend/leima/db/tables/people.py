"""Organisations, teams and persons, what work is booked on, and the audit trail."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class Organisation(Table, table=True):
    id: str = key()
    name: str
    zone: str = "Europe/Helsinki"
    turned_through: str | None = None
    """The last date that `end_of_day` has computed for everyone."""
    is_demo: bool = False
    pay_day: int = 0
    """The day of the following month on which a month is paid; 0 is the month's own last day."""
    two_step: bool = False
    """Whether payroll and admins have to sign in with a second step."""
    company_only: bool = False
    """Whether everybody but admins comes in by the company's own sign-in alone."""
    logo: str | None = None
    """The version of the logo that it has."""


class Team(Table, table=True):
    org: str = key()
    id: str = key()
    name: str
    site: str | None = None
    """Where the team is: its people are there too."""


class Site(Table, table=True):
    org: str = key()
    id: str = key()
    name: str
    address: str = ""
    """A street address in words; empty where nobody has told it."""


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
    facts_from: str = ""
    """What happened before this date has been removed: those days are worked out no more. Empty while all is there."""
    forgotten_at: int | None = ms(None)
    """Since when the row names nobody: the name is gone with all that needed it."""
    site: str | None = None
    """Where the person is, whatever the site of their team; None: where the team is."""
    version: int = 1


class PersonRole(Table, table=True):
    org: str = key()
    person: str = key()
    role: str = key()
    """employee, supervisor, planner, admin, payroll or reception."""


class TeamMember(Table, table=True):
    __table_args__ = (Index("ix_team_member_org_team", "org", "team"),)
    org: str = key()
    person: str = key()
    team: str = key()
    role: str = key()
    """member or supervisor."""
    from_date: str = key()
    until_date: str | None = None


class PersonChange(Table, table=True):
    """A change that waits for its date: once it has come, the person's own row says it and this one is gone."""

    org: str = key()
    person: str = key()
    what: str = key()
    """name, email, roles or site."""
    from_date: str = key()
    value: str = body()
    """JSON."""


class StaffColumns(Table, table=True):
    """What each column of the organisation's own file of people was last said to mean."""

    org: str = key()
    body: str = body()
    """JSON: a title in lower case to a field; empty for a column that is left out."""


class HistoryColumns(Table, table=True):
    """How the organisation's files of an old clock were last read."""

    org: str = key()
    body: str = body()
    """JSON: `columns`, a title in lower case to a field; `named`, a name in the file to a person or "-"; and
    `date_order`."""


class WorkType(Table, table=True):
    org: str = key()
    id: str = key()
    name: str
    kiky: bool = False
    active: bool = True
    merged_into: str | None = None
    """What is booked instead of it since `merged_on`. It may have been merged itself, later."""
    merged_on: str | None = None


class CostCentre(Table, table=True):
    org: str = key()
    id: str = key()
    code: str
    name: str
    active: bool = True
    merged_into: str | None = None
    """What is booked instead of it since `merged_on`. It may have been merged itself, later."""
    merged_on: str | None = None


class AuditEvent(Table, table=True):
    """One change of state: who, what, old and new; each row seals the one before it."""

    __table_args__ = (
        Index("ix_audit_event_org_entity", "org", "entity", "entity_id"),
        Index("ix_audit_event_org_person", "org", "person", "n"),
        Index("ix_audit_event_org_removal", "org", "removal"),
        Index("ix_audit_event_org_what", "org", "what", "n"),
        Index("ix_audit_event_org_who", "org", "who", "n"),
        Index("ix_audit_event_org_at", "org", "at", "n"),
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
    salt: str | None = None
    """Makes what `old` and `new` were sealed as impossible to guess; gone with them. Events of older versions have
    none: those were sealed with their values."""
    kept: str | None = body(None)
    """Once `old` and `new` are gone: JSON of what they were sealed as, `{}` for an event of an older version."""
    removal: str | None = None
    """The id that the event has which tells of their removal."""


class AuditHead(Table, table=True):
    """Where an organisation's audit chain ends: its last number and seal. The next event follows it."""

    org: str = key()
    n: int
    seal: str
