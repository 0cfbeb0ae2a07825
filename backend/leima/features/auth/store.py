"""The rows of sign-in: credentials, session families, refresh tokens, one-time links and signing keys."""

from typing import NamedTuple

from leima.db.tables.auth import OneTimeLink, RefreshToken, SessionFamily
from leima.db.tables.people import Person
from leima.db.tx import Tx
from leima.features.auth.secrets import DAY_MS
from leima.features.push import store as push


class Candidate(NamedTuple):
    """A person who may be signing in; `sealed` is the password's hash, None before the first one."""

    org: str
    person: str
    sealed: str | None


class Session(NamedTuple):
    """One signed-in device; instants are epoch ms."""

    id: str
    device_name: str
    created_at: int
    last_seen_at: int


class Token(NamedTuple):
    """A refresh token with its family and whether its person is active; instants are epoch ms."""

    org: str
    family: str
    used_at: int | None
    retired_at: int | None
    expires_at: int
    person: str
    device: str
    revoked_at: int | None
    active: bool


class GoodLink(NamedTuple):
    """A one-time link that may still be used, with the names that its page shows."""

    org: str
    person: str
    kind: str
    created_by: str | None
    name: str
    email: str
    organisation: str


def people_with(tx: Tx, email: str) -> list[Candidate]:
    """Every active person with the address, in all organisations."""
    return tx.rows(
        Candidate,
        "SELECT p.org, p.id AS person, c.secret AS sealed FROM person p LEFT JOIN credential c"
        " ON c.org = p.org AND c.person = p.id AND c.method = 'password'"
        " WHERE p.email = :email AND p.active = :yes ORDER BY p.org LIMIT 8",
        email=email,
        yes=True,
    )


def accounts_on(tx: Tx, email: str, device: str) -> int:
    """Of how many active people with the address the device holds a session, or ended one by its own log-out."""
    found = tx.value(
        int,
        "SELECT COUNT(DISTINCT f.org) FROM session_family f JOIN person p ON p.org = f.org AND p.id = f.person"
        " WHERE p.email = :email AND p.active = :yes AND f.device = :device"
        " AND (f.revoked_at IS NULL OR f.revoked_why = 'sign_out')",
        email=email,
        device=device,
        yes=True,
    )
    return found or 0


def person_of(tx: Tx, org: str, person: str) -> Person | None:
    """A person of any organisation: `tx.org` may not be set yet."""
    return tx.one(Person, "SELECT * FROM person WHERE org=:org AND id=:id", org=org, id=person)


def roles_of(tx: Tx, org: str, person: str) -> list[str]:
    """The person's roles, sorted."""
    sql = "SELECT role FROM person_role WHERE org=:org AND person=:person"
    return sorted(tx.values(str, sql, org=org, person=person))


def password_of(tx: Tx, org: str, person: str) -> str | None:
    """The sealed password, or None before the first one is set."""
    sql = "SELECT secret FROM credential WHERE org=:org AND person=:person AND method='password'"
    return tx.value(str, sql, org=org, person=person)


def set_password(tx: Tx, person: str, sealed: str) -> None:
    """Stores the hash as the only password of the person in `tx.org`."""
    tx.run(
        "INSERT INTO credential (org, person, method, secret, changed_at) VALUES (:org, :person, 'password', :s, :now)"
        " ON CONFLICT (org, person, method) DO UPDATE SET secret = excluded.secret, changed_at = excluded.changed_at",
        org=tx.org,
        person=person,
        s=sealed,
        now=tx.now,
    )


def open_family(tx: Tx, person: str, device: str) -> str | None:
    """The id of the standing session of a person on a device."""
    return tx.value(
        str,
        "SELECT id FROM session_family WHERE org=:org AND person=:person AND device=:device AND revoked_at IS NULL",
        org=tx.org,
        person=person,
        device=device,
    )


def add_family(tx: Tx, family: str, person: str, device: str, name: str, *, by_company: bool) -> None:
    tx.insert(
        SessionFamily(
            org=tx.org,
            id=family,
            person=person,
            device=device,
            device_name=name,
            created_at=tx.now,
            last_seen_at=tx.now,
            signed_in_at=tx.now,
            by_company=by_company,
        )
    )


def see_family(tx: Tx, family: str, name: str | None = None, *, by_company: bool = False) -> None:
    """The device was here now; with a name, its person has signed in on it anew."""
    tx.run(
        "UPDATE session_family SET last_seen_at=:now, device_name=COALESCE(:name, device_name),"
        " signed_in_at=COALESCE(:proved, signed_in_at), by_company=COALESCE(:by_company, by_company)"
        " WHERE org=:org AND id=:id",
        org=tx.org,
        id=family,
        now=tx.now,
        name=name,
        proved=None if name is None else tx.now,
        by_company=None if name is None else by_company,
    )


def families_of(tx: Tx, person: str) -> list[Session]:
    """The standing sessions of a person, the latest first."""
    return tx.rows(
        Session,
        "SELECT id, device_name, created_at, last_seen_at FROM session_family"
        " WHERE org=:org AND person=:person AND revoked_at IS NULL ORDER BY last_seen_at DESC, id",
        org=tx.org,
        person=person,
    )


def revoke(tx: Tx, family: str, person: str, why: str) -> bool:
    """Ends one session of the person; False when there is none to end."""
    met = tx.met(
        "UPDATE session_family SET revoked_at=:now, revoked_why=:why"
        " WHERE org=:org AND id=:id AND person=:person AND revoked_at IS NULL",
        org=tx.org,
        id=family,
        person=person,
        why=why,
        now=tx.now,
    )
    if met:
        push.drop_of_session(tx, family)
    return met > 0


def revoke_all(tx: Tx, person: str, why: str, keep: str = "") -> int:
    """Ends every session of the person but `keep`; returns how many."""
    met = tx.met(
        "UPDATE session_family SET revoked_at=:now, revoked_why=:why"
        " WHERE org=:org AND person=:person AND id <> :keep AND revoked_at IS NULL",
        org=tx.org,
        person=person,
        why=why,
        keep=keep,
        now=tx.now,
    )
    push.drop_of_person(tx, person, keep)
    return met


_TOKEN = (
    "SELECT t.org, t.family, t.used_at, t.retired_at, t.expires_at, f.person, f.device, f.revoked_at, p.active"
    " FROM refresh_token t JOIN session_family f ON f.org = t.org AND f.id = t.family"
    " JOIN person p ON p.org = f.org AND p.id = f.person WHERE t.hash = :hash"
)
_LOCK = " FOR UPDATE OF f, t"


def refresh_token(tx: Tx, hash: str) -> Token | None:
    """A refresh token; on PostgreSQL its row and its family's are locked."""
    return tx.one(Token, _TOKEN + _LOCK if tx.dialect == "postgresql" else _TOKEN, hash=hash)


def first_use_of_a_child(tx: Tx, family: str, hash: str) -> int | None:
    """When a token that replaced this one was first presented (epoch ms)."""
    sql = "SELECT MIN(used_at) FROM refresh_token WHERE org=:org AND family=:family AND parent=:hash"
    return tx.value(int, sql, org=tx.org, family=family, hash=hash)


def use_token(tx: Tx, family: str, hash: str) -> None:
    """The token was presented; every other unused one of the family is retired."""
    tx.run("UPDATE refresh_token SET used_at=:now WHERE hash=:hash AND used_at IS NULL", now=tx.now, hash=hash)
    tx.run(
        "UPDATE refresh_token SET retired_at=:now"
        " WHERE org=:org AND family=:family AND hash <> :hash AND used_at IS NULL AND retired_at IS NULL",
        org=tx.org,
        family=family,
        hash=hash,
        now=tx.now,
    )


def add_token(tx: Tx, hash: str, family: str, parent: str | None, expires_at: int) -> None:
    tx.insert(
        RefreshToken(hash=hash, org=tx.org, family=family, parent=parent, created_at=tx.now, expires_at=expires_at)
    )


def forget_tokens(tx: Tx, family: str) -> None:
    """A new sign-in on the device: the tokens of the earlier one no longer exist."""
    tx.run("DELETE FROM refresh_token WHERE org=:org AND family=:family", org=tx.org, family=family)


def forget_old_tokens(tx: Tx, family: str) -> None:
    """Drops tokens that were replaced a month ago, so that a long-lived session stays small."""
    tx.run(
        "DELETE FROM refresh_token WHERE org=:org AND family=:family AND used_at < :old",
        org=tx.org,
        family=family,
        old=tx.now - 30 * DAY_MS,
    )


def spend_links_of(tx: Tx, person: str) -> None:
    """Uses up every link that the person has not opened."""
    tx.run(
        "UPDATE one_time_link SET used_at=:now WHERE org=:org AND person=:person AND used_at IS NULL",
        now=tx.now,
        org=tx.org,
        person=person,
    )


def add_link(tx: Tx, link: OneTimeLink, *, beside: bool) -> None:
    """A one-time link; the person's earlier unused ones are spent, unless it is `beside` them."""
    if not beside:
        spend_links_of(tx, link.person)
    tx.insert(link)


def good_link(tx: Tx, hash: str) -> GoodLink | None:
    """A link that may still be used, with whom it is for."""
    return tx.one(
        GoodLink,
        "SELECT l.org, l.person, l.kind, l.created_by, p.name, p.email, o.name AS organisation FROM one_time_link l"
        " JOIN person p ON p.org = l.org AND p.id = l.person JOIN organisation o ON o.id = l.org"
        " WHERE l.hash=:hash AND l.used_at IS NULL AND l.expires_at > :now AND p.active = :yes",
        hash=hash,
        now=tx.now,
        yes=True,
    )


def has_link_since(tx: Tx, org: str, person: str, since: int) -> bool:
    """Whether the person has an unused link that was made after an instant (epoch ms)."""
    sql = "SELECT 1 FROM one_time_link WHERE org=:org AND person=:person AND used_at IS NULL AND created_at > :since"
    return tx.value(int, sql + " LIMIT 1", org=org, person=person, since=since) is not None


def spend_link(tx: Tx, hash: str) -> bool:
    """Uses the link up; False when somebody was first or its time is over."""
    sql = "UPDATE one_time_link SET used_at=:now WHERE hash=:hash AND used_at IS NULL AND expires_at > :now"
    return tx.met(sql, hash=hash, now=tx.now) == 1


def linked_without_password(tx: Tx, kind: str) -> list[str]:
    """The people of `tx.org` who were sent a link of a kind and have no password yet."""
    return tx.values(
        str,
        "SELECT DISTINCT l.person FROM one_time_link l LEFT JOIN credential c ON c.org = l.org AND c.person = l.person"
        " WHERE l.org=:org AND l.kind=:kind AND c.person IS NULL ORDER BY l.person",
        org=tx.org,
        kind=kind,
    )
