"""The codes of the second step: RFC 6238, thirty seconds each, and recovery codes for a lost phone."""

import secrets
from typing import NamedTuple

import pyotp
import segno

from leima.db.tables.auth import RecoveryCode, TwoStep
from leima.db.tx import Tx
from leima.features.auth.secrets import digest
from leima.web.errors import Conflict

STEP = 30_000
"""Milliseconds of one code."""
NEAR = (0, -1, 1)
"""Steps around now whose codes are taken: a phone's clock is seldom wrong by more than half a minute."""
SPARES = 10
"""Recovery codes that a person has."""
SPARE_LENGTH = 10
"""Letters of a recovery code."""
_BEGIN = (
    "INSERT INTO two_step (org, person, secret, since, last_step) VALUES (:org, :person, :secret, NULL, 0)"
    " ON CONFLICT (org, person) DO UPDATE SET secret = excluded.secret, last_step = 0 WHERE two_step.since IS NULL"
)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Setup(NamedTuple):
    """What an authenticator app is given. `qr` are the rows of its picture, a letter a module: 1 is dark."""

    secret: str
    uri: str
    qr: list[str]


class OfficePerson(NamedTuple):
    """Somebody of payroll or an admin, and since when their second step is on (epoch ms)."""

    id: str
    name: str
    since: int | None


def begin(tx: Tx, person: str, email: str) -> Setup:
    """A new secret, which asks for nothing until its first right code. Raises Conflict `two_step_on`."""
    secret = pyotp.random_base32()
    if tx.met(_BEGIN, org=tx.org, person=person, secret=secret) == 0:
        raise Conflict("two_step_on")
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Leima")
    rows = segno.make(uri, error="m").matrix
    return Setup(secret, uri, ["".join(str(int(dark)) for dark in row) for row in rows])


def standing(tx: Tx, org: str, person: str) -> TwoStep | None:
    """The secret that has been begun or is in use. `tx.org` may not be set yet."""
    return tx.one(TwoStep, "SELECT * FROM two_step WHERE org=:org AND person=:person", org=org, person=person)


def one_at_a_time(tx: Tx, org: str, person: str) -> None:
    """On PostgreSQL others who give a code of the person wait, so that each failure counts before the next try."""
    if tx.dialect == "postgresql":
        sql = "SELECT 1 FROM two_step WHERE org=:org AND person=:person FOR UPDATE"
        tx.value(int, sql, org=org, person=person)


def take(tx: Tx, person: str, code: str) -> bool:
    """Uses up a code of the app, or a recovery code of who is past the first; False when it is not good."""
    found = standing(tx, tx.org, person)
    if found is None:
        return False
    plain = "".join(code.split()).replace("-", "").lower()
    return _take_step(tx, found, plain) or (found.since is not None and _take_spare(tx, person, plain))


def _take_step(tx: Tx, found: TwoStep, code: str) -> bool:
    app, now = pyotp.TOTP(found.secret), tx.now // STEP
    step = next((now + off for off in NEAR if _same(app.generate_otp(now + off), code)), None)
    if step is None:
        return False
    met = tx.met(
        "UPDATE two_step SET last_step=:step, since=COALESCE(since, :now)"
        " WHERE org=:org AND person=:person AND secret=:secret AND last_step < :step",
        org=found.org,
        person=found.person,
        secret=found.secret,
        step=step,
        now=tx.now,
    )
    return met == 1


def _same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


def _take_spare(tx: Tx, person: str, code: str) -> bool:
    sql = "UPDATE recovery_code SET used_at=:now WHERE org=:org AND person=:person AND hash=:hash AND used_at IS NULL"
    return tx.met(sql, org=tx.org, person=person, hash=digest(code), now=tx.now) == 1


def new_spares(tx: Tx, person: str) -> list[str]:
    """Ten new recovery codes of 49 bits each; earlier ones are no good any more. They are shown this once."""
    made = ["".join(secrets.choice(_LETTERS) for _ in range(SPARE_LENGTH)) for _ in range(SPARES)]
    tx.run("DELETE FROM recovery_code WHERE org=:org AND person=:person", org=tx.org, person=person)
    for code in made:
        tx.insert(RecoveryCode(org=tx.org, person=person, hash=digest(code)))
    return [f"{code[:5]}-{code[5:]}" for code in made]


def spares_left(tx: Tx, person: str) -> int:
    """How many recovery codes are unused."""
    sql = "SELECT COUNT(*) FROM recovery_code WHERE org=:org AND person=:person AND used_at IS NULL"
    return tx.value(int, sql, org=tx.org, person=person) or 0


def remove(tx: Tx, person: str) -> bool:
    """Signing in asks for the password alone again; False when it did so already."""
    tx.run("DELETE FROM recovery_code WHERE org=:org AND person=:person", org=tx.org, person=person)
    return tx.met("DELETE FROM two_step WHERE org=:org AND person=:person", org=tx.org, person=person) == 1


def payroll_and_admins(tx: Tx) -> list[OfficePerson]:
    """The active people of `tx.org` who are of payroll or admins, by name."""
    return tx.rows(
        OfficePerson,
        "SELECT p.id, p.name, t.since FROM person p LEFT JOIN two_step t ON t.org = p.org AND t.person = p.id"
        " WHERE p.org=:org AND p.active=:yes AND p.id IN (SELECT person FROM person_role"
        " WHERE org=:org AND role IN ('admin', 'payroll')) ORDER BY p.name, p.id",
        org=tx.org,
        yes=True,
    )
