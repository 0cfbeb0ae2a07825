"""Sign-in: secrets, devices' session families, one-time links and the record of failures."""

from sqlalchemy import Index

from leima.db.tables.base import Table, key, ms


class Credential(Table, table=True):
    org: str = key()
    person: str = key()
    method: str = key()
    """`password`; passkeys have a table of their own."""
    secret: str
    changed_at: int = ms()


class SessionFamily(Table, table=True):
    """One signed-in device: its refresh tokens descend from one sign-in."""

    __table_args__ = (Index("ix_session_family_org_person", "org", "person"),)
    org: str = key()
    id: str = key()
    person: str
    device: str
    device_name: str
    created_at: int = ms()
    last_seen_at: int = ms()
    signed_in_at: int = ms(0)
    """When the person last proved who they are on it; `created_at` is the first time."""
    by_company: bool = False
    """Whether they did so by the company's own sign-in."""
    revoked_at: int | None = ms(None)
    revoked_why: str | None = None


class RefreshToken(Table, table=True):
    __table_args__ = (Index("ix_refresh_token_org_family", "org", "family"),)
    hash: str = key()
    """SHA-256 of the token, hex."""
    org: str
    family: str
    parent: str | None = None
    created_at: int = ms()
    used_at: int | None = ms(None)
    """When it was first presented."""
    retired_at: int | None = ms(None)
    """Since when a sibling or child took over for good."""
    expires_at: int = ms()


class OneTimeLink(Table, table=True):
    """An invitation, a password reset or the first admin's link; used once, by a guarded update."""

    hash: str = key()
    org: str
    person: str
    kind: str
    created_at: int = ms()
    expires_at: int = ms()
    used_at: int | None = ms(None)
    created_by: str | None = None


class Throttle(Table, table=True):
    """Failures counted per account and per address; never a lock-out that somebody else can trigger."""

    bucket: str = key()
    failures: int
    window_start: int = ms()
    blocked_until: int = ms(0)


class SigningKey(Table, table=True):
    kid: str = key()
    secret: str
    created_at: int = ms()
    retired_at: int | None = ms(None)


class TwoStep(Table, table=True):
    """The secret of a person's authenticator app."""

    org: str = key()
    person: str = key()
    secret: str
    """Base32. It is kept as it is: the server has to work the codes out, and holds no key that lies elsewhere."""
    since: int | None = ms(None)
    """When the first right code came; before that it asks for nothing."""
    last_step: int = ms(0)
    """The 30 seconds of the last code that was taken, counted from 1970: none is taken twice."""


class RecoveryCode(Table, table=True):
    """A code for the day when the phone is lost; used once."""

    org: str = key()
    person: str = key()
    hash: str = key()
    used_at: int | None = ms(None)


class RefusedSignIn(Table, table=True):
    """How many sign-ins of a person were refused since the first one of a day; without a person, of all for whom the
    organisation has no row."""

    __table_args__ = (Index("ix_refused_sign_in_since", "since"),)
    org: str = key()
    person: str = key()
    since: int = ms()
    password: int = ms(0)
    code: int = ms(0)
    passkey: int = ms(0)
    company: int = ms(0)
    slowed: int = ms(0)
    """By the wait after many tries, before anything was looked at."""
    told: int = ms(0)
    """How many the last event told of."""
