"""An example for your own programs: fetch a locked pay run with an API key, send the register of people each month, and
receive signed webhooks.

It needs Python 3.11 and nothing else. Try it with

    LEIMA_URL=https://leima.example.fi LEIMA_KEY=leima_key_… LEIMA_WEBHOOK_SECRET=whsec_… python leima_client.py

It listens on port 9000; let your web server pass https requests on to it. A webhook says what happened and to which id;
everything else is asked with the key.
"""

import base64
import hashlib
import hmac
import json
import os
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar, TypeAlias
from urllib.request import Request, urlopen

TOLERANCE = 300
"""Seconds that a message's time may differ from ours; an older one may be a copy that somebody sends again."""
LARGEST = 65_536
"""Bytes of a message that are read."""


Told: TypeAlias = dict[str, Any]
"""A JSON object; docs/api.md says what is in it."""


class Refused(Exception):
    """A message that Leima has not signed, or not now."""


def fetch(url: str, key: str, path: str) -> Told:
    """What the API answers, as JSON. Keys need the scope of what they ask: see docs/api.md."""
    request = Request(f"{url}/api/v1/{path}", headers={"Authorization": f"Bearer {key}"})
    with urlopen(request, timeout=60) as answer:
        told: Told = json.load(answer)
        return told


def locked_run(url: str, key: str, run: str) -> Told:
    """A locked run with its rows; the same each time that it is asked for. Scope: payroll.read."""
    return fetch(url, key, f"payroll/runs/{run}/file?format=json")


def send_people(url: str, key: str, file: Path, first: str, seen: str = "") -> Told:
    """What the file of people would change from the date `first` on; with the `seen` of that answer it is done.

    While there are `faults`, each with its row and column, nothing is done. Where somebody has changed the same people
    meanwhile, the server answers 409 `staff_changed`: look again. Scope: people.file.
    """
    content = base64.b64encode(file.read_bytes()).decode()
    body = {"name": file.name, "content": content, "from": first, "seen": seen}
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    request = Request(f"{url}/api/v1/people/file", json.dumps(body).encode(), headers)
    with urlopen(request, timeout=60) as answer:
        told: Told = json.load(answer)
        return told


def verified(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> Told:
    """The message as JSON, once its signature and time are right (Standard Webhooks). Raises Refused.

    `secret` is what Leima showed when the webhook was made. While it is changed, a message has two signatures.
    """
    id, sent = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not sent.isdigit() or abs(now - int(sent)) > TOLERANCE:
        raise Refused("its time is not now")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = hmac.new(key, f"{id}.{sent}.".encode() + body, hashlib.sha256).digest()
    for signature in headers.get("webhook-signature", "").split():
        version, _, given = signature.partition(",")
        if version == "v1" and hmac.compare_digest(base64.b64encode(right), given.encode()):
            told: Told = json.loads(body)
            return told
    raise Refused("its signature is not right")


class Receiver(BaseHTTPRequestHandler):
    """Takes messages. What is answered with 2xx counts as received; everything else is sent again later."""

    seen: ClassVar[set[str]] = set()
    """The same `webhook-id` may come twice: keep these where they outlive the program."""

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("content-length", "0")), LARGEST))
        try:
            message = verified(os.environ["LEIMA_WEBHOOK_SECRET"], self.headers, body, time.time())
        except Refused:
            self.send_response(401)
            self.end_headers()
            return
        self.send_response(204)
        self.end_headers()
        if self.headers["webhook-id"] not in self.seen:
            self.seen.add(self.headers["webhook-id"])
            self.take(message)

    def take(self, message: Told) -> None:
        """Does something with a message: here the rows of a run that was locked are counted."""
        if message["type"] == "payroll_run.locked":
            run = locked_run(os.environ["LEIMA_URL"], os.environ["LEIMA_KEY"], message["data"]["id"])
            print(f"{len(run['rows'])} rows to pay from {run['from']} to {run['until']}")


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 9000), Receiver).serve_forever()
