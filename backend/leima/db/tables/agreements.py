"""Agreements, contracts and the terms worked out of them, with every change of them."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


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
    """The company's decision on kiky: on or off from a date, for one agreement or (null) for all, with the reason."""

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
