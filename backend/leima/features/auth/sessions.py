"""Sessions: one family of refresh tokens a device, rotated at each use.

A replaced token stays good until a child of it has been used, for a browser that was killed before it wrote its cookie
comes back with the old one. Once a child was used the old one is good for 30 s more; after that, presenting it means
that two hold the session, and the family ends.
"""

import uuid
from dataclasses import dataclass
from enum import Enum

from leima.db.actor import NoSession
from leima.db.tx import Tx
from leima.features.auth import store
from leima.features.auth.secrets import DAY_MS, digest, new_secret
from leima.features.push import store as push

SLIDES = 90 * DAY_MS
GRACE = 30_000


class Verdict(Enum):
    """What a presented refresh token deserves."""

    ROTATE = "rotate"
    EXPIRED = "session_expired"
    REVOKED = "session_revoked"
    REUSED = "reused"


@dataclass(frozen=True)
class Granted:
    """A session that stands, and the refresh token to hand out (never stored as it is)."""

    org: str
    person: str
    family: str
    refresh: str


def judge(token: store.Token, child_used_at: int | None, now: int) -> Verdict:
    """The verdict over a known token; `child_used_at` is when a replacement of it was first presented (epoch ms)."""
    if token.revoked_at is not None or not token.active:
        return Verdict.REVOKED
    if token.expires_at <= now:
        return Verdict.EXPIRED
    dead_since = token.retired_at if token.retired_at is not None else child_used_at
    if dead_since is None:
        return Verdict.ROTATE
    if now - dead_since > GRACE:
        return Verdict.REUSED
    return Verdict.ROTATE if token.retired_at is None else Verdict.EXPIRED


def begin(tx: Tx, person: str, device: str, device_name: str, *, by_company: bool = False) -> Granted:
    """A sign-in: the device's family goes on, or a new one starts; tokens of an earlier sign-in are forgotten.

    What others take on the device goes there no more.
    """
    push.drop_of_others(tx, person, device)
    standing = store.open_family(tx, person, device)
    family = standing or str(uuid.uuid4())
    if standing:
        store.forget_tokens(tx, family)
        store.see_family(tx, family, device_name, by_company=by_company)
    else:
        store.add_family(tx, family, person, device, device_name, by_company=by_company)
    return Granted(tx.org, person, family, _hand_out(tx, family, None))


def rotate(tx: Tx, presented: str) -> Granted | NoSession:
    """The next token for a presented one. A refusal is an answer, not a raise: a revocation must be committed."""
    hash = digest(presented)
    token = store.refresh_token(tx, hash)
    if token is None:
        return NoSession("session_expired")
    tx.org = token.org
    verdict = judge(token, store.first_use_of_a_child(tx, token.family, hash), tx.now)
    if verdict is Verdict.REUSED:
        store.revoke(tx, token.family, token.person, "reuse")
        tx.audit("session.reuse", "person", token.person, None, {"family": token.family})
        return NoSession("session_revoked")
    if verdict is not Verdict.ROTATE:
        return NoSession(verdict.value)
    store.use_token(tx, token.family, hash)
    store.forget_old_tokens(tx, token.family)
    store.see_family(tx, token.family)
    return Granted(token.org, token.person, token.family, _hand_out(tx, token.family, hash))


def is_kept_out(tx: Tx, family: str) -> bool:
    """Whether the company's own sign-in alone counts now, and the session began otherwise: an admin's may, as long as
    they are one."""
    sql = (
        "SELECT 1 FROM session_family f JOIN organisation o ON o.id = f.org WHERE f.org=:org AND f.id=:id"
        " AND o.company_only AND NOT f.by_company"
        " AND NOT EXISTS (SELECT 1 FROM person_role r WHERE r.org = f.org AND r.person = f.person AND r.role='admin')"
    )
    return tx.value(int, sql, org=tx.org, id=family) is not None


def end(tx: Tx, presented: str) -> None:
    """Log-out by the cookie; an unknown one ends nothing."""
    token = store.refresh_token(tx, digest(presented))
    if token is not None:
        tx.org = token.org
        store.revoke(tx, token.family, token.person, "sign_out")


def _hand_out(tx: Tx, family: str, parent: str | None) -> str:
    secret = new_secret()
    store.add_token(tx, digest(secret), family, parent, tx.now + SLIDES)
    return secret
