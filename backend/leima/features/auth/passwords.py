"""Passwords: which are good enough, how they are sealed, how they are compared."""

import re
import unicodedata
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError, VerifyMismatchError

from leima import paths
from leima.web.errors import Busy, Invalid

LEAST = 12
"""Characters; length is the only demand beside the blocklist."""
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""argon2id, 19 MiB, two passes, one lane."""
_UNREADABLE = "Decoding failed"
"""argon2's word for a hash that it cannot take apart."""
RETRY = 2
"""Seconds after which to try again when memory was short."""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


@lru_cache
def blocklist() -> frozenset[str]:
    """The words that guessers try first, case folded."""
    lines = (paths.shared() / "tables" / "password_blocklist.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().casefold() for line in lines if line.strip() and not line.startswith("#"))


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _is_obvious(password: str, about: tuple[str, ...]) -> bool:
    folded = password.casefold().strip()
    core = re.sub(r"[\s_.-]+", "", _EDGES.sub("", folded))
    known = blocklist() | {word.casefold() for word in about if word}
    repeated = any(core == word * (len(core) // len(word)) for word in known if core and len(core) % len(word) == 0)
    return folded in known or core in known or repeated or len(set(folded)) < 4


def refuse_if_weak(password: str, *about: str) -> None:
    """Raises Invalid `password_short` or `password_common`; `about` are the person's own name and address."""
    plain = _plain(password)
    words = tuple(part for word in about for part in (word, *re.split(r"[\s@.]+", word)) if len(part) > 2)
    if len(plain) < LEAST:
        raise Invalid("password_short", least=LEAST)
    if _is_obvious(plain, words):
        raise Invalid("password_common")


def seal(password: str) -> str:
    """The argon2id hash that is stored. Slow on purpose: never in a transaction or on the event loop.

    Raises Busy when there is not memory enough for it.
    """
    try:
        return _HASHER.hash(_plain(password))
    except (Argon2Error, MemoryError) as error:
        raise Busy("password_busy", retry_after=RETRY) from error


def matches(sealed: str, password: str) -> bool:
    """Whether `password` is the sealed one. As slow as `seal`; an unreadable hash is nobody's password.

    Raises Busy when the comparison itself failed: nothing is known of the password then.
    """
    try:
        return _HASHER.verify(sealed, _plain(password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    except (Argon2Error, MemoryError) as error:
        if error.args == (_UNREADABLE,):
            return False
        raise Busy("password_busy", retry_after=RETRY) from error
