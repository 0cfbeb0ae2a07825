"""The rows of sign-in: credentials, session families, refresh tokens, one-time links and signing keys."""

from typing import Any

from leima.db.tx import Row, Tx
from leima.features.auth.secrets import DAY_MS


def people_with(tx: Tx, email: str) -> list[Row]:
    """Every active person with the address, in all organisations, with the password's hash (or None)."""
    return tx.rows(
        "SELECT p.org, p.id AS person, c.secret AS sealed FROM person p LEFT JOIN credential c"
        " ON c.org = p.org AND c.person = p.id AND c.method = 'password'"
        " WHERE p.email = :email AND p.active = :yes ORDER BY p.org LIMIT 8",
        email=email,
        yes=True,
    )


def signed_in_before(tx: Tx, email: str, device: str) -> bool:
    """Whether the device holds a session of the person, or ended one by its own log-out."""
    return bool(
        tx.one(
            "SELECT f.id FROM session_family f JOIN person p ON p.org = f.org AND p.id = f.person"
            " WHERE p.email = :email AND f.device = :device AND (f.revoked_at IS NULL OR f.revoked_why = 'sign_out')",
            email=email,
            device=device,
        )
    )


def person_of(tx: Tx, org: str, person: str) -> Row | None:
    """id, name, email, active of a person."""
    return tx.one("SELECT id, name, email, active FROM person WHERE org=:org AND id=:id", org=org, id=person)


def roles_of(tx: Tx, org: str, person: str) -> list[str]:
    """The person's roles, sorted."""
    found = tx.rows("SELECT role FROM person_role WHERE org=:org AND person=:person", org=org, person=person)
    return sorted(row.role for row in found)


def password_of(tx: Tx, org: str, person: str) -> str | None:
    """The sealed password, or None before the first one is set."""
    row = tx.one(
        "SELECT secret FROM credential WHERE org=:org AND person=:person AND method='password'", org=org, person=person
    )
    return row.secret if row else None


def set_password(tx: Tx, person: str, sealed: str) -> None:
    """Stores the hash as the only password of the person in `tx.org`."""
    tx.run(
        "INSERT INTO credential (org, person, method, secret, changed_at) VALUES (:org, :person, 'password', :s, :now)"
        " ON CONFLICT (org, person, method) DO UPDATE SET secret = excluded.secret, changed_at = excluded.changed_at",
        **{"org": tx.org, "person": person, "s": sealed, "now": tx.now},
    )


def open_family(tx: Tx, person: str, device: str) -> Row | None:
    """The standing session of a person on a device."""
    return tx.one(
        "SELECT id FROM session_family WHERE org=:org AND person=:person AND device=:device AND revoked_at IS NULL",
        **{"org": tx.org, "person": person, "device": device},
    )


def add_family(tx: Tx, family: str, person: str, device: str, name: str) -> None:
    tx.run(
        "INSERT INTO session_family (org, id, person, device, device_name, created_at, last_seen_at)"
        " VALUES (:org, :id, :person, :device, :name, :now, :now)",
        **{"org": tx.org, "id": family, "person": person, "device": device, "name": name, "now": tx.now},
    )


def see_family(tx: Tx, family: str, name: str | None = None) -> None:
    """The device was here now."""
    tx.run(
        "UPDATE session_family SET last_seen_at=:now, device_name=COALESCE(:name, device_name)"
        " WHERE org=:org AND id=:id",
        **{"org": tx.org, "id": family, "now": tx.now, "name": name},
    )


def families_of(tx: Tx, person: str) -> list[Row]:
    """The standing sessions of a person, the latest first."""
    return tx.rows(
        "SELECT id, device_name, created_at, last_seen_at FROM session_family"
        " WHERE org=:org AND person=:person AND revoked_at IS NULL ORDER BY last_seen_at DESC, id",
        org=tx.org,
        person=person,
    )


def revoke(tx: Tx, family: str, person: str, why: str) -> bool:
    """Ends one session of the person; False when there is none to end."""
    return bool(
        tx.run(
            "UPDATE session_family SET revoked_at=:now, revoked_why=:why"
            " WHERE org=:org AND id=:id AND person=:person AND revoked_at IS NULL",
            **{"org": tx.org, "id": family, "person": person, "why": why, "now": tx.now},
        )
    )


def revoke_all(tx: Tx, person: str, why: str, keep: str = "") -> int:
    """Ends every session of the person but `keep`; answers how many."""
    return tx.run(
        "UPDATE session_family SET revoked_at=:now, revoked_why=:why"
        " WHERE org=:org AND person=:person AND id <> :keep AND revoked_at IS NULL",
        **{"org": tx.org, "person": person, "why": why, "keep": keep, "now": tx.now},
    )


def refresh_token(tx: Tx, hash: str) -> Row | None:
    """A refresh token with its family and its person's state; on PostgreSQL both rows are locked."""
    lock = " FOR UPDATE OF f, t" if tx.dialect == "postgresql" else ""
    return tx.one(
        "SELECT t.org, t.family, t.used_at, t.retired_at, t.expires_at, f.person, f.device, f.revoked_at, p.active"
        " FROM refresh_token t JOIN session_family f ON f.org = t.org AND f.id = t.family"
        f" JOIN person p ON p.org = f.org AND p.id = f.person WHERE t.hash = :hash{lock}",
        hash=hash,
    )


def first_use_of_a_child(tx: Tx, family: str, hash: str) -> int | None:
    """When a token that replaced this one was first presented (epoch ms)."""
    row = tx.one(
        "SELECT MIN(used_at) AS at FROM refresh_token WHERE org=:org AND family=:family AND parent=:hash",
        **{"org": tx.org, "family": family, "hash": hash},
    )
    at: int | None = row.at if row else None
    return at


def use_token(tx: Tx, family: str, hash: str) -> None:
    """The token was presented; every other unused one of the family is retired."""
    tx.run("UPDATE refresh_token SET used_at=:now WHERE hash=:hash AND used_at IS NULL", now=tx.now, hash=hash)
    tx.run(
        "UPDATE refresh_token SET retired_at=:now"
        " WHERE org=:org AND family=:family AND hash <> :hash AND used_at IS NULL AND retired_at IS NULL",
        **{"org": tx.org, "family": family, "hash": hash, "now": tx.now},
    )


def add_token(tx: Tx, hash: str, family: str, parent: str | None, expires_at: int) -> None:
    tx.run(
        "INSERT INTO refresh_token (hash, org, family, parent, created_at, expires_at)"
        " VALUES (:hash, :org, :family, :parent, :now, :expires)",
        **{"hash": hash, "org": tx.org, "family": family, "parent": parent, "now": tx.now, "expires": expires_at},
    )


def forget_tokens(tx: Tx, family: str) -> None:
    """A new sign-in on the device: the tokens of the earlier one no longer exist."""
    tx.run("DELETE FROM refresh_token WHERE org=:org AND family=:family", org=tx.org, family=family)


def forget_old_tokens(tx: Tx, family: str) -> None:
    """Drops tokens that were replaced a month ago, so that a long-lived session stays small."""
    tx.run(
        "DELETE FROM refresh_token WHERE org=:org AND family=:family AND used_at < :old",
        **{"org": tx.org, "family": family, "old": tx.now - 30 * DAY_MS},
    )


def spend_links_of(tx: Tx, person: str) -> None:
    """Uses up every link that the person has not opened."""
    tx.run(
        "UPDATE one_time_link SET used_at=:now WHERE org=:org AND person=:person AND used_at IS NULL",
        **{"now": tx.now, "org": tx.org, "person": person},
    )


def add_link(tx: Tx, **columns: Any) -> None:
    """A one-time link of `tx.org`; the person's earlier unused ones are spent."""
    spend_links_of(tx, columns["person"])
    tx.run(
        "INSERT INTO one_time_link (hash, org, person, kind, created_at, expires_at, created_by)"
        " VALUES (:hash, :org, :person, :kind, :now, :expires_at, :created_by)",
        **{"org": tx.org, "now": tx.now, **columns},
    )


def good_link(tx: Tx, hash: str) -> Row | None:
    """A link that may still be used, with whom it is for."""
    return tx.one(
        "SELECT l.org, l.person, l.kind, l.created_by, p.name, p.email, o.name AS organisation FROM one_time_link l"
        " JOIN person p ON p.org = l.org AND p.id = l.person JOIN organisation o ON o.id = l.org"
        " WHERE l.hash=:hash AND l.used_at IS NULL AND l.expires_at > :now AND p.active = :yes",
        **{"hash": hash, "now": tx.now, "yes": True},
    )


def spend_link(tx: Tx, hash: str) -> bool:
    """Uses the link up; False when somebody was first or its time is over."""
    return (
        tx.run(
            "UPDATE one_time_link SET used_at=:now WHERE hash=:hash AND used_at IS NULL AND expires_at > :now",
            hash=hash,
            now=tx.now,
        )
        == 1
    )


def signing_keys(tx: Tx) -> list[Row]:
    """The keys of access tokens, the newest last."""
    return tx.rows("SELECT kid, secret FROM signing_key WHERE retired_at IS NULL ORDER BY created_at, kid")


def add_signing_key(tx: Tx, kid: str, secret: str) -> None:
    """Stores a key unless one of that name is there."""
    tx.run(
        "INSERT INTO signing_key (kid, secret, created_at) VALUES (:kid, :secret, :now) ON CONFLICT (kid) DO NOTHING",
        **{"kid": kid, "secret": secret, "now": tx.now},
    )


def linked_without_password(tx: Tx, kind: str) -> list[str]:
    """The people of `tx.org` who were sent a link of a kind and have no password yet."""
    found = tx.rows(
        "SELECT DISTINCT l.person FROM one_time_link l LEFT JOIN credential c ON c.org = l.org AND c.person = l.person"
        " WHERE l.org=:org AND l.kind=:kind AND c.person IS NULL ORDER BY l.person",
        org=tx.org,
        kind=kind,
    )
    return [row.person for row in found]
