"""How processes over one PostgreSQL hear of each other's commits: NOTIFY after the commit, LISTEN here.

NOTIFY inside a transaction would hold a lock of the whole server until its commit. Whoever misses a word, because a
process ended between its commit and the word, gets the rows with the next ordinary pull.
"""

import json
import secrets
import selectors
import socket
import threading
from collections.abc import Callable, Sequence

import psycopg

from leima.db.database import Hooks
from leima.db.tx import Change

CHANNEL = "leima"
EVERYONE = frozenset({"*"})
LONGEST = 7000
"""Bytes of a payload; PostgreSQL takes fewer than 8000."""
RETRY_SECONDS = 0.5
"""Seconds before a lost connection is tried again."""
QUIET = 0.05
"""Seconds between two words of a process: what is committed meanwhile goes with the next one."""
_NOTIFY = "SELECT pg_notify(%(channel)s, %(payload)s)"
Say = Callable[[str, dict[str, str]], None]
News = dict[str, tuple[set[str], set[str]]]
"""The owners and units of what has changed, by organisation."""


class Mouth:
    """Tells the other processes what this one has committed, on a thread of its own."""

    def __init__(self, me: str, say: Say) -> None:
        self._me, self._say = me, say
        self._news: News = {}
        self._turn = threading.Condition()
        self._closing = False
        self._thread: threading.Thread | None = None

    def add(self, org: str, changes: Sequence[Change]) -> None:
        """Something has been committed. Waits for nothing."""
        with self._turn:
            owners, units = self._news.setdefault(org, (set(), set()))
            owners.update(change.owner for change in changes if change.owner)
            units.update(change.unit for change in changes if change.unit)
            if self._thread is None:
                self._thread = threading.Thread(target=self._keep_telling, name="leima-mouth", daemon=True)
                self._thread.start()
            self._turn.notify()

    def close(self) -> None:
        """Tells what is left."""
        with self._turn:
            self._closing = True
            self._turn.notify()
        if self._thread is not None:
            self._thread.join(4 * RETRY_SECONDS)

    def _keep_telling(self) -> None:
        while news := self._next():
            for org, (owners, units) in news.items():
                try:
                    self._say(_NOTIFY, {"channel": CHANNEL, "payload": payload(self._me, org, owners, units)})
                except psycopg.Error:
                    continue
            with self._turn:
                self._turn.wait_for(lambda: self._closing, QUIET)

    def _next(self) -> News:
        with self._turn:
            self._turn.wait_for(lambda: self._news or self._closing)
            news, self._news = self._news, {}
            return news


def payload(me: str, org: str, owners: set[str], units: set[str]) -> str:
    """What is said of an organisation; of too many people it is said that everybody may have something new."""
    told = json.dumps([me, org, sorted(owners), sorted(units)])
    return told if len(told) <= LONGEST else json.dumps([me, org, sorted(EVERYONE), []])


class CommitListener:
    """One listening thread a process, on its own connection."""

    def __init__(self, url: str, me: str, hooks: Hooks) -> None:
        self._url, self._me, self._hooks = url, me, hooks
        self._closing = threading.Event()
        self._woken, self._waker = socket.socketpair()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._keep_listening, name="leima-ear", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Wakes the thread, which waits for words, and lets it end."""
        self._closing.set()
        self._waker.close()
        if self._thread is not None:
            self._thread.join(4 * RETRY_SECONDS)
        self._woken.close()

    def _keep_listening(self) -> None:
        while not self._closing.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._hooks.heard("*", EVERYONE, frozenset())
                    self._listen_on(connection)
            except psycopg.Error:
                self._closing.wait(RETRY_SECONDS)

    def _listen_on(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        with selectors.DefaultSelector() as either:
            either.register(connection, selectors.EVENT_READ)
            either.register(self._woken, selectors.EVENT_READ)
            while not self._closing.is_set():
                for heard in connection.notifies(timeout=0):
                    sender, org, owners, units = json.loads(heard.payload)
                    if sender != self._me:
                        self._hooks.heard(org, frozenset(owners), frozenset(units))
                either.select()


def new_name() -> str:
    """What a process calls itself, so that it does not hear its own words."""
    return secrets.token_hex(8)
