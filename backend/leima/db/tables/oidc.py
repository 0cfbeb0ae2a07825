"""Signing in by the company's own sign-in (OpenID Connect)."""

from sqlalchemy import Index

from leima.db.tables.base import Table, body, key, ms


class CompanySignIn(Table, table=True):
    """The provider of an organisation, and what its word counts for here."""

    __table_args__ = (Index("ix_company_sign_in_word", "word", unique=True),)
    org: str = key()
    word: str
    """What stands for the organisation in the address of its sign-in page; one organisation has it."""
    issuer: str
    client_id: str
    client_secret: str = ""
    """Kept as it is, like the secrets of webhooks: the server has to send it. Empty for a client that has none."""
    enabled: bool = False
    trusts_emails: bool = False
    """Whether an address that the provider does not call verified counts: every one in it is the company's own."""
    role_claim: str = ""
    """The claim that says a person's groups; empty while roles are given in Leima alone."""
    role_values: str = body("[]")
    """JSON: a list of {value, role}."""
    step_claim: str = ""
    """amr or acr: where the provider says how somebody signed in; empty while its word is no second step."""
    step_values: str = body("[]")
    """JSON: the values of that claim that stand for a second step."""
    changed_at: int = ms()


class CompanyLink(Table, table=True):
    """Whom a provider's account belongs to, by its `sub`, since the first sign-in with a verified address."""

    __table_args__ = (Index("ix_company_link_org_person_issuer", "org", "person", "issuer", unique=True),)
    org: str = key()
    issuer: str = key()
    sub: str = key()
    person: str
    linked_at: int = ms()
    used_at: int = ms()


class CompanyTry(Table, table=True):
    """A sign-in on its way: what the answer of the provider must fit."""

    __table_args__ = (Index("ix_company_try_expires_at", "expires_at"),)
    hash: str = key()
    """SHA-256 of `state`, hex."""
    org: str
    browser: str
    """SHA-256 of what the cookie of the browser says that began it."""
    nonce: str
    verifier: str
    """Of PKCE; the provider has its SHA-256."""
    spent: bool = False
    """Whether the answer has come: it is taken once."""
    proven: str | None = None
    """Whom the provider has named, while Leima's own second step is still to come."""
    sub: str | None = None
    """Their account at the provider: it is linked when they are in."""
    named_values: str | None = body(None)
    """JSON: which of the values that stand for roles the claim has; null where it says nothing."""
    expires_at: int = ms()
