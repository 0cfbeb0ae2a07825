"""How processes over one PostgreSQL hear of each other's commits: NOTIFY inside the transaction, LISTEN here."""

import json
import secrets
import threading

import psycopg

from leima.db.database import Hooks
from leima.db.tx import Tx

CHANNEL = "leima"
EVERYONE = frozenset({"*"})
LONGEST = 7000
"""Bytes of a payload; PostgreSQL takes fewer than 8000."""
PATIENCE = 0.5
"""Seconds between looks at whether we are closing, and before a lost connection is tried again."""


class Ear:
    """One listening thread a process, on its own connection."""

    def __init__(self, url: str, hooks: Hooks) -> None:
        self._url, self._hooks = url, hooks
        self._me = secrets.token_hex(8)
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def call_out(self, tx: Tx) -> None:
        """Tells the others, if and when this transaction commits, whose rows it changes."""
        owners = sorted({change.owner for change in tx.changes if change.owner})
        units = sorted({change.unit for change in tx.changes if change.unit})
        payload = json.dumps([self._me, tx.org, owners, units])
        if len(payload) > LONGEST:
            payload = json.dumps([self._me, tx.org, sorted(EVERYONE), []])
        tx.run("SELECT pg_notify(:channel, :payload)", channel=CHANNEL, payload=payload)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._keep_listening, name="leima-ear", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        if self._thread is not None:
            self._thread.join(4 * PATIENCE)

    def _keep_listening(self) -> None:
        while not self._closing.is_set():
            try:
                with psycopg.connect(self._url, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._hooks.heard("*", EVERYONE, frozenset())
                    self._listen_on(connection)
            except psycopg.Error:
                self._closing.wait(PATIENCE)

    def _listen_on(self, connection: psycopg.Connection[tuple[object, ...]]) -> None:
        while not self._closing.is_set():
            for heard in connection.notifies(timeout=PATIENCE):
                sender, org, owners, units = json.loads(heard.payload)
                if sender != self._me:
                    self._hooks.heard(org, frozenset(owners), frozenset(units))
