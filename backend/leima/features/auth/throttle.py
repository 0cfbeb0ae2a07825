"""Failures slow the next try down: per account and per address, kept in the store, never a lock-out by strangers.

A device that has signed in as the person before has a bucket of its own, so what strangers do to the account or from
the same address does not stop it; and a one-time link is never throttled by them either. A new device at an address
from which nobody has failed at the account is not stopped by what was guessed from elsewhere, and no wait that
strangers cause is longer than a minute (docs/decisions/0012-throttle.md).
"""

from dataclasses import dataclass, replace

from leima.db.database import Database
from leima.db.jobs import Job
from leima.db.tx import Tx
from leima.features.auth.secrets import bucket
from leima.web.errors import TooMany

_DAY = 86_400_000


@dataclass(frozen=True)
class Limit:
    """`free` failures cost nothing; then the wait doubles from `first` to `most` milliseconds."""

    free: int
    first: int = 1_000
    most: int = 60_000
    window: int = _DAY


LIMITS = {
    "known": Limit(free=5, most=300_000),
    "pair": Limit(free=5),
    "account": Limit(free=50),
    "address": Limit(free=30),
    "code": Limit(free=5),
    "session": Limit(free=5, most=300_000),
    "feed": Limit(free=30),
    "asking": Limit(free=10),
    "begun": Limit(free=300, window=600_000),
}


def wait_after(limit: Limit, failures: int) -> int:
    """Milliseconds to wait after so many failures in the window."""
    over = failures - limit.free
    return 0 if over < 0 else min(limit.first << min(over, 20), limit.most)


@dataclass(frozen=True)
class Tries:
    """Which buckets a try looks at, and which one a failure fills."""

    looks: tuple[str, ...]
    fills: tuple[str, ...]
    forgives: tuple[str, ...]
    is_new: bool = False
    """Whether the device has not signed in as the person before."""
    guesses: tuple[str, ...] = ()
    """Where wrong passwords at the account are counted, wherever they came from."""


def sign_in_tries(tx: Tx, email: str, device: str, address: str, *, known: bool, shared: bool = False) -> Tries:
    """Returns the buckets of a sign-in. A device is `known` where it has signed in to every account of the address.

    Where several accounts share the address, who comes in to one has not shown that the guesses at another were theirs
    to make.
    A known device answers only for itself. A new one answers for the account only where its own address has failed at
    that account before: guesses from elsewhere do not keep the right password waiting.
    """
    own, pair = bucket("known", email, device), bucket("pair", email, address)
    account, place = bucket("account", email), bucket("address", address)
    if known:
        return Tries(looks=(own,), fills=(own, place), forgives=(own, pair), guesses=(own, account))
    failed_here = tx.value(int, "SELECT 1 FROM throttle WHERE bucket=:pair", pair=pair) is not None
    looks = (pair, account, place) if failed_here else (pair, place)
    forgives = () if shared else (pair,)
    return Tries(looks, fills=(pair, account, place), forgives=forgives, is_new=True, guesses=(account,))


def code_tries(org: str, person: str, tries: Tries) -> Tries:
    """The same for who has shown the password and guesses at the code: new devices wait for each other, wherever they
    are, since a code has six digits."""
    own = bucket("code", org, person)
    return replace(tries, looks=(own,), fills=(*tries.fills, own), is_new=False) if tries.is_new else tries


def session_tries(org: str, person: str) -> Tries:
    """The bucket of a signed-in person who proves the present password again."""
    own = (bucket("session", org, person),)
    return Tries(own, own, own)


def asking_tries(address: str) -> Tries:
    """The bucket of an address that asks for links to new passwords: each time counts, whoever it asks for."""
    place = (bucket("asking", address),)
    return Tries(looks=place, fills=place, forgives=())


def begin_one(tx: Tx, address: str) -> None:
    """A sign-in that leaves a row before anybody is known has begun at an address. Raises TooMany after 300 in ten
    minutes: a whole office may stand behind one address."""
    place = (bucket("begun", address),)
    tries = Tries(looks=place, fills=place, forgives=())
    refuse_if_blocked(tx, tries)
    count_failure(tx, tries)


def refuse_if_blocked(tx: Tx, tries: Tries) -> None:
    """Raises TooMany with the seconds to wait while one of the buckets is blocked."""
    until = tx.value(int, "SELECT MAX(blocked_until) FROM throttle WHERE bucket IN :names", names=tries.looks)
    left = (until or 0) - tx.now
    if left > 0:
        raise TooMany(retry_after=-(-left // 1000), seconds=-(-left // 1000))


_COUNT = (
    "INSERT INTO throttle (bucket, failures, window_start, blocked_until) VALUES (:bucket, 1, :now, 0)"
    " ON CONFLICT (bucket) DO UPDATE SET"
    " failures = CASE WHEN throttle.window_start < :since THEN 1 ELSE throttle.failures + 1 END,"
    " window_start = CASE WHEN throttle.window_start < :since THEN :now ELSE throttle.window_start END"
    " RETURNING failures"
)


def count_failure(tx: Tx, tries: Tries) -> None:
    """One more failure in each of the buckets."""
    for name in sorted(tries.fills):
        limit = LIMITS[name.partition(":")[0]]
        failures = tx.value(int, _COUNT, bucket=name, now=tx.now, since=tx.now - limit.window)
        wait = wait_after(limit, failures or 1)
        tx.run("UPDATE throttle SET blocked_until=:until WHERE bucket=:bucket", until=tx.now + wait, bucket=name)


def guessed(tx: Tx, tries: Tries) -> int:
    """How many wrong passwords and codes the account has had in a day, by everybody."""
    sql = "SELECT CAST(SUM(failures) AS BIGINT) FROM throttle WHERE bucket IN :names AND window_start >= :since"
    return tx.value(int, sql, names=tries.guesses, since=tx.now - _DAY) or 0


def forgive(tx: Tx, tries: Tries) -> None:
    """A success clears what stood against this device; what stands against the account or address stays."""
    tx.run("DELETE FROM throttle WHERE bucket IN :names", names=tries.forgives)


def _is_old(tx: Tx) -> bool:
    sql = "SELECT 1 FROM throttle WHERE window_start < :old LIMIT 1"
    return tx.value(int, sql, old=tx.now - 2 * _DAY) is not None


def _forget_old(tx: Tx) -> int:
    return tx.met("DELETE FROM throttle WHERE window_start < :old", old=tx.now - 2 * _DAY)


async def forget_failures(db: Database) -> int:
    """Forgets failures that are older than two of the longest windows; returns how many buckets they filled."""
    return await db.write(_forget_old) if await db.read(_is_old) else 0


FORGET_FAILURES = Job("forget_failures", forget_failures, every=3600.0)
MOST_BUCKETS = 50_000
"""Buckets that are kept: whoever guesses at any number of addresses from any number of places fills no disk."""


def _count(tx: Tx) -> int:
    return tx.value(int, "SELECT COUNT(*) FROM throttle") or 0


def _drop_least(tx: Tx) -> int:
    """Those with the fewest failures go first: what keeps somebody waiting cannot be flushed out by single guesses."""
    sql = "DELETE FROM throttle WHERE bucket IN (SELECT bucket FROM throttle ORDER BY failures, window_start LIMIT :n)"
    over = _count(tx) - MOST_BUCKETS
    return tx.met(sql, n=over) if over > 0 else 0


async def bound_failures(db: Database) -> int:
    """Forgets the least of the failures where they fill too many buckets; returns how many."""
    return await db.write(_drop_least) if await db.read(_count) > MOST_BUCKETS else 0


BOUND_FAILURES = Job("bound_failures", bound_failures, every=60.0)
