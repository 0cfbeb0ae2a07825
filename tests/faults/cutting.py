"""A bad line: a proxy on loopback that breaks each connection after so many bytes, or before the answer."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PIECE = 16_384
RESET = struct.pack("ii", 1, 0)
"""For SO_LINGER: the connection ends at once, and what was not sent yet is gone."""


@dataclass
class Line:
    """Connections to a port of loopback. Of what a client sends `most` bytes pass; None lets everything pass.

    With `answers` false everything goes there and nothing comes back. `cuts` has the bytes that had passed at each cut.
    """

    port: int
    most: int | None = None
    answers: bool = True
    cuts: list[int] = field(default_factory=list)
    door: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.door.getsockname()[1]}"

    def serve(self) -> None:
        """Takes connections until the door is shut."""
        with suppress(OSError):
            while True:
                client, _ = self.door.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                for work in (self._there, self._back):
                    threading.Thread(target=work, args=(client, server), daemon=True).start()

    def _there(self, client: socket.socket, server: socket.socket) -> None:
        passed = 0
        with suppress(OSError):
            while piece := client.recv(PIECE):
                part = piece if self.most is None else piece[: self.most - passed]
                server.sendall(part)
                passed += len(part)
                if passed == self.most:
                    self._cut(passed, client, server)
                    return

    def _back(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := server.recv(PIECE):
                if not self.answers:
                    self._cut(0, client, server)
                    return
                client.sendall(piece)
        _close(client, server)

    def _cut(self, passed: int, *ends: socket.socket) -> None:
        self.cuts.append(passed)
        for end in ends:
            with suppress(OSError):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        _close(*ends)


def _close(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        end.close()


@contextmanager
def line(port: int) -> Iterator[Line]:
    """A line to a port that is shut at the end."""
    opened = Line(port)
    thread = threading.Thread(target=opened.serve, daemon=True)
    thread.start()
    try:
        yield opened
    finally:
        with suppress(OSError):
            opened.door.shutdown(socket.SHUT_RDWR)
        opened.door.close()
        thread.join(10)
