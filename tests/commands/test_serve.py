"""Who may serve: one Leima at an address."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from leima.db.engine import migrate
from leima.settings import Settings


def test_a_port_that_another_server_shares_is_refused_and_named(tmp_path: Path) -> None:
    """Granian listens with SO_REUSEPORT: two servers of two companies would each answer half of the requests."""
    migrate(Settings(data=tmp_path))
    with socket.socket() as other:
        if hasattr(socket, "SO_REUSEPORT"):
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        served = subprocess.run(
            [sys.executable, "-m", "leima", "serve"],
            env={**os.environ, "LEIMA_DATA": str(tmp_path), "LEIMA_HOST": "127.0.0.1", "LEIMA_PORT": port},
            capture_output=True,
            text=True,
            timeout=15,
        )
    assert served.returncode == 1
    assert f"127.0.0.1:{port}" in served.stderr
