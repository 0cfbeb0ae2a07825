"""What sign-in says on the wire."""

import msgspec

from leima.web.forms import Device as DeviceId
from leima.web.forms import Email, Form, Id, Label, Secret


class Login(Form, frozen=True):
    email: Email
    password: Secret
    device_id: DeviceId
    device_name: Label = ""


class LinkToken(Form, frozen=True):
    token: Secret


class Accept(Form, frozen=True):
    token: Secret
    password: Secret
    device_id: DeviceId
    device_name: Label = ""


class Invite(Form, frozen=True):
    person: Id


class Forgotten(Form, frozen=True):
    email: Email


class NewPassword(Form, frozen=True):
    current: Secret
    new: Secret


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
    """Whom a one-time link is for."""

    name: str
    organisation: str
    email: str
    kind: str
