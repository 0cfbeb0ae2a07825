"""Browsers that sign in at the company's provider, and the admin who sets it."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from leima.world.providers import Providers
from tests.apps import nowhere
from tests.oidc.local_provider import CLIENT, SECRET, LocalProvider
from tests.security.firm import Firm

WORD = "ours"
PAGE = {"X-Leima": "1"}


@dataclass
class Browser:
    """One browser: what its cookie says, and where it was sent."""

    cookie: str
    address: str

    @property
    def state(self) -> str:
        return dict(parse_qsl(urlsplit(self.address).query))["state"]


@dataclass
class Work:
    """The firm, its provider, and what both say."""

    firm: Firm
    provider: LocalProvider
    form: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, firm: Firm, provider: LocalProvider) -> "Work":
        firm.world.providers = Providers(nowhere, beside=(provider.origin,))
        work = cls(firm, provider)
        work.form = {
            "word": WORD,
            "issuer": provider.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
            "enabled": True,
            "trusts_emails": False,
            "role_claim": "",
            "role_values": [],
            "step_claim": "",
            "step_values": [],
        }
        work.save()
        work.names("employee")
        return work

    def save(self, who: str = "admin", **more: Any) -> Any:
        self.form |= more
        answer = self.ask("PUT", "", self.form, who)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def ask(self, method: str, path: str, body: Any = None, who: str = "admin") -> Any:
        headers = self.firm.session(who)[0]
        return self.firm.client.request(method, f"/api/v1/company-sign-in{path}", json=body, headers=headers)

    def names(self, who: str, **more: Any) -> None:
        """Whom the provider names from now on."""
        claims = {"sub": f"sub of {who}", "email": self.firm.email(who), "email_verified": True}
        self.provider.who = claims | more

    def begin(self, word: str = WORD) -> Browser:
        self.firm.client.cookies.clear()
        answer = self.firm.client.post("/api/v1/auth/company/begin", json={"company_word": word}, headers=PAGE)
        assert answer.status_code == 200, answer.text
        name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
        assert name == "__Host-leima-company"
        return Browser(value, answer.json()["address"])

    def finish(self, browser: Browser, code: str = "", **more: Any) -> Any:
        self.firm.client.cookies.clear()
        body = {"state": browser.state, "code": code, "device_id": "phone", "device_name": "a phone", **more}
        headers = {**PAGE, "Cookie": f"__Host-leima-company={browser.cookie}"}
        return self.firm.client.post("/api/v1/auth/company/finish", json=body, headers=headers)

    def sign_in(self, **more: Any) -> Any:
        """To the provider and back."""
        browser = self.begin()
        return self.finish(browser, self.provider.authorize(browser.address), **more)

    def outcome(self, **more: Any) -> str:
        return outcome(self.sign_in(**more))

    def sessions(self) -> int:
        """Sessions that somebody has come in by."""
        return len(self.firm.rows("SELECT id FROM session_family WHERE device='phone' AND revoked_at IS NULL"))

    def roles(self, who: str) -> set[str]:
        return {
            row.role for row in self.firm.rows("SELECT role FROM person_role WHERE person=:p", p=self.firm.ids[who])
        }


def outcome(answer: Any) -> str:
    """The name of who has come in, or why nobody has."""
    said = answer.json()
    return str(said["user"]["name"] if answer.status_code == 200 else said["code"])
