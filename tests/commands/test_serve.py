"""Who may serve: one Leima at an address."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from leima.db.engine import migrate
from leima.settings import Settings
from tests.faults.server import found_firm, serving


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
            timeout=60,
        )
    assert served.returncode == 1
    assert f"127.0.0.1:{port}" in served.stderr


def test_on_a_disk_without_room_the_start_is_refused_with_what_to_do(tmp_path: Path) -> None:
    """Files of the process cannot grow: what a full disk looks like from inside."""
    migrate(Settings(data=tmp_path))
    limited = (
        "import resource, sys; from leima.cli import main;"
        " resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY)); sys.exit(main(['serve']))"
    )
    served = subprocess.run(
        [sys.executable, "-c", limited],
        env={**os.environ, "LEIMA_DATA": str(tmp_path), "LEIMA_PORT": "0"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert served.returncode == 1, served.stderr
    assert "Traceback" not in served.stderr and "leima serve:" in served.stderr


def test_a_body_that_its_client_breaks_off_is_no_error_of_the_server(tmp_path: Path) -> None:
    firm = found_firm(tmp_path / "data")
    log = tmp_path / "log"
    with serving(firm, log) as served:
        port = int(served.url.rpartition(":")[2])
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", port)) as client:
                head = "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                client.sendall(f"{head}Content-Length: 100\r\n\r\n{{".encode())
        assert served.ready() == 200
    assert "request_failed" not in log.read_text()
