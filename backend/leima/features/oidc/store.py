"""Companies' providers, the accounts that are known, and sign-ins on their way. Their only writer."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from leima.db.tables.oidc import CompanyLink, CompanySignIn, CompanyTry
from leima.db.tx import Tx
from leima.features.auth.sessions import SLIDES
from leima.web.errors import SignInNeeded

LASTS = 600_000
"""Milliseconds in which somebody signs in at the provider and comes back."""


class Way(NamedTuple):
    """An organisation with a sign-in of its own."""

    org: str
    word: str
    organisation: str


class Linked(NamedTuple):
    """Somebody of the organisation whose account is known; instants are epoch ms."""

    id: str
    name: str
    linked_at: int
    used_at: int


class Other(NamedTuple):
    """A session, and whose it is."""

    id: str
    person: str


_WAYS = (
    "SELECT s.org, s.word, o.name AS organisation FROM company_sign_in s JOIN organisation o ON o.id = s.org"
    " WHERE s.enabled=:yes"
)


def way_of(tx: Tx, word: str) -> Way | None:
    """The organisation that a word stands for."""
    return tx.one(Way, _WAYS + " AND s.word=:word", yes=True, word=word)


def first_ways(tx: Tx) -> list[Way]:
    """Two of the ways that there are, or fewer."""
    return tx.rows(Way, _WAYS + " ORDER BY s.word LIMIT 2", yes=True)


def setting(tx: Tx) -> CompanySignIn | None:
    """The provider of `tx.org`."""
    return tx.get(CompanySignIn)


def word_taken(tx: Tx, word: str) -> bool:
    """Whether another organisation has the word."""
    return (
        tx.value(str, "SELECT org FROM company_sign_in WHERE word=:word AND org<>:org", word=word, org=tx.org)
        is not None
    )


_SAVE = (
    "INSERT INTO company_sign_in (org, word, issuer, client_id, client_secret, enabled, trusts_emails, role_claim,"
    " role_values, step_claim, step_values, changed_at) VALUES (:org, :word, :issuer, :client_id, :client_secret,"
    " :enabled, :trusts_emails, :role_claim, :role_values, :step_claim, :step_values, :changed_at)"
    " ON CONFLICT (org) DO UPDATE SET word=excluded.word, issuer=excluded.issuer, client_id=excluded.client_id,"
    " client_secret=excluded.client_secret, enabled=excluded.enabled, trusts_emails=excluded.trusts_emails,"
    " role_claim=excluded.role_claim, role_values=excluded.role_values, step_claim=excluded.step_claim,"
    " step_values=excluded.step_values, changed_at=excluded.changed_at"
)


def save(tx: Tx, row: CompanySignIn) -> None:
    """Keeps the provider of `tx.org`; the audit trail says that a secret changed, never the secret.

    What another provider has begun to say counts no more.
    """
    before = setting(tx)
    tx.run(_SAVE, **row.model_dump())
    if before and (before.issuer, before.client_id) != (row.issuer, row.client_id):
        tx.run("DELETE FROM company_try WHERE org=:org", org=tx.org)
    old = told(before) if before else None
    tx.audit("company.changed", "organisation", tx.org, old, told(row, before))


_TOLD = ("word", "issuer", "client_id", "enabled", "trusts_emails", "role_claim", "step_claim")


def told(row: CompanySignIn, before: CompanySignIn | None = None) -> dict[str, object]:
    """What the audit trail says of a provider."""
    said: dict[str, Any] = {name: getattr(row, name) for name in _TOLD}
    said |= {"role_values": json.loads(row.role_values), "step_values": json.loads(row.step_values)}
    changed = before is not None and before.client_secret != row.client_secret
    return said | ({"new_secret": True} if changed else {})


def remove(tx: Tx, row: CompanySignIn) -> None:
    """Takes the provider of `tx.org` away, with the accounts that were known and what is on its way."""
    tx.run("DELETE FROM company_sign_in WHERE org=:org", org=tx.org)
    tx.run("DELETE FROM company_link WHERE org=:org", org=tx.org)
    tx.run("DELETE FROM company_try WHERE org=:org", org=tx.org)
    tx.audit("company.removed", "organisation", tx.org, told(row), None)


# Accounts


def link(tx: Tx, issuer: str, sub: str) -> CompanyLink | None:
    """Whose an account of a provider is, in `tx.org`."""
    return tx.get(CompanyLink, issuer=issuer, sub=sub)


def link_of(tx: Tx, issuer: str, person: str) -> CompanyLink | None:
    """The account of a person of `tx.org`."""
    return tx.get(CompanyLink, issuer=issuer, person=person)


def add_link(tx: Tx, issuer: str, sub: str, person: str) -> None:
    """From now on the account is the person's."""
    tx.insert(CompanyLink(org=tx.org, issuer=issuer, sub=sub, person=person, linked_at=tx.now, used_at=tx.now))
    tx.audit("company.linked", "person", person, None, {"issuer": issuer})


def use_link(tx: Tx, row: CompanyLink) -> None:
    """The person has come in by the account."""
    tx.run(
        "UPDATE company_link SET used_at=:now WHERE org=:org AND issuer=:issuer AND sub=:sub",
        now=tx.now,
        org=row.org,
        issuer=row.issuer,
        sub=row.sub,
    )


def drop_links(tx: Tx, person: str) -> bool:
    """Forgets the accounts of a person of `tx.org`; the next one with the address is linked anew."""
    gone = tx.met("DELETE FROM company_link WHERE org=:org AND person=:person", org=tx.org, person=person)
    if gone:
        tx.audit("company.unlinked", "person", person, None, None)
    return gone > 0


def linked_people(tx: Tx, issuer: str) -> list[Linked]:
    """Everybody of `tx.org` whose account is known, by name."""
    return tx.rows(
        Linked,
        "SELECT p.id, p.name, l.linked_at, l.used_at FROM company_link l"
        " JOIN person p ON p.org = l.org AND p.id = l.person"
        " WHERE l.org=:org AND l.issuer=:issuer ORDER BY p.name, p.id",
        org=tx.org,
        issuer=issuer,
    )


def sessions_besides(tx: Tx) -> list[Other]:
    """The sessions of `tx.org` that did not begin by the company's own sign-in and may go on; admins' apart."""
    return tx.rows(
        Other,
        "SELECT id, person FROM session_family WHERE org=:org AND revoked_at IS NULL AND by_company=:no"
        " AND last_seen_at > :since"
        " AND person NOT IN (SELECT person FROM person_role WHERE org=:org AND role='admin') ORDER BY person, id",
        org=tx.org,
        no=False,
        since=tx.now - SLIDES,
    )


# Sign-ins on their way


def add_try(tx: Tx, row: CompanyTry) -> None:
    """A sign-in has begun; those that are over are forgotten."""
    tx.run("DELETE FROM company_try WHERE expires_at <= :now", now=tx.now)
    tx.insert(row)


_MINE = " WHERE hash=:hash AND browser=:browser AND expires_at > :now"


def spend_try(tx: Tx, hash: str, browser: str) -> CompanyTry | None:
    """The sign-in that an answer belongs to, taken once; None for a replay, another browser, and one that is over."""
    key: Mapping[str, Any] = {"hash": hash, "browser": browser, "now": tx.now}
    if tx.met("UPDATE company_try SET spent=:yes" + _MINE + " AND spent=:no", yes=True, no=False, **key) == 0:
        return None
    return tx.one(CompanyTry, "SELECT * FROM company_try WHERE hash=:hash", hash=hash)


def proven_try(tx: Tx, hash: str, browser: str) -> CompanyTry | None:
    """A sign-in whose provider has named the person, while Leima's own second step is still to come."""
    sql = "SELECT * FROM company_try" + _MINE + " AND proven IS NOT NULL"
    return tx.one(CompanyTry, sql, hash=hash, browser=browser, now=tx.now)


def prove_try(tx: Tx, hash: str, person: str, sub: str, named_values: str | None) -> CompanyTry:
    """The provider has named the person, by an account and with values that stand for roles."""
    found = tx.one(
        CompanyTry,
        "UPDATE company_try SET proven=:person, sub=:sub, named_values=:named WHERE hash=:hash RETURNING *",
        person=person,
        sub=sub,
        named=named_values,
        hash=hash,
    )
    if found is None:
        raise SignInNeeded("company_state")
    return found


def end_try(tx: Tx, hash: str) -> bool:
    """The person has come in; False when another request was first."""
    return tx.met("DELETE FROM company_try WHERE hash=:hash", hash=hash) == 1
