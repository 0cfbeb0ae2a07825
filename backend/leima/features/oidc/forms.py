"""What the company's own sign-in says on the wire."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from leima.features.auth.schemas import Code
from leima.web.forms import ONE_LINE, Form, Label, Line, Secret
from leima.web.forms import Device as DeviceId

Word: TypeAlias = Annotated[str, Meta(min_length=2, max_length=40, pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?\Z")]
"""What stands for an organisation in the address of its sign-in page: small letters, digits and hyphens."""
Role: TypeAlias = Literal["supervisor", "planner", "payroll", "admin", "reception"]
Address: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500, pattern=ONE_LINE)]
Step: TypeAlias = Literal["description", "issuer", "addresses", "pkce", "keys", "client"]
StepClaim: TypeAlias = Literal["", "amr", "acr"]


class CompanyLook(Form, frozen=True):
    """`company_word` is empty where the page knows none."""

    company_word: Annotated[str, Meta(max_length=40, pattern=ONE_LINE)] = ""


class CompanyBegin(Form, frozen=True):
    company_word: Word


class CompanyFinish(Form, frozen=True):
    """What the provider has sent back with the browser; `code` is empty where it refused."""

    state: Secret
    code: Annotated[str, Meta(max_length=4096, pattern=ONE_LINE)]
    device_id: DeviceId
    device_name: Label = ""
    iss: Annotated[str, Meta(max_length=500, pattern=ONE_LINE)] = ""
    error: Label = ""
    one_time_code: Code = ""
    """Of Leima's own second step, where it is asked for."""


class RoleValue(Form, frozen=True):
    """A role in Leima for whoever has a value in the claim of roles."""

    value: Line
    role: Role


class CompanyForm(Form, frozen=True):
    """A company's provider. An empty secret keeps the one that stands, as long as provider and client are the same.

    `role_values` empty or `role_claim` empty: roles are given in Leima alone. `step_claim` empty: the provider's word
    is no second step.
    """

    word: Word
    issuer: Address
    client_id: Line
    client_secret: Secret
    enabled: bool
    trusts_emails: bool
    role_claim: Label
    role_values: Annotated[list[RoleValue], Meta(max_length=100)]
    step_claim: StepClaim
    step_values: Annotated[list[Line], Meta(max_length=20)]


class OnlyForm(Form, frozen=True):
    """Whether everybody but admins comes in by the company's own sign-in alone."""

    only: bool


class CompanyWay(msgspec.Struct, frozen=True):
    """An organisation that has a sign-in of its own."""

    word: str
    organisation: str


class CompanyWays(msgspec.Struct, frozen=True):
    """The way that the word names, or the only one that there is; `more` where a word would find another."""

    ways: list[CompanyWay]
    more: bool


class CompanyAddress(msgspec.Struct, frozen=True):
    """Where the browser goes to sign in."""

    address: str


class RoleValueData(msgspec.Struct, frozen=True):
    value: str
    role: Role


class CompanySetting(msgspec.Struct, frozen=True):
    """A company's provider as it is kept, without its secret."""

    word: str
    issuer: str
    client_id: str
    has_secret: bool
    enabled: bool
    trusts_emails: bool
    role_claim: str
    role_values: list[RoleValueData]
    step_claim: StepClaim
    step_values: list[str]


class LinkedPerson(msgspec.Struct, frozen=True):
    """Somebody whose account at the provider is known; instants are ISO UTC."""

    id: str
    name: str
    linked_at: str
    used_at: str


class CompanyData(msgspec.Struct, frozen=True):
    """The company's sign-in: null while there is none; what the provider is told; who has come in by it."""

    setting: CompanySetting | None
    redirect: str
    sign_in_page: str | None
    only: bool
    signs_out: int
    """How many people are signed in otherwise, admins apart: they are signed out when it becomes the only way."""
    people: list[LinkedPerson]


class CompanyFinding(msgspec.Struct, frozen=True):
    """One thing that was tried: what, and what is wrong with it, empty when it is well."""

    step: Step
    wrong: str


class CompanyFindings(msgspec.Struct, frozen=True):
    findings: list[CompanyFinding]
