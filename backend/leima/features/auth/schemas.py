"""What sign-in says on the wire."""

from typing import Annotated, TypeAlias

import msgspec

from leima.web.forms import ONE_LINE, Email, Form, Id, Label, Secret
from leima.web.forms import Device as DeviceId

Code: TypeAlias = Annotated[str, msgspec.Meta(max_length=40, pattern=ONE_LINE)]
"""A code of an authenticator app, or a recovery code; spaces and hyphens do not matter."""


class Login(Form, frozen=True):
    email: Email
    password: Secret
    device_id: DeviceId
    device_name: Label = ""
    one_time_code: Code = ""
    """Of the second step, where there is one."""


class LinkToken(Form, frozen=True):
    token: Secret


class Accept(Form, frozen=True):
    token: Secret
    password: Secret
    device_id: DeviceId
    device_name: Label = ""
    one_time_code: Code = ""
    """Of the second step, where there is one."""


class Invite(Form, frozen=True):
    person: Id


class Forgotten(Form, frozen=True):
    email: Email


class NewPassword(Form, frozen=True):
    current: Secret
    new: Secret


class OwnPassword(Form, frozen=True):
    password: Secret


class OwnCode(Form, frozen=True):
    one_time_code: Code


class Proof(Form, frozen=True):
    """The present password, and a code of the app or a recovery code."""

    password: Secret
    one_time_code: Code


class TwoStepRule(Form, frozen=True):
    required: bool


class User(msgspec.Struct, frozen=True):
    """Who has signed in; `lang` is the language that they have chosen: fi, sv or en."""

    id: str
    name: str
    roles: list[str]
    lang: str


class Session(msgspec.Struct, frozen=True):
    """The answer to a sign-in; `expires_in` in seconds."""

    access_token: str
    expires_in: int
    user: User


class Device(msgspec.Struct, frozen=True):
    """A signed-in device; the instants are ISO UTC."""

    id: str
    name: str
    created_at: str
    last_seen_at: str
    current: bool


class Devices(msgspec.Struct, frozen=True):
    devices: list[Device]


class Link(msgspec.Struct, frozen=True):
    link: str
    expires_at: str


class LinkLook(msgspec.Struct, frozen=True):
    """Whom a one-time link is for. `logo`: the organisation's, a PNG in base64; null where it has none."""

    name: str
    organisation: str
    email: str
    kind: str
    logo: str | None


class TwoStepState(msgspec.Struct, frozen=True):
    """The caller's second step: on since an instant (ISO UTC), whether they must have it, and unused recovery codes."""

    since: str | None
    required: bool
    spares: int


class TwoStepSetup(msgspec.Struct, frozen=True):
    """What an authenticator app is given: base32, the same as an address, and as rows of a picture (1 is dark)."""

    secret: str
    uri: str
    qr: list[str]


class Spares(msgspec.Struct, frozen=True):
    """Recovery codes. They are never shown again."""

    codes: list[str]


class TwoStepOne(msgspec.Struct, frozen=True):
    id: str
    name: str
    since: str | None


class TwoStepOffice(msgspec.Struct, frozen=True):
    """Whether payroll and admins must have it, and since when each of them has."""

    required: bool
    people: list[TwoStepOne]
