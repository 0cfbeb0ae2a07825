"""People with passkeys."""

from typing import Any

from tests.passkeys.authenticator import Authenticator
from tests.security.firm import Firm

HOST = "leima.example.fi"
ORIGIN = f"https://{HOST}"
PAGE = {"X-Leima": "1"}


def call(firm: Firm, headers: dict[str, str], method: str, path: str = "", body: Any = None) -> Any:
    return firm.client.request(method, f"/api/v1/auth/passkeys{path}", json=body, headers=headers)


def authenticator(**more: Any) -> Authenticator:
    return Authenticator(ORIGIN, HOST, **more)


def add(firm: Firm, who: str, called: str = "phone", **more: Any) -> Authenticator:
    """A new passkey of somebody who has just signed in."""
    made, headers = authenticator(**more), firm.session(who)[0]
    options = call(firm, headers, "POST", "/begin").json()["options"]
    answer = call(firm, headers, "POST", "", {"credential": made.make(options), "called": called})
    assert answer.status_code == 201, answer.text
    return made


def ask(firm: Firm) -> str:
    answer = firm.client.post("/api/v1/auth/passkeys/ask", headers=PAGE)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["options"])


def send(firm: Firm, credential: str) -> Any:
    body = {"credential": credential, "device_id": "phone", "device_name": "a phone"}
    return firm.client.post("/api/v1/auth/passkeys/enter", json=body, headers=PAGE)


def enter(firm: Firm, key: Authenticator, **client: Any) -> Any:
    return send(firm, key.sign(ask(firm), **client))


def outcome(answer: Any) -> str:
    """The name of who has come in, or why nobody has."""
    said = answer.json()
    return str(said["user"]["name"] if answer.status_code == 200 else said["code"])


def sessions(firm: Firm) -> int:
    return len(firm.rows("SELECT id FROM session_family WHERE device='phone' AND revoked_at IS NULL"))
