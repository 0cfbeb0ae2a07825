"""The documented nginx configuration, as it stands in the docs, in front of a real server."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx

from leima.features.attachments.routes import MOST_BYTES
from leima.features.importing.schemas import MOST_FILE
from tests.bench.servers import free_port
from tests.faults.server import found_firm, serving
from tests.house.house import ROOT

NGINX = next((path for path in (shutil.which("nginx"), "/usr/sbin/nginx") if path and Path(path).exists()), None)
"""Where nginx is; `.ci/run` installs it. Elsewhere the test looks at the documented block alone."""


def documented(upstream: str) -> str:
    """The location block of docs/self-hosting.md, aimed at the server."""
    text = (ROOT / "docs" / "self-hosting.md").read_text("utf-8")
    block = re.search(r"^    location / \{.*?^    \}$", text, re.MULTILINE | re.DOTALL)
    assert block is not None
    return block[0].replace("http://127.0.0.1:8000", upstream)


@contextmanager
def proxy(folder: Path, upstream: str) -> Iterator[str]:
    port = free_port()
    config = (
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; user root; events {{}}\n"
        f"http {{ access_log off; client_body_temp_path {folder}; proxy_temp_path {folder};"
        f" fastcgi_temp_path {folder}; uwsgi_temp_path {folder}; scgi_temp_path {folder};\n"
        f"server {{ listen 127.0.0.1:{port}; listen 127.0.0.2:{port};\n{documented(upstream)} }} }}\n"
    )
    (folder / "nginx.conf").write_text(config)
    child = subprocess.Popen([str(NGINX), "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                httpx.get(f"http://127.0.0.1:{port}/health/live")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        child.terminate()
        child.wait(10)


def test_behind_the_documented_nginx_a_client_cannot_choose_the_address_that_its_failures_count_for(
    tmp_path: Path,
) -> None:
    assert "X-Forwarded-For $remote_addr;" in documented("")
    if NGINX is None:
        return
    firm = found_firm(tmp_path / "data")
    (tmp_path / "nginx").mkdir()
    with serving(firm, tmp_path / "log") as served, proxy(tmp_path / "nginx", served.url) as url:

        def guess(n: int, **from_: str) -> int:
            body = {"email": f"guess{n}@firm.test", "password": "x", "device_id": "d", "device_name": "d"}
            headers = {"X-Forwarded-For": f"203.0.113.{n}"}
            transport = httpx.HTTPTransport(local_address=from_.get("address", "127.0.0.1"))
            with httpx.Client(transport=transport, timeout=30) as client:
                return client.post(f"{url}/api/v1/auth/login", json=body, headers=headers).status_code

        statuses = [guess(n) for n in range(32)]
        assert (statuses[:30], statuses[31]) == ([401] * 30, 429)
        assert guess(99, address="127.0.0.2") == 401


def test_the_documented_nginx_lets_the_largest_receipt_and_file_of_people_through(tmp_path: Path) -> None:
    """The answer is the server's, that these bytes are not what they are called, and not the proxy's, of their size."""
    largest = max(MOST_BYTES, MOST_FILE)
    told = re.search(r"client_max_body_size (\d+)m;", documented(""))
    assert told is not None
    assert int(told[1]) * 1_048_576 >= largest
    if NGINX is None:
        return
    firm = found_firm(tmp_path / "data")
    (tmp_path / "nginx").mkdir()
    with serving(firm, tmp_path / "log") as served, proxy(tmp_path / "nginx", served.url) as url:
        headers = {**firm.headers("aino"), "Content-Type": "application/octet-stream"}
        answer = httpx.put(f"{url}/api/v1/blobs/{'0' * 64}", content=b"x" * largest, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["code"]) == (400, "attachment_hash")


def test_a_large_upload_that_is_refused_before_it_is_read_gets_its_reason_through_the_documented_nginx(
    tmp_path: Path,
) -> None:
    """A proxy that is still sending when the line is cut tells of a bad gateway, and the phone tries for ever."""
    firm = found_firm(tmp_path / "data")
    (tmp_path / "nginx").mkdir()
    with serving(firm, tmp_path / "log") as served, ExitStack() as held:
        urls = (
            [served.url] if NGINX is None else [served.url, held.enter_context(proxy(tmp_path / "nginx", served.url))]
        )
        bytes_, json_ = {"Content-Type": "application/octet-stream"}, {"Content-Type": "application/json"}
        mine = firm.headers("aino")
        asked = [
            (401, "PUT", f"blobs/{'0' * 64}", bytes_, MOST_BYTES),
            (401, "POST", "sync/push", json_, MOST_BYTES),
            (413, "POST", "sync/push", {**json_, **mine}, MOST_BYTES),
            (413, "PUT", f"blobs/{'0' * 64}", {**bytes_, **mine}, MOST_BYTES + 500_000),
            (415, "POST", "sync/push", {**bytes_, **mine}, MOST_BYTES),
            (404, "POST", "nothing/here", {**json_, **mine}, MOST_BYTES),
        ]
        for url in urls:
            for status, method, path, headers, size in asked * 3:
                answer = httpx.request(method, f"{url}/api/v1/{path}", content=b"x" * size, headers=headers, timeout=60)
                assert (answer.status_code, answer.json()["status"]) == (status, status), (url, path)
