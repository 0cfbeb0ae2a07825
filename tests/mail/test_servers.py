"""The mail server of these tests itself: what it began ends with it."""

import gc
import socket
import sys
import threading
from time import sleep
from typing import Any

import pytest

from tests.mail.servers import Server, running


def test_a_silent_server_ends_with_all_that_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Any] = []
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    server = Server(silent=True)
    with running(server), socket.create_connection(("127.0.0.1", server.port), timeout=5):
        while not server.asked:
            sleep(0.01)
    gc.collect()
    assert [one.exc_value for one in left] == []


def test_a_server_that_nobody_has_asked_ends_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[Any] = []
    monkeypatch.setattr(threading, "excepthook", left.append)
    with running(Server()):
        pass
    assert left == []
